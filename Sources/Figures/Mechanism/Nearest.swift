/// The candidate that a mistyped name most likely meant: fewest letters inserted, left out, changed or swapped;
/// of equals the first. Nil if even that one is another word: more than half of its letters would have to change.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  // Names longer than any of ours are compared by their beginning: the work stays bounded.
  let letters = Array(name.lowercased().prefix(64))
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().prefix(64))
    // The beginning of a name means it.
    let isBeginning = letters.count > 1 && other.starts(with: letters)
    let distance = isBeginning ? 1 : editDistance(letters, other)
    guard distance <= max(1, max(letters.count, other.count) / 2) else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
  }
  return best?.name
}

/// The restricted Damerau–Levenshtein distance: insertions, deletions, changes and swaps of neighbours cost 1.
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var beforeLast = [Int]()
  var last = Array(0...right.count)
  for i in 1...left.count {
    var row = [i]
    for j in 1...right.count {
      let change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
      var cost = min(last[j] + 1, row[j - 1] + 1, change)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        cost = min(cost, beforeLast[j - 2] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[right.count]
}
