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
      case .vector(let length?, let range?, notch: 1) where range.lowerBound == 0:
        settings[control.name] = .vector(
          (0..<length).map { _ in
            Double(random.integer(in: 0..<Int(range.upperBound) + 1))
          })
      case .vector(let length?, let range, _):
        let bounds = range ?? -3...3
        settings[control.name] = .vector(
          (0..<length).map { _ in random.uniform(bounds.lowerBound, bounds.upperBound) })
      case .formula, .text, .vector:
        let values = [control.initial] + control.presets.map(\.value)
        settings[control.name] = values[random.integer(in: 0..<values.count)]
      case .set(let choices):
        let picked = (0..<2).map { _ in random.integer(in: 0..<choices.count) }
        settings[control.name] = .choices(
          Array(Set(random.random() < 0.7 ? [picked[0]] : picked)).sorted().map { choices[$0].id })
      case .matrix: break
      }
    }
    return settings
  }

  /// The largest relative difference allowed: 0 for draws and scalar code in one order of operations; 1e-12 where
  /// NumPy solves a system; 1e-6 for a few epochs of training, which carry on what sums in another order differ by.
  static func tolerance(_ figure: Figure, _ settings: Settings) -> Double {
    switch figure.id {
    // Eigenvectors of the 65 weights of the digits are LAPACK's there.
    case "minimize" where settings["f"] == .text("logistic-digits"): 1e-9
    case "quadratic-convergence": 1e-12
    // Times differ from machine to machine: here only the number of lines and of their numbers is compared.
    case "solve-timing": 1e300
    case "training", "overfit-curves", "mc-dropout", "activation-histograms": 1e-6
    // It tries rates that are too large: a hundred chaotic steps make 1e-16 into 1e-5 and more.
    case "recipe": 0.05
    default: 0
    }
  }

  /// How many settings are tried. Scripts that measure times or take thousands of steps need seconds.
  static func tries(_ figure: Figure) -> Int {
    switch figure.id {
    case "solve-timing": 1
    case "bfgs-vs-others", "lbfgs-memory", "mc-dropout", "activation-histograms": 4
    case "overfit-curves": 8
    case "recipe": 2
    default: 20
    }
  }

  @Test(
    "every script, run with NumPy, prints the numbers of run --json",
    .enabled(if: ScriptComparison.isPossible, "skipped: needs python3 with NumPy"))
  func scriptsPrintTheSameNumbers() throws {
    var comparison = try ScriptComparison()
    defer { comparison.remove() }
    var random = NumPyRandom(20)
    for figure in Catalogue.standard.figures {
      var done = 0
      var tries = 0
      while done < Self.tries(figure), tries < 200 {
        tries += 1
        var settings = figure.brief(
          done == 0 ? figure.initialSettings : Self.settings(of: figure, &random), 4)
        if figure.id == "solve-timing" { settings["largest"] = .choice("200") }
        // Learning rates up to 1 make training bounce, which carries rounding errors far: calm ones are compared in
        // SearchCodeTests.
        if settings["objective"] == .text("digits") { continue }
        guard let result = try? RunResult(running: figure, with: settings),
          let script = try? figure.python(settings)
        else { continue }
        try comparison.add(
          "\(figure.id)-\(done)", script: script, result: result,
          tolerance: Self.tolerance(figure, settings))
        done += 1
      }
      #expect(done == Self.tries(figure), "\(figure.id) ran for \(done) settings only")
    }
    let outcome = try comparison.run()
    #expect(outcome.agrees, "\(outcome.said)")
  }
}
