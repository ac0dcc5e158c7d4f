import Core
import Figures

/// A figure with its settings, from a link and `--set`.
struct FigureChoice {
  let figure: Figure
  var settings: Settings
  let frame: Link.Frame?

  init(figure: Figure, settings: Settings, frame: Link.Frame?) {
    self.figure = figure
    self.settings = settings
    self.frame = frame
  }

  /// - Parameters:
  ///   - link: `minimize`, or with settings `minimize?f=x^4&t=2`.
  ///   - sets: `name=value`, stronger than the link; the last of a name wins.
  init(_ text: String, sets: [String]) throws {
    let link = try Self.link(text)
    guard let figure = Catalogue.standard.figure(link.id) else { throw Self.unknown(link.id) }
    self.figure = figure
    frame = link.frame
    if let stray = link.settings.first(where: { $0.figure.map { $0 != figure.id } ?? false }) {
      throw Failure(
        .usage, figure.id,
        Words(
          en: "the link sets '\(stray.name)' of another figure",
          ko: "링크가 다른 그림의 \(Josa.object("'\(stray.name)'")) 정한다"),
        fix: Words(
          en: "leave '\(stray.figure ?? "").' out",
          ko: "\(Josa.object("'\(stray.figure ?? "").'")) 빼라"))
    }
    do {
      settings = try link.apply(to: figure, over: figure.initialSettings)
    } catch {
      throw Failure(error, of: figure)
    }
    settings = try setting(sets).settings
  }

  /// With `name=value` texts laid over.
  func setting(_ sets: [String]) throws -> FigureChoice {
    var choice = self
    for (name, value) in try sets.map(Self.pair) {
      do {
        try choice.settings.set(name, to: value, of: figure)
      } catch {
        throw Failure(error, of: figure)
      }
    }
    return choice
  }

  static func link(_ text: String) throws -> Link {
    do {
      return try Link(parsing: text)
    } catch {
      throw Failure(.usage, text.isEmpty ? "link" : text, error.says, fix: error.mend)
    }
  }

  static func pair(_ text: String) throws -> (name: String, value: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw Failure(
        .usage, "--set",
        Words(en: "'\(text)' is not a setting", ko: "\(Josa.topic("'\(text)'")) 설정이 아니다"),
        fix: Words(
          en: "write a control's name, '=' and a value, such as seed=7",
          ko: "조절값의 이름, '=', 값을 차례로 적어라(예: seed=7)"))
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  static func unknown(_ id: String) -> Failure {
    let near = nearest(to: id, among: Catalogue.standard.figures.map(\.id))
    return Failure(
      .usage, id, Words(en: "there is no such figure", ko: "그런 그림은 없다"),
      fix: near.map(Words.near)
        ?? Words(en: "'descent list' names the figures", ko: "'descent list'에 그림의 이름이 있다"))
  }

  /// Computes the run, telling what its settings cannot be.
  func film() throws -> Film {
    do {
      return try figure.film(settings)
    } catch {
      throw Failure(running: error, of: figure)
    }
  }

  /// The index of a frame: `--frame`, else the link's `t`, else `fallback`.
  func index(_ option: String?, else fallback: Link.Frame, in film: Film) throws -> Int {
    do {
      let frame = try option.map { try Link.Frame(parsing: $0) } ?? self.frame ?? fallback
      return try frame.index(in: film.frames)
    } catch let error as LinkError {
      throw Failure(.usage, option == nil ? figure.id : "--frame", error.says, fix: error.mend)
    }
  }
}

extension Failure {
  /// A setting that cannot be: `descent: minimize.f:3: …`, with the column where a formula goes wrong.
  init(_ error: ControlError, of figure: Figure) {
    let isKnown = figure.control(named: error.control) != nil
    let column = error.column.map { ":\($0)" } ?? ""
    self.init(
      error.isMalformed ? .malformed : .usage,
      isKnown ? "\(figure.id).\(error.control)\(column)" : figure.id, error.problem,
      fix: error.mend)
  }

  /// Whatever a run throws.
  init(running error: any Error, of figure: Figure) {
    switch error {
    case let error as ControlError:
      self.init(error, of: figure)
    case let error as DomainError:
      self.init(
        .usage, "\(figure.id).\(error.name)",
        Words(en: "it cannot be \(error.value)", ko: "\(error.value)일 수 없다"), fix: error.mend)
    case let error as FormulaError:
      self.init(.malformed, "\(figure.id):\(error.column)", error.messageWords, fix: error.fixWords)
    case let error as BuiltInData.Missing:
      self.init(.missing, figure.id, error.says, fix: error.mend)
    default:
      self.init(
        .ourFault, figure.id,
        Words(en: "the run failed: \(error)", ko: "실행하지 못했다: \(error)"),
        fix: Words(
          en: "please report it with the command that you typed", ko: "입력한 명령과 함께 알려 달라"))
    }
  }
}
