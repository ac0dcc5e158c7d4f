/// Mistakes collected on the way, so that one run shows them all.
package struct Diagnostics: Sendable {
  package private(set) var all: [Diagnostic] = []

  package init() {}

  package mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }
  package mutating func add(contentsOf others: some Sequence<Diagnostic>) {
    all.append(contentsOf: others)
  }
  package mutating func error(_ location: SourceLocation, _ message: String, fix: String) {
    all.append(Diagnostic(location, message, fix: fix))
  }
  package mutating func warning(_ location: SourceLocation, _ message: String, fix: String) {
    all.append(Diagnostic(location, message, fix: fix, severity: .warning))
  }

  package var errors: [Diagnostic] { all.filter { $0.severity == .error } }
  package var hasErrors: Bool { all.contains { $0.severity == .error } }
  /// By place, then by message; the same mistake is told once.
  package var sorted: [Diagnostic] {
    var seen = Set<Diagnostic>()
    return all.filter { seen.insert($0).inserted }
      .sorted { ($0.location, $0.message, $0.fix) < ($1.location, $1.message, $1.fix) }
  }
}

/// The nearest of some names, for "did you mean": at most a third of its letters differ.
func nearName(_ name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  guard wanted.count <= 100 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased())
    guard letters.count <= 100 else { continue }
    let distance = editDistance(wanted, letters)
    guard distance <= max(1, max(wanted.count, letters.count) / 3) else { continue }
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  return best?.name
}

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var before = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      row.append(cost)
    }
    before = last
    last = row
  }
  return last[b.count]
}
