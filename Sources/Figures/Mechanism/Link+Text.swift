extension Link {
  /// Reads `ID?name=value&figure.name=value&t=3`. Of the same name the last wins, when it is applied.
  package init(parsing text: String) throws(LinkError) {
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let id = try Link.decoded(halves[0])
    guard !id.isEmpty else {
      throw LinkError(
        Words(en: "a link begins with an id", ko: "링크는 id로 시작한다"),
        mend: Words(
          en: "write the id of a page or figure, such as minimize?t=3",
          ko: "쪽이나 그림의 id를 적어라(예: minimize?t=3)"))
    }
    self.init(id)
    guard halves.count == 2, !halves[1].isEmpty else { return }
    for part in halves[1].split(separator: "&", omittingEmptySubsequences: true) {
      guard let equals = part.firstIndex(of: "=") else {

        throw LinkError(
          Words(en: "'\(part)' has no value", ko: "'\(part)'에 값이 없다"),
          mend: Words(en: "write '\(part)=' and a value", ko: "'\(part)=' 뒤에 값을 적어라"))

      }
      let key = try Link.decoded(part[..<equals])
      let value = try Link.decoded(part[part.index(after: equals)...])
      guard !key.isEmpty else {

        throw LinkError(
          Words(en: "'\(part)' names no control", ko: "'\(part)'에 조절값의 이름이 없다"),
          mend: Words(en: "write 'name=\(value)'", ko: "'이름=\(value)' 꼴로 적어라"))

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
          Words(
            en: "'\(text)' has a % without two hexadecimal digits",
            ko: "'\(text)'에 16진수 두 자리가 없는 %가 있다"),
          mend: Words(en: "write a percent sign as %25", ko: "퍼센트 기호는 %25로 적어라"))
      }
      bytes.append(value)
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {

      throw LinkError(
        Words(en: "'\(text)' is not UTF-8", ko: "\(Josa.topic("'\(text)'")) UTF-8이 아니다"),
        mend: Words(en: "write the characters themselves", ko: "글자를 그대로 적어라"))

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
        Words(en: "'\(text)' is not a frame", ko: "\(Josa.topic("'\(text)'")) 장면의 번호가 아니다"),
        mend: Words(en: "write a whole number from 0, or 'last'", ko: "0 이상의 정수나 'last'를 적어라"))
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
          Words(en: "there is no frame \(number)", ko: "장면 \(Josa.topic("\(number)")) 없다"),
          mend: Words(
            en: "the last frame is \(max(0, frames - 1))", ko: "마지막 장면은 \(max(0, frames - 1))이다"))
      }
      return number
    }
  }
}
