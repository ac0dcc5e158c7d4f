/// The words of the language.
package enum Names {
  /// Words that no draw, let, part or step may be called.
  package static let reserved: [String] = [
    "and", "or", "not", "if", "then", "else", "sum", "prod", "vector", "every", "step", "last",
    "given",
  ]
  /// Constants that a scope may hide.
  static let constants: [(name: String, value: Double)] = [
    ("pi", Double.pi), ("e", 2.718281828459045),
  ]

  static func isLoop(_ name: String) -> Bool {
    name == "sum" || name == "prod" || name == "vector" || name == "every"
  }

  static func constant(_ name: String) -> Double? {
    for constant in constants where constant.name == name { return constant.value }
    return nil
  }

  /// A coordinate: `x1 … xn`, `w1 … wn`, or one of `x y z w`.
  enum Coordinate: Equatable {
    /// Counted from 1.
    case numbered(Int)
    /// x, y, z, w: 1, 2, 3, 4.
    case letter(Int)
  }

  static func coordinate(_ name: String) -> Coordinate? {
    switch name {
    case "x": return .letter(1)
    case "y": return .letter(2)
    case "z": return .letter(3)
    case "w": return .letter(4)
    default: break
    }
    guard name.hasPrefix("x") || name.hasPrefix("w") else { return nil }
    let digits = name.utf8.dropFirst()
    guard (1...6).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
      digits.first != 48, let number = Int(name.dropFirst())
    else { return nil }
    return .numbered(number)
  }

  /// The text with products spaced (`xy` → `x y`), if each piece is known.
  static func split(_ name: String, isKnown: (String) -> Bool) -> String? {
    let characters = Array(name)
    guard (2...12).contains(characters.count) else { return nil }
    // best[k]: the first k characters as few known pieces.
    var best: [[String]?] = Array(repeating: nil, count: characters.count + 1)
    best[0] = []
    for end in 1...characters.count {
      for start in 0..<end {
        let piece = String(characters[start..<end])
        guard let before = best[start], isKnown(piece) else { continue }
        if let found = best[end], found.count <= before.count + 1 { continue }
        best[end] = before + [piece]
      }
    }
    return best[characters.count]?.joined(separator: " ")
  }

  /// The known name nearest to a mistyped one, if it is near enough.
  package static func nearest(to name: String, among known: [String]) -> String? {
    guard name.count > 1 else { return nil }
    let limit = name.count <= 3 ? 1 : 2
    var found: (name: String, distance: Int)?
    for candidate in known {
      let distance = editDistance(name, candidate)
      if distance <= limit, distance < candidate.count, distance < found?.distance ?? Int.max {
        found = (candidate, distance)
      }
    }
    return found?.name
  }

  /// Insertions, deletions, exchanges and swaps of neighbours (optimal string alignment).
  static func editDistance(_ left: String, _ right: String) -> Int {
    let a = Array(left.lowercased().prefix(64))
    let b = Array(right.lowercased().prefix(64))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
