/// Decodes UTF-8 byte by byte; what is broken is dropped, and the byte that broke it begins anew.
package struct UTF8Decoder: Sendable {
  private var bytes: [UInt8] = []
  private var expected = 0

  package init() {}

  package mutating func reset() {
    bytes = []
    expected = 0
  }

  /// - Returns: a scalar that this byte completes.
  package mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
    if expected > 0 && byte & 0xC0 == 0x80 {
      bytes.append(byte)
      guard bytes.count == expected else { return nil }
      defer { reset() }
      // Validates: overlong forms and surrogates give nothing.
      guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
      return text.unicodeScalars.first
    }
    reset()
    switch byte {
    case 0x00...0x7F: return Unicode.Scalar(byte)
    case 0xC2...0xDF: expected = 2
    case 0xE0...0xEF: expected = 3
    case 0xF0...0xF4: expected = 4
    default: return nil
    }
    bytes = [byte]
    return nil
  }
}
