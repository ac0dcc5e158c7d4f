import Plot
import Testing

@testable import App

@Suite("Keys")
struct KeymapTests {
  @Test("a key means one thing in a context", arguments: Context.allCases)
  func unambiguous(context: Context) {
    var seen: [Key: Command] = [:]
    for binding in Keymap.bindings(in: context) {
      for key in binding.keys {
        #expect(
          seen[key] == nil,
          "\(key.name) in \(context): \(binding.command) and \(seen[key]?.rawValue ?? "")")
        seen[key] = binding.command
      }
    }
  }

  /// With a two-set Hangul keyboard only q w e r t o p differ with Shift: nothing may be reachable only by another
  /// letter's capital when its small letter means something else.
  @Test("capitals can be typed with a Hangul keyboard", arguments: Context.allCases)
  func capitals(context: Context) {
    for binding in Keymap.bindings(in: context) {
      for case .character(let letter) in binding.keys where letter.isUppercase && letter.isASCII {
        guard !"QWERTOP".contains(letter) else { continue }
        let small = Keymap.command(for: .character(Character(letter.lowercased())), in: context)
        let others = binding.keys.contains { $0 != .character(letter) }
        #expect(small == nil || small == binding.command || others, "\(letter) in \(context)")
      }
    }
  }

  @Test("jamo and syllables count as the keys they lie on")
  func jamo() {
    #expect(Jamo.keys(for: "가") == "rk")
    #expect(Jamo.keys(for: "1ㄷ-3") == "1e-3")
    #expect(Jamo.keys(for: "값") == "rkqt")
    #expect(Jamo.keys(for: "왜") == "dho")
    #expect(Keymap.command(for: .character("ㅂ"), in: .film) == .back)
    #expect(Keymap.command(for: .character("ㅃ"), in: .film) == .quit)
  }

  @Test func fieldsTakePastedLinesWithoutSubmitting() {
    var field = TextField("ab")
    field.insert("1\n2\t3")
    #expect(field.text == "ab1 2 3")
    for key in [Key.home, .delete, .character("ㅂ")] {
      let isTaken = field.handle(key)
      #expect(isTaken)
    }
    #expect(field.text == "qb1 2 3")
    #expect(field.cursor == 1)
  }

  @Test func fieldsAreBounded() {
    var field = TextField()
    field.insert(String(repeating: "9", count: 10_000))
    #expect(field.text.count == 2000)
    field.insert("9")
    #expect(field.cursor == 2000)
  }
}
