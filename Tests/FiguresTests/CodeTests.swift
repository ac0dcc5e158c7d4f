import Core
import Foundation
import Testing

@testable import Figures

@Suite("descent code")
struct CodeTests {
  /// Settings drawn at random for one figure: every control anywhere in its range, also off its notches.
  static func settings(of figure: Figure, _ random: inout NumPyRandom) -> Settings {
    var settings = figure.initialSettings
    for control in figure.controls {
      switch control.kind {
      case .real(let range, _), .log(let range, _):
        let value = random.uniform(range.lowerBound, range.upperBound)
        settings[control.name] =
          random.random() < 0.5 ? .number(value) : control.value(atFraction: random.random())
      case .whole(let range, _):
        let most = min(range.upperBound, range.lowerBound + 120)
        settings[control.name] = .whole(random.integer(in: range.lowerBound..<most + 1))
      case .choice(let choices):
        settings[control.name] = .choice(choices[random.integer(in: 0..<choices.count)].id)
      case .toggle: settings[control.name] = .flag(random.random() < 0.5)
      case .seed:
        settings[control.name] = .seed(random.next64() >> UInt64(random.integer(in: 0..<64)))
      case .vector(let length?, let range, _):
        let bounds = range ?? -3...3
        settings[control.name] = .vector(
          (0..<length).map { _ in random.uniform(bounds.lowerBound, bounds.upperBound) })
      case .formula, .text, .vector:
        let values = [control.initial] + control.presets.map(\.value)
        settings[control.name] = values[random.integer(in: 0..<values.count)]
      case .set(let choices):
        let known = choices.map(\.id).filter(MinimizePython.scripted.contains)
        settings[control.name] = .choices([known[random.integer(in: 0..<known.count)]])
      case .matrix: break
      }
    }
    return settings
  }

  /// The largest relative difference allowed: 0 for draws and scalar code in one order of operations; 1e-12 where
  /// NumPy solves a system.
  static func tolerance(_ figure: Figure) -> Double {
    ["minimize", "quadratic-convergence"].contains(figure.id) ? 1e-12 : 0
  }

  private static let python: String? = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import numpy"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "python3" : nil
  }()

  @Test(
    "every script, run with NumPy, prints the numbers of run --json",
    .enabled(if: python != nil, "skipped: needs python3 with NumPy"))
  func scriptsPrintTheSameNumbers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "descent-code-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var random = NumPyRandom(20)
    var pairs: [JSON] = []
    for figure in Catalogue.standard.figures {
      var done = 0
      var tries = 0
      while done < 20, tries < 200 {
        tries += 1
        let settings = done == 0 ? figure.initialSettings : Self.settings(of: figure, &random)
        guard let result = try? RunResult(running: figure, with: settings), result.film.runs.isEmpty
        else { continue }
        let name = "\(figure.id)-\(done)"
        guard let script = try? figure.python(settings) else { continue }
        try script.write(
          to: folder.appending(path: name + ".py"), atomically: true, encoding: .utf8)
        try result.json.write(
          to: folder.appending(path: name + ".json"), atomically: true, encoding: .utf8)
        pairs.append(
          .object([
            ("script", .string(name + ".py")), ("json", .string(name + ".json")),
            ("tolerance", .number(Self.tolerance(figure))),
          ]))
        done += 1
      }
      #expect(done == 20, "\(figure.id) ran for \(done) settings only")
    }
    let manifest = folder.appending(path: "pairs.json")
    try JSON.array(pairs).text.write(to: manifest, atomically: true, encoding: .utf8)
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "compare_code.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, manifest.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
