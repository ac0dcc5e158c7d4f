import Figures
import Glibc

/// `--input FILE`: a JSON object with values of a figure's controls.
struct InputFile {
  let name: String
  let members: [(key: String, value: JSON)]

  /// - Parameter path: `-` is standard input.
  init(_ path: String) throws {
    name = path == "-" ? "standard input" : path
    let bytes = try Self.read(path, name: name)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .malformed, name, Words(en: "it is not UTF-8", ko: "UTF-8이 아니다"),
        fix: Words(en: "save it as UTF-8", ko: "UTF-8로 저장하라"))
    }
    do {
      let value = try JSONReader.value(of: text)
      guard let members = value.members else {
        throw Failure(
          .malformed, "\(name):1:1",
          Words(en: "it is not a JSON object", ko: "JSON 객체가 아니다"),
          fix: Words(
            en: "write an object of control names and values, such as {\"p\": 0.5}",
            ko: "조절값의 이름과 값으로 된 객체를 적어라(예: {\"p\": 0.5})"))
      }
      self.members = members
    } catch let mistake as JSONReader.Mistake {
      throw Failure(
        .malformed, "\(name):\(mistake.line):\(mistake.column)", mistake.message,
        fix: Words(
          en: "write JSON, such as {\"p\": 0.5, \"x\": [5, 0]}",
          ko: "JSON으로 적어라(예: {\"p\": 0.5, \"x\": [5, 0]})"))
    }
  }

  /// A choice with these values, but for what the figure's input form reads. Whatever is wrong with them is
  /// malformed data.
  func applied(to choice: FigureChoice) throws -> FigureChoice {
    var choice = choice
    let apart = choice.figure.input?.names ?? []
    for (key, value) in members where !apart.contains(key) {
      do {
        try choice.settings.set(key, to: Self.text(of: value), of: choice.figure)
      } catch {
        var failure = Failure(error, of: choice.figure)
        failure.status = .malformed
        failure.place = "\(name): \(key)"
        throw failure
      }
    }
    return choice
  }

  /// The run of a choice that these values were applied to: by the figure's input form where they fill it in.
  ///
  /// - Parameter words: what the command line says beside the file (`p=0.5`, `dropout-layer?p=0.5`). A control that is
  ///   wrong and that no word sets is the file's mistake, also where the file leaves it out.
  func film(of choice: FigureChoice, beside words: [String]) throws -> Film {
    do {
      if let form = choice.figure.input, members.contains(where: { form.names.contains($0.key) }) {
        return try form.run(members, choice.settings)
      }
      return try choice.figure.film(choice.settings)
    } catch let error as ControlError
      where !words.contains(where: { $0.contains("\(error.control)=") })
    {
      var failure = Failure(error, of: choice.figure)
      failure.status = .malformed
      failure.place = "\(name): \(error.control)"
      throw failure
    } catch let error as InputError {
      throw Failure(.malformed, "\(name): \(error.place)", error.says, fix: error.mend)
    } catch {
      throw Failure(running: error, of: choice.figure)
    }
  }

  /// A value in the syntax of controls.
  private static func text(of value: JSON) -> String {
    switch value {
    case .string(let text): return text
    case .bool(let flag): return flag ? "on" : "off"
    case .array(let elements):
      let words = elements.compactMap { element -> String? in
        if case .string(let text) = element { text } else { nil }
      }
      return words.count == elements.count && !words.isEmpty
        ? words.joined(separator: ",") : value.text
    default: return value.text
    }
  }

  private static let limit = 64 << 20

  /// The bytes of a file, at most 64 MiB; `-` is standard input.
  static func read(_ path: String, name: String) throws -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(name) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(name)
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw Failure(
          .malformed, name,
          Words(en: "it is larger than 64 MiB", ko: "64 MiB보다 크다"),
          fix: Words(en: "give a smaller one", ko: "더 작은 파일을 주어라"))
      }
    }
  }

  private static func failure(_ name: String) -> Failure {
    let words = String(cString: strerror(errno))
    switch errno {
    case ENOENT, ENOTDIR, EISDIR:
      return Failure(
        .missing, name, words,
        fix: Words(
          en: "name a file that exists, or - for standard input",
          ko: "있는 파일의 이름을 적어라. 표준 입력은 -이다"))
    default:
      return Failure(
        .inputOutput, name, words,
        fix: Words(en: "make the file readable", ko: "파일을 읽을 수 있게 하라"))
    }
  }
}
