import Glibc
import Plot
import Testing

import TUI

/// Relative luminance after WCAG 2.1, 0…1.
private func luminance(_ rgb: (Double, Double, Double)) -> Double {
  0.2126 * rgb.0 + 0.7152 * rgb.1 + 0.0722 * rgb.2
}

/// Linear light, each 0…1.
private func linear(_ colour: Int) -> (Double, Double, Double) {
  func channel(_ shift: Int) -> Double {
    let value = Double(colour >> shift & 255) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
  return (channel(16), channel(8), channel(0))
}

@Suite struct PaletteTests {
  let indexed = Palette(colours: 256)

  @Test("every ink stands out from black and from white", arguments: Ink.allCases)
  func contrast(ink: Ink) {
    guard let index = indexed.foreground(of: ink) else { return }
    let light = luminance(linear(Palette.rgb(ofIndex: index)))
    #expect((light + 0.05) / 0.05 >= 3, "on black")
    #expect(1.05 / (light + 0.05) >= (ink == .second ? 2.8 : 3), "on white")
  }

  /// xterm's eight colours, and what it makes of them in bold.
  @Test("eight colours too", arguments: Ink.allCases)
  func eightColours(ink: Ink) {
    let eight = Palette(colours: 8)
    guard let index = eight.foreground(of: ink) else { return }
    for full in [205, 255] {
      let parts = [0, 1, 2].map { index >> $0 & 1 == 1 ? full : 0 }
      let light = luminance(linear(parts[0] << 16 | parts[1] << 8 | parts[2]))
      #expect((light + 0.05) / 0.05 >= 3, "\(ink) on black")
      #expect(1.05 / (light + 0.05) >= 3, "\(ink) on white")
    }
  }

  /// Deuteranopia in linear light after Viénot, Brettel and Mollon (1999): what is left of red and green is
  /// one channel, 0.29275 R + 0.70725 G, beside blue.
  @Test("good and bad stay apart without green")
  func deuteranopia() {
    func seen(_ ink: Ink) -> (Double, Double) {
      let (red, green, blue) = linear(Palette.rgb(ofIndex: indexed.foreground(of: ink) ?? 16))
      return (0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue)
    }
    let (good, bad) = (seen(.good), seen(.bad))
    #expect(abs(good.0 - bad.0) + abs(good.1 - bad.1) > 0.1)
  }

  @Test("the categories of a plot are four colours")
  func categories() {
    let inks: [Ink] = [.first, .second, .third, .fourth]
    #expect(Set(inks.map { indexed.foreground(of: $0) }).count == 4)
    let eight = Palette(colours: 8)
    for (index, ink) in inks.enumerated() {
      for other in inks[..<index] {
        #expect(eight.look(of: Style(ink)) != eight.look(of: Style(other)))
      }
    }
  }

  @Test("what is written on a level of a map stands out from it", arguments: ColourMap.allCases)
  func shades(map: ColourMap) {
    for level in UInt8.min...UInt8.max {
      for colours in [256, 1 << 24] {
        let palette = Palette(colours: colours)
        let look = palette.look(of: Style(.accent, ground: Shade(map, level)))
        let parts = [look.foreground, look.background].map { colour -> Double in
          let value = colour ?? -1
          #expect(value >= 0)
          return luminance(linear(colours == 256 ? Palette.rgb(ofIndex: value) : value))
        }
        let contrast = ((parts.max() ?? 0) + 0.05) / ((parts.min() ?? 0) + 0.05)
        #expect(contrast >= 4, "\(map) \(level): \(contrast)")
        let both = palette.look(of: Style(shade: Shade(map, 0), ground: Shade(map, level)))
        #expect(both.foreground == palette.colour(of: Shade(map, 0)))
      }
      #expect(Palette(colours: 8).look(of: Style(ground: Shade(map, level))).background == nil)
    }
  }

  @Test("without colour, front is bold and back is dim")
  func mono() {
    let mono = Palette(colours: 0)
    #expect(Ink.allCases.allSatisfy { mono.foreground(of: $0) == nil })
    #expect(mono.look(of: Style(.accent)).bold)
    #expect(mono.look(of: .dim).dim)
    #expect(!mono.look(of: Style(.dim, bold: true)).dim)
    #expect(mono.look(of: Style(.plain, reverse: true)).reverse)
    let plain = mono.look(of: .plain)
    #expect(!plain.bold && !plain.dim && !plain.reverse && !plain.underline)
  }

  @Test("depths as terminals name them")
  func depths() {
    #expect(Palette(colours: 0).depth == .mono)
    #expect(Palette(colours: 8).depth == .eight)
    #expect(Palette(colours: 88).depth == .eight)
    #expect(Palette(colours: 256).depth == .indexed)
    #expect(Palette(colours: 1 << 24).foreground(of: .bad) == 0xD75F00)
  }

  @Test("xterm's cube and greys")
  func cube() {
    #expect(Palette.rgb(ofIndex: 16) == 0)
    #expect(Palette.rgb(ofIndex: 32) == 0x0087D7)
    #expect(Palette.rgb(ofIndex: 231) == 0xFFFFFF)
    #expect(Palette.rgb(ofIndex: 243) == 0x767676)
    #expect(Palette.rgb(ofIndex: 255) == 0xEEEEEE)
  }
}
