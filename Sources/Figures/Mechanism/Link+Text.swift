extension Link {
  /// Reads `ID?name=value&figure.name=value&t=3`. Of the same name the last wins, when it is applied.
  package init(parsing text: String) throws(LinkError) {
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let id = try Link.decoded(halves[0])
    guard !id.isEmpty else {
      throw LinkError(
        message: "a link begins with an id",
        fix: "write the id of a page or figure, such as minimize?t=3")
    }
    self.init(id)
    guard halves.count == 2, !halves[1].isEmpty else { return }
    for part in halves[1].split(separator: "&", omittingEmptySubsequences: true) {
      guard let equals = part.firstIndex(of: "=") else {
        throw LinkError(message: "'\(part)' has no value", fix: "write '\(part)=' and a value")
      }
      let key = try Link.decoded(part[..<equals])
      let value = try Link.decoded(part[part.index(after: equals)...])
      guard !key.isEmpty else {
        throw LinkError(message: "'\(part)' names no control", fix: "write 'name=\(value)'")
      }
      if key == "t" {
        frame = try Frame(parsing: value)
      } else if let dot = key.firstIndex(of: ".") {
        let name = String(key[key.index(after: dot)...])
        settings.append(Setting(figure: String(key[..<dot]), name: name, value: value))
      } else {
        settings.append(Setting(name: key, value: value))
      }
    }
  }

  /// What ``init(parsing:)`` reads back equal.
  package var text: String {
    var parts = settings.map { setting in
      let name = setting.figure.map { "\(Link.encoded($0)).\(Link.encoded(setting.name))" }
      return "\(name ?? Link.encoded(setting.name))=\(Link.encoded(setting.value))"
    }
    switch frame {
    case .number(let number): parts.append("t=\(number)")
    case .last: parts.append("t=last")
    case nil: break
    }
    return Link.encoded(id) + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }

  /// The settings of a figure with those of this link laid over: those that name it, and, if it is the page's
  /// first figure (or the link's own), those that name none.
  package func apply(
    to figure: Figure, over base: Settings, isFirst: Bool = true
  ) throws(ControlError) -> Settings {
    var result = base
    for setting in settings where setting.figure.map({ $0 == figure.id }) ?? isFirst {
      try result.set(setting.name, to: setting.value, of: figure)
    }
    return result
  }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let mustHide = scalar.isUnsafeOnTerminal || "%&#' ".unicodeScalars.contains(scalar)
      if !mustHide {
        result.unicodeScalars.append(scalar)
        continue
      }
      for byte in String(scalar).utf8 {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  private static func decoded(_ text: Substring) throws(LinkError) -> String {
    guard text.utf8.contains(37) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == 37 else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16), high != 43,
        high != 45
      else {
        throw LinkError(
          message: "'\(text)' has a % without two hexadecimal digits",
          fix: "write a percent sign as %25")
      }
      bytes.append(value)
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {
      throw LinkError(message: "'\(text)' is not UTF-8", fix: "write the characters themselves")
    }
    return result
  }
}

extension Link.Frame {
  /// A frame as in `--frame` and `t=`: a whole number from 0, or `last`.
  package init(parsing text: String) throws(LinkError) {
    if text == "last" {
      self = .last
    } else if let number = Int(text), number >= 0 {
      self = .number(number)
    } else {
      throw LinkError(
        message: "'\(text)' is not a frame", fix: "write a whole number from 0, or 'last'")
    }
  }

  /// The index in a film of so many frames.
  /// - Throws: `LinkError` naming the last frame if this one lies beyond it.
  package func index(in frames: Int) throws(LinkError) -> Int {
    switch self {
    case .last: return max(0, frames - 1)
    case .number(let number):
      guard number < max(1, frames) else {
        throw LinkError(
          message: "there is no frame \(number)", fix: "the last frame is \(max(0, frames - 1))")
      }
      return number
    }
  }
}
