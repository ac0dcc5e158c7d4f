import CText

/// Display columns of text, after NFC, independent of the locale. Ambiguous characters count as one.
package enum TextWidth {
  /// What one position of a terminal shows: a base character with the marks that join it.
  package struct Cluster: Equatable, Sendable {
    package var scalars: [Unicode.Scalar]
    /// 1 or 2.
    package var columns: Int

    package var text: String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }

  /// Columns of one scalar: 0 (joins the one before), 1 or 2. What must not be printed shows as U+FFFD: 1.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if value >= 0xAC00 && value <= 0xD7A3 { return 2 }
    if value >= 0x2800 && value <= 0x28FF { return 1 }
    if Sanitizer.isUnsafe(scalar) { return 1 }
    let columns = Int(ctext_width(Int32(truncatingIfNeeded: value)))
    return columns < 0 ? 1 : min(columns, 2)
  }

  /// Columns of a text.
  package static func columns(of text: String) -> Int {
    if Sanitizer.isPlain(text) { return text.utf8.count }
    var sum = 0
    forEachCluster(in: text) { _, columns in sum += columns }
    return sum
  }

  /// The clusters of a text in order, cleaned and composed.
  package static func clusters(in text: String) -> [Cluster] {
    var clusters: [Cluster] = []
    forEachCluster(in: text) { clusters.append(Cluster(scalars: Array($0), columns: $1)) }
    return clusters
  }

  /// Visits the clusters in order. A mark with nothing before it to join is left out.
  static func forEachCluster(
    in text: String, _ visit: (_ scalars: ArraySlice<Unicode.Scalar>, _ columns: Int) -> Void
  ) {
    let scalars = Array(composed(text).unicodeScalars.map(printable))
    var start = 0
    while start < scalars.count {
      let width = columns(of: scalars[start])
      var end = start + 1
      while end < scalars.count, columns(of: scalars[end]) == 0 { end += 1 }
      if width > 0 { visit(scalars[start..<end], width) }
      start = end
    }
  }

  /// The NFC form.
  package static func composed(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({
      $0.value < 0x300 || ($0.value >= 0xAC00 && $0.value <= 0xD7A3)
    }) {
      return text
    }
    var text = text
    let composed = text.withUTF8 { bytes -> String? in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        guard let start = chars.baseAddress, let out = ctext_nfc(start, chars.count) else {
          return nil
        }
        defer { ctext_free(out) }
        return String(cString: out)
      }
    }
    return composed ?? text
  }

  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x7F && scalar.value >= 0x20 { return scalar }
    if scalar.value == 0xA0 { return " " }
    if Sanitizer.isUnsafe(scalar) { return "\u{FFFD}" }
    return ctext_width(Int32(truncatingIfNeeded: scalar.value)) < 0 ? "\u{FFFD}" : scalar
  }
}

extension TextWidth {
  /// The longest beginning of a text that takes at most `columns`; a half that does not fit becomes a space.
  package static func clip(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    if Sanitizer.isPlain(text) { return String(text.prefix(columns)) }
    var used = 0
    var view = String.UnicodeScalarView()
    var isFull = false
    forEachCluster(in: text) { scalars, width in
      guard !isFull else { return }
      if used + width <= columns {
        view.append(contentsOf: scalars)
        used += width
      } else {
        if used < columns { view.append(" ") }
        isFull = true
      }
    }
    return String(view)
  }

  package enum Alignment: Equatable, Sendable { case left, right, centre }

  /// A text of exactly `columns`: padded with spaces, or clipped.
  package static func pad(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String
  {
    guard columns > 0 else { return "" }
    let width = self.columns(of: text)
    if width >= columns { return width == columns ? text : clip(text, to: columns) }
    let free = columns - width
    let before =
      switch alignment {
      case .left: 0
      case .right: free
      case .centre: free / 2
      }
    return String(repeating: " ", count: before) + text
      + String(repeating: " ", count: free - before)
  }
}
