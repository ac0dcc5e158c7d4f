import Plot
import TUI

/// A surface as lines with the escapes of an xterm with 256 colours.
enum ANSIText {
  static func lines(_ surface: Surface) -> [String] {
    let palette = Palette(colours: 256)
    return (0..<surface.size.rows).map { row in
      var cells = (0..<surface.size.columns).map { surface.cell(row: row, column: $0) }
      while let last = cells.last, last.text == " ", last.style == .plain { cells.removeLast() }
      var line = ""
      var style = Style.plain
      for cell in cells where !cell.isContinuation {
        if cell.style != style {
          line += escape(palette.look(of: cell.style))
          style = cell.style
        }
        line += cell.text
      }
      return style == .plain ? line : line + "\u{1B}[0m"
    }
  }

  static func escape(_ look: Palette.Look) -> String {
    var codes = ["0"]
    if look.bold { codes.append("1") }
    if look.dim { codes.append("2") }
    if look.underline { codes.append("4") }
    if look.reverse { codes.append("7") }
    if let color = look.foreground { codes.append("38;5;\(color)") }
    if let color = look.background { codes.append("48;5;\(color)") }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}
