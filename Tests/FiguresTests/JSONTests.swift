import Foundation
import Testing

@testable import Figures

@Suite("JSON")
struct JSONTests {
  @Test(
    "numbers print as Python's repr prints them",
    arguments: [
      (5.0, "5.0"), (-0.0, "-0.0"), (1e-5, "1e-05"), (0.0001, "0.0001"), (1e16, "1e+16"),
      (9_007_199_254_740_994, "9007199254740994.0"), (-1.2, "-1.2"), (1e22, "1e+22"),
      (0.1 + 0.2, "0.30000000000000004"), (1.7976931348623157e308, "1.7976931348623157e+308"),
      (123456.789, "123456.789"),
    ])
  func numbers(value: Double, text: String) {
    #expect(JSON.number(value).text == text)
  }

  @Test func whatIsNotFiniteIsAString() {
    let values = JSON.numbers([.nan, .infinity, -.infinity])
    #expect(values.text == #"["NaN","Infinity","-Infinity"]"#)
    #expect(values[1]?.double == .infinity)
  }

  @Test("numbers over the whole range read back equal")
  func roundTrip() throws {
    var bits: UInt64 = 1
    for _ in 0..<2000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(Double(JSON.number(value).text) == value)
    }
  }

  @Test func stringsCannotReachTheTerminal() throws {
    let wild = "a\"\\\u{1B}[2J\u{9B}\u{7F}\u{202E}\u{2028}\n\t가"
    let text = JSON.string(wild).text
    #expect(text.unicodeScalars.allSatisfy { !$0.isUnsafeOnTerminal })
    let back = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(back as? String == wild)
    #expect(text.contains("가"))
  }

  @Test func keysKeepTheirOrderAndPathsLead() {
    let json = JSON.object([
      ("z", .int(1)), ("a", .array([.object([("b", .bool(true))])])), ("u", .unsigned(.max)),
    ])
    #expect(json.text == #"{"z":1,"a":[{"b":true}],"u":18446744073709551615}"#)
    #expect(json["a"]?[0]?["b"] == .bool(true))
    #expect(json["missing"] == nil)
    #expect(json["a"]?[1] == nil)
    #expect(json.pretty.contains("\n  \"a\": [\n    {\n      \"b\": true\n"))
  }
}
