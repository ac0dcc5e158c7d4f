import App
import Testing

import TUI

/// What a decoder makes of bytes that arrive together.
private func decode(_ text: String, with decoder: inout KeyDecoder) -> [TerminalEvent] {
  decode(Array(text.utf8), with: &decoder)
}

private func decode(_ bytes: [UInt8], with decoder: inout KeyDecoder) -> [TerminalEvent] {
  bytes.flatMap { decoder.take(.byte($0)) } + decoder.take(.pause)
}

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [TerminalEvent] {
    var decoder = KeyDecoder()
    return decode(text, with: &decoder)
  }

  @Test("bytes become keys")
  func bytes() {
    #expect(keys("a ") == [.key(.character("a")), .key(.character(" "))])
    #expect(keys("\r\n\t") == [.key(.enter), .key(.enter), .key(.tab)])
    #expect(keys("\u{7F}\u{8}") == [.key(.backspace), .key(.backspace)])
    #expect(keys("\u{3}\u{1A}") == [.key(.control("c")), .key(.control("z"))])
    #expect(keys("\u{0}\u{1C}\u{85}") == [])
    #expect(keys("가ㅎ−") == [.key(.character("가")), .key(.character("ㅎ")), .key(.character("−"))])
  }

  @Test("a character may come in pieces")
  func pieces() {
    var decoder = KeyDecoder()
    let bytes = Array("한".utf8)
    #expect(decode([bytes[0]], with: &decoder) == [])
    #expect(decode([bytes[1]], with: &decoder) == [])
    #expect(decode([bytes[2]], with: &decoder) == [.key(.character("한"))])
  }

  @Test("broken UTF-8 is dropped, the key after it is not")
  func broken() {
    var decoder = KeyDecoder()
    #expect(decode([0xFF, 0x61], with: &decoder) == [.key(.character("a"))])
    #expect(decode([0xED, 0xA0, 0x80, 0x62], with: &decoder) == [.key(.character("b"))])
    #expect(decode([0xE0, 0x80, 0xAF, 0x63], with: &decoder) == [.key(.character("c"))])
    #expect(decode([0xEA, 0xB0, 0x64], with: &decoder) == [.key(.character("d"))])
    #expect(decode([0xF5, 0x80, 0x65], with: &decoder) == [.key(.character("e"))])
  }

  @Test("an escape alone, before a key, and before a bracket")
  func escape() {
    #expect(keys("\u{1B}") == [.key(.escape)])
    #expect(keys("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(keys("\u{1B}[") == [.key(.escape), .key(.character("["))])
    #expect(keys("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(keys("\u{1B}O") == [.key(.escape), .key(.character("O"))])
  }

  @Test("sequences of terminals that answer in their own way")
  func sequences() {
    #expect(keys("\u{1B}[A\u{1B}OB") == [.key(.up), .key(.down)])
    #expect(keys("\u{1B}[Z\u{1B}[3~\u{1B}[5~") == [.key(.backTab), .key(.delete), .key(.pageUp)])
    #expect(keys("\u{1B}[1~\u{1B}[8~") == [.key(.home), .key(.end)])
    #expect(keys("\u{1B}[?1;2cx") == [.key(.character("x"))], "an answer nobody asked for")
    #expect(keys("\u{1B}[1;6Ax") == [.key(.character("x"))], "an arrow with Ctrl and Shift")
    #expect(keys("\u{1B}[" + String(repeating: "9", count: 500) + "~x") == [.key(.character("x"))])
  }

  @Test("a paste is one text and never a key")
  func paste() {
    var decoder = KeyDecoder()
    #expect(decoder.take(.pasteBegins) == [])
    #expect(decode("1, 2\r\nq\u{1B}\r", with: &decoder) == [])
    #expect(decoder.isPasting)
    #expect(decoder.take(.key(.up)) == [])
    #expect(decoder.take(.pasteEnds) == [.paste("1, 2\nq\u{1B}\n")])
    #expect(decode("q", with: &decoder) == [.key(.character("q"))])
  }

  @Test("a paste without an end does not swallow what follows")
  func cutPaste() {
    var decoder = KeyDecoder()
    _ = decoder.take(.pasteBegins)
    _ = decode("half", with: &decoder)
    #expect(decoder.endPaste() == [.paste("half")])
    #expect(decoder.endPaste() == [])
    #expect(decode("q", with: &decoder) == [.key(.character("q"))])
  }

  @Test(
    "mouse reports, new and old",
    arguments: [
      ("0;12;5M", Mouse(.press, row: 4, column: 11)),
      ("0;12;5m", Mouse(.release, row: 4, column: 11)),
      ("32;1;1M", Mouse(.drag, row: 0, column: 0)),
      ("64;300;200M", Mouse(.wheelUp, row: 199, column: 299)),
      ("65;3;2M", Mouse(.wheelDown, row: 1, column: 2)),
      ("16;3;2M", Mouse(.press, row: 1, column: 2)),
    ])
  func mouse(report: String, action: Mouse) {
    var decoder = KeyDecoder()
    _ = decoder.take(.mouse(old: false))
    #expect(decode(report, with: &decoder) == [.mouse(action)])
    #expect(decode("q", with: &decoder) == [.key(.character("q"))])
  }

  @Test func oldMouse() {
    var decoder = KeyDecoder()
    _ = decoder.take(.mouse(old: true))
    #expect(decode([32, 35, 36], with: &decoder) == [.mouse(Mouse(.press, row: 3, column: 2))])
    _ = decoder.take(.mouse(old: true))
    #expect(decode([35, 35, 36], with: &decoder) == [.mouse(Mouse(.release, row: 3, column: 2))])
  }

  @Test(
    "broken mouse reports are dropped whole",
    arguments: [
      "1;1M", "0;0;0M", "2;4;4M", "35;4;4M", ";;;;M", "99999999999999999999;1;1M",
    ])
  func brokenMouse(report: String) {
    var decoder = KeyDecoder()
    _ = decoder.take(.mouse(old: false))
    #expect(decode(report, with: &decoder) == [])
    #expect(decode("q", with: &decoder) == [.key(.character("q"))])
  }

  @Test("any bytes at all give events, and a plain key afterwards still works")
  func anything() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<2000 {
      var decoder = KeyDecoder()
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 33)
        switch state >> 60 {
        case 0: _ = decoder.take(.pasteBegins)
        case 1: _ = decoder.take(.pasteEnds)
        case 2: _ = decoder.take(.mouse(old: state >> 59 & 1 == 1))
        case 3: _ = decoder.take(.pause)
        case 4: _ = decoder.take(.byte(0x1B))
        default: _ = decoder.take(.byte(byte))
        }
      }
      _ = decoder.endPaste()
      _ = decoder.take(.key(.enter))
      _ = decode("\r\r\r\r", with: &decoder)
      #expect(decode("z", with: &decoder).last == .key(.character("z")))
    }
  }
}
