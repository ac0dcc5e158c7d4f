import App

/// Turns what the terminal sends into keys, pastes and mouse actions.
///
/// It takes bytes (UTF-8 decoded here, since a character may come in pieces) and the named codes that the
/// terminal layer gives for the sequences it knows. Sequences that nobody knows are swallowed whole. An
/// escape with another key right behind it is the two keys.
package struct KeyDecoder: Sendable {
  /// What arrives.
  package enum Input: Equatable, Sendable {
    case byte(UInt8)
    case key(Key)
    case pasteBegins, pasteEnds
    /// A mouse report follows: decimal numbers, or three bytes in the old way.
    case mouse(old: Bool)
    /// A key that means nothing here.
    case unknown
    /// Nothing more is there for now.
    case pause
  }

  private enum State: Equatable, Sendable {
    case plain
    case escape
    /// After `ESC O`.
    case single
    /// After `ESC [`, with what stands between.
    case control([UInt8])
    case paste
    case mouse([UInt8])
    case oldMouse([UInt8])
  }

  /// Bytes of a paste beyond this are dropped.
  package static let pasteLimit = 1 << 20
  private static let sequenceLimit = 64

  private var state = State.plain
  private var utf8 = UTF8Decoder()
  private var pasted: [UInt8] = []

  package init() {}

  /// Whether a paste has begun and not ended.
  package var isPasting: Bool { state == .paste }

  package mutating func take(_ input: Input) -> [TerminalEvent] {
    switch state {
    case .plain: return plain(input)
    case .escape: return escape(input)
    case .single: return single(input)
    case .control(let bytes): return control(bytes, input)
    case .paste: return paste(input)
    case .mouse(let bytes): return mouse(bytes, input)
    case .oldMouse(let bytes): return oldMouse(bytes, input)
    }
  }

  /// Ends a paste whose end did not come.
  package mutating func endPaste() -> [TerminalEvent] {
    guard isPasting else { return [] }
    state = .plain
    defer { pasted = [] }
    return [.paste(Self.text(of: pasted))]
  }

  // MARK: States

  private mutating func plain(_ input: Input) -> [TerminalEvent] {
    switch input {
    case .byte(0x1B):
      utf8.reset()
      state = .escape
    case .byte(let byte):
      if let scalar = utf8.take(byte), let key = Self.key(for: scalar) { return [.key(key)] }
    case .key(let key):
      utf8.reset()
      return [.key(key)]
    case .pasteBegins:
      utf8.reset()
      pasted = []
      state = .paste
    case .mouse(let old): state = old ? .oldMouse([]) : .mouse([])
    case .pasteEnds, .unknown, .pause: break
    }
    return []
  }

  private mutating func escape(_ input: Input) -> [TerminalEvent] {
    switch input {
    case .byte(UInt8(ascii: "[")): state = .control([])
    case .byte(UInt8(ascii: "O")): state = .single
    case .pause:
      state = .plain
      return [.key(.escape)]
    default:
      state = .plain
      return [.key(.escape)] + plain(input)
    }
    return []
  }

  private mutating func single(_ input: Input) -> [TerminalEvent] {
    state = .plain
    guard case .byte(let final) = input else {
      return [.key(.escape), .key(.character("O"))] + plain(input)
    }
    return Self.cursorKey(final).map { [.key($0)] } ?? []
  }

  private mutating func control(_ bytes: [UInt8], _ input: Input) -> [TerminalEvent] {
    switch input {
    case .byte(let byte) where (0x20...0x3F).contains(byte):
      if bytes.count < Self.sequenceLimit { state = .control(bytes + [byte]) }
      return []
    case .byte(let final) where (0x40...0x7E).contains(final):
      state = .plain
      return Self.controlKey(bytes, final).map { [.key($0)] } ?? []
    case .pause where bytes.isEmpty:
      state = .plain
      return [.key(.escape), .key(.character("["))]
    case .pause:
      return []
    default:
      state = .plain
      return plain(input)
    }
  }

  private mutating func paste(_ input: Input) -> [TerminalEvent] {
    switch input {
    case .byte(let byte):
      if pasted.count < Self.pasteLimit { pasted.append(byte) }
    case .key(.tab): pasted.append(0x09)
    case .pasteEnds: return endPaste()
    case .key, .pasteBegins, .mouse, .unknown, .pause: break
    }
    return []
  }

  private mutating func mouse(_ bytes: [UInt8], _ input: Input) -> [TerminalEvent] {
    guard case .byte(let byte) = input else {
      if input == .pause { return [] }
      state = .plain
      return plain(input)
    }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
      state = bytes.count < Self.sequenceLimit ? .mouse(bytes + [byte]) : .plain
      return []
    case UInt8(ascii: "M"), UInt8(ascii: "m"):
      state = .plain
      let numbers = Self.numbers(bytes)
      guard numbers.count == 3 else { return [] }
      return Self.action(
        button: numbers[0], column: numbers[1] - 1, row: numbers[2] - 1,
        isRelease: byte == UInt8(ascii: "m"))
    default:
      state = .plain
      return []
    }
  }

  private mutating func oldMouse(_ bytes: [UInt8], _ input: Input) -> [TerminalEvent] {
    guard case .byte(let byte) = input else {
      if input == .pause { return [] }
      state = .plain
      return plain(input)
    }
    let bytes = bytes + [byte]
    guard bytes.count == 3 else {
      state = .oldMouse(bytes)
      return []
    }
    state = .plain
    let button = Int(bytes[0]) - 32
    return Self.action(
      button: button, column: Int(bytes[1]) - 33, row: Int(bytes[2]) - 33,
      isRelease: button & 0b11 == 0b11 && button & 64 == 0)
  }

  // MARK: Meanings

  private static func key(for scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x01...0x1A: Unicode.Scalar(scalar.value + 0x60).map { .control(Character($0)) }
    case 0x00...0x1F, 0x80...0x9F: nil
    default: .character(Character(scalar))
    }
  }

  private static func cursorKey(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M"): .enter
    default: nil
    }
  }

  /// `ESC [ … final`; keys with modifiers mean nothing here.
  private static func controlKey(_ bytes: [UInt8], _ final: UInt8) -> Key? {
    if bytes.isEmpty { return final == UInt8(ascii: "Z") ? .backTab : cursorKey(final) }
    guard final == UInt8(ascii: "~") else { return nil }
    return switch numbers(bytes) {
    case [1], [7]: .home
    case [4], [8]: .end
    case [3]: .delete
    case [5]: .pageUp
    case [6]: .pageDown
    default: nil
    }
  }

  /// Decimal numbers between semicolons, each at most 9999; empty if something else stands there.
  private static func numbers(_ bytes: [UInt8]) -> [Int] {
    var numbers = [0]
    for byte in bytes {
      if byte == UInt8(ascii: ";") {
        numbers.append(0)
      } else if let last = numbers.indices.last, (0x30...0x39).contains(byte) {
        numbers[last] = min(9999, numbers[last] * 10 + Int(byte - 0x30))
      } else {
        return []
      }
    }
    return numbers
  }

  private static func action(
    button: Int, column: Int, row: Int, isRelease: Bool
  ) -> [TerminalEvent] {
    guard row >= 0, column >= 0 else { return [] }
    let kind = button & 0b1100_0011
    let action: Mouse.Action
    switch kind {
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    case _ where isRelease: action = .release
    case 0: action = button & 32 != 0 ? .drag : .press
    default: return []
    }
    return [.mouse(Mouse(action, row: row, column: column))]
  }

  /// A pasted text: newlines as `\n`, whatever the terminal sends for them; broken UTF-8 as U+FFFD.
  private static func text(of bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var followsReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar != "\n" || !followsReturn { text.append(scalar == "\r" ? "\n" : scalar) }
      followsReturn = scalar == "\r"
    }
    return String(text)
  }
}
