/// Base64 of a text's UTF-8 (RFC 4648), as terminals want it for their clipboard.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)

  package static func encode(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var encoded = String.UnicodeScalarView()
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var group = part.reduce(0) { $0 << 8 | Int($1) }
      group <<= 8 * (3 - part.count)
      for place in 0..<4 {
        let sextet = group >> (18 - 6 * place) & 63
        encoded.append(place <= part.count ? alphabet[sextet] : "=")
      }
    }
    return String(encoded)
  }
}
