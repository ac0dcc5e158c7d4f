/// Handwritten digits: 8 × 8 pixels of ink, each 0 … 16, and the digit.
///
/// Source: E. Alpaydin & C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository.
package enum Digits {
  package static let side = 8

  package struct Unreadable: Error, Equatable, Sendable {
    /// From 1.
    package let line: Int
  }

  /// From comma-separated text, a digit per line: 64 pixels in reading order, then the label. Lines that begin with `#`
  /// and empty ones are left out.
  /// - Returns: pixels divided by 16: 0 … 1.
  package static func examples(csv bytes: some Sequence<UInt8>) throws(Unreadable) -> Examples {
    let width = side * side
    var pixels: [Double] = []
    var labels: [Int] = []
    var row: [Int] = []
    var number: Int?
    var line = 1
    var isComment = false
    func finished(_ row: [Int]) throws(Unreadable) {
      guard row.count == width + 1, row[width] < 10, row.dropLast().allSatisfy({ $0 <= 16 }) else {
        throw Unreadable(line: line)
      }
      pixels += row.dropLast().map { Double($0) / 16 }
      labels.append(row[width])
    }
    // As an array, whose kind is known here: a sequence of any kind would be asked for each byte.
    for byte in Array(bytes) {
      switch byte {
      case 10:
        if let last = number { row.append(last) }
        if !row.isEmpty { try finished(row) }
        row.removeAll(keepingCapacity: true)
        (number, isComment) = (nil, false)
        line += 1
      case _ where isComment: break
      case 35 where row.isEmpty && number == nil: isComment = true
      case 44:
        guard let value = number, row.count <= width else { throw Unreadable(line: line) }
        row.append(value)
        number = nil
      case 48...57:
        let value = (number ?? 0) * 10 + Int(byte - 48)
        guard value < 1000 else { throw Unreadable(line: line) }
        number = value
      case 13, 32: break
      default: throw Unreadable(line: line)
      }
    }
    if let last = number { row.append(last) }
    if !row.isEmpty { try finished(row) }
    guard !labels.isEmpty else { throw Unreadable(line: line) }
    return Examples(Matrix(rows: labels.count, columns: width, elements: pixels), labels: labels)
  }
}
