import Testing

import TUI

@Suite struct Base64Tests {
  /// RFC 4648 §10, and a text of ours.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("뉴턴", "64m07YS0"),
  ])
  func vectors(text: String, encoded: String) { #expect(Base64.encode(text) == encoded) }
}
