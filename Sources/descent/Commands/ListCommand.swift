import ArgumentParser
import Figures
import Lessons
import Plot
import Store
import Study

/// `descent list`: the contents and the figures with their controls.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List modules, pages, walkthroughs and figures.",
    usage: "descent list [--json] [--lang en|ko]")

  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var globals: Globals

  func run() throws {
    let manner = try globals.resolved()
    let pack = try Material.open(globals)
    let log = try Material.record(for: .reading).answers()
    let standing = Standing(
      log: log, pack: pack.id, today: Material.today,
      scheduler: Material.scheduler(manner.preferences))
    let output = Output()
    if json {
      try output.write(
        ContentsJSON(language: manner.language, standing: standing).value(of: pack).text + "\n")
    } else {
      let text = ContentsText(manner: manner, standing: standing)
      try text.write(pack, to: output)
      try text.writeFigures(pack.catalogue, to: output)
    }
    try output.flush()
  }
}

/// The contents as JSON (design: "The command line").
struct ContentsJSON {
  let language: Language
  let standing: Standing

  func value(of pack: Pack) -> JSON {
    .object([
      ("modules", .array(pack.modules.map(module))),
      ("figures", .array(pack.catalogue.figures.map(figure))),
    ])
  }

  private func module(_ module: Module) -> JSON {
    .object([
      ("id", .string(module.id)), ("title", .string(module.title[language])),
      ("pages", .array(module.pages.map(page))),
      ("walkthroughs", .array(module.walkthroughs.map(walkthrough))),
    ])
  }

  private func page(_ entry: Module.Entry) -> JSON {
    .object([
      ("id", .string(entry.id)), ("title", .string(entry.title[language])),
      ("figures", .array(entry.figures.map(JSON.string))), ("quizzes", .int(entry.items.count)),
      ("done", standing.isDone(entry).map(JSON.bool) ?? .null),
      ("due", standing.due(entry).map(JSON.int) ?? .null),
      ("score", standing.score(entry).map(JSON.number) ?? .null),
    ])
  }

  private func walkthrough(_ entry: Module.Entry) -> JSON {
    .object([
      ("id", .string(entry.id)), ("title", .string(entry.title[language])),
      ("page", entry.page.map(JSON.string) ?? .null),
      ("done", standing.isDone(entry).map(JSON.bool) ?? .null),
      ("score", standing.score(entry).map(JSON.number) ?? .null),
    ])
  }

  private func figure(_ figure: Figure) -> JSON {
    .object([
      ("id", .string(figure.id)), ("title", .string(figure.title[language])),
      ("controls", .array(figure.controls.map(control))),
    ])
  }

  private func control(_ control: Control) -> JSON {
    let kind = KindJSON(control.kind)
    return .object([
      ("name", .string(control.name)), ("label", .string(control.label[language])),
      ("kind", .string(kind.name)), ("range", kind.range), ("notch", kind.notch),
      ("scale", kind.scale), ("choices", kind.choices), ("initial", control.initial.json),
    ])
  }
}

/// What the JSON says of a control's kind.
private struct KindJSON {
  var name: String
  var range = JSON.null
  var notch = JSON.null
  var scale = JSON.null
  var choices = JSON.null

  init(_ kind: Control.Kind) {
    switch kind {
    case .real(let span, let step):
      name = "real"
      range = .numbers([span.lowerBound, span.upperBound])
      notch = .number(step)
      scale = .string("linear")
    case .log(let span, let factor):
      name = "log"
      range = .numbers([span.lowerBound, span.upperBound])
      notch = .number(factor)
      scale = .string("log")
    case .whole(let span, let step):
      name = "whole"
      range = .array([.int(span.lowerBound), .int(span.upperBound)])
      notch = .int(step)
      scale = .string("linear")
    case .choice(let list):
      name = "choice"
      choices = .array(list.map { .string($0.id) })
    case .set(let list):
      name = "set"
      choices = .array(list.map { .string($0.id) })
    case .toggle: name = "toggle"
    case .seed:
      name = "seed"
      range = .array([.int(0), .unsigned(.max)])
      notch = .int(1)
    case .vector(_, let span, let step):
      name = "vector"
      range = span.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null
      notch = .number(step)
      scale = .string("linear")
    case .matrix: name = "matrix"
    case .formula: name = "formula"
    case .text: name = "text"
    }
  }
}
