import Testing

@testable import Figures

@Suite("Numbers as CSV")
struct CSVTests {
  @Test("every figure's steps are one table", arguments: Catalogue.standard.figures)
  func table(figure: Figure) throws {
    let result = try RunResult(running: figure, with: figure.brief(figure.initialSettings, 2))
    var text = ""
    result.writeCSV { text += $0 }
    let rows = try Self.parsed(text)
    let names = try #require(rows.first)
    #expect(rows.count == result.film.frames + 1)
    #expect(rows.allSatisfy { $0.count == names.count })
    #expect(Set(names).count == names.count && names.first == "k")
    for (column, name) in names.enumerated() {
      #expect(rows.dropFirst().contains { !$0[column].isEmpty }, "\(name) is empty")
    }
    // No number is lost on the way.
    for frame in Set([0, result.film.frames / 2, result.film.frames - 1]) {
      for (name, value) in Flattened.cells(of: result.film.step(frame)) where !value.isEmpty {
        let column = try #require(names.firstIndex(of: name), "\(name)")
        #expect(rows[frame + 1][column] == value)
      }
    }
  }

  @Test("quotes, commas and line ends are quoted; what is null gives way to its parts")
  func corners() throws {
    #expect(Flattened.quoted("a,\"b\"\n") == "\"a,\"\"b\"\"\n\"")
    let steps: [JSON] = [
      .object([("k", .int(0)), ("a", .null), ("H", .rows([[1, 2]]))]),
      .object([("k", .int(1)), ("a", .object([("x", .numbers([3]))])), ("H", .null)]),
    ]
    #expect(Flattened.columns(of: steps) == ["k", "H[1,1]", "H[1,2]", "a.x[1]"])
    let odd = Flattened.cells(of: .object([("f", .numbers([.nan, .infinity, -.infinity]))]))
    #expect(odd.map(\.1) == ["NaN", "Infinity", "-Infinity"])
  }

  /// Records of RFC 4180.
  private static func parsed(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = text.unicodeScalars.makeIterator()
    var next = characters.next()
    while let scalar = next {
      next = characters.next()
      switch scalar {
      case "\"" where isQuoted && next == "\"":
        cell.append("\"")
        next = characters.next()
      case "\"": isQuoted.toggle()
      case ",", "\n":
        if isQuoted {
          cell.unicodeScalars.append(scalar)
          continue
        }
        row.append(cell)
        cell = ""
        if scalar == "\n" {
          rows.append(row)
          row = []
        }
      default: cell.unicodeScalars.append(scalar)
      }
    }
    try #require(row.isEmpty && cell.isEmpty && !isQuoted, "the last line ends")
    return rows
  }
}
