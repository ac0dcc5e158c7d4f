import Core
import Testing

@testable import Figures

@Suite("Laboratory minimize")
struct MinimizeTests {
  private func film(_ link: String) throws -> Film {
    let figure = Figure.minimize
    return try figure.film(try Link(parsing: link).apply(to: figure, over: figure.initialSettings))
  }

  @Test("Newton on Rosenbrock takes six steps, once far uphill")
  func rosenbrock() throws {
    let film = try film("minimize?f=rosenbrock&start=-1.2,1&method=newton")
    #expect(film.frames == 7 && film.status == .converged && film.reason.code == "minimum")
    let values = (0..<7).compactMap { film.step($0)["f"]?.double }
    let expected = [24.2, 4.731884, 1411.845, 0.0559655, 0.313189, 1.85274e-11, 3.43264e-20]
    for (value, wanted) in zip(values, expected) {
      #expect((value - wanted).magnitude <= 1e-5 * wanted, "\(value) \(wanted)")
    }
    #expect(film.step(6)["direction"]?.isNull == true)
    #expect(film.step(0)["H"]?[1]?[1]?.double == 200)
  }

  @Test("every step follows from the one before: x + rate · direction")
  func stepsFollow() throws {
    for method in MinimizeControls.methods where method != "trust-region" {
      let film = try film("minimize?f=folium&start=2,1&rate=0.05&method=\(method)")
      for k in 1..<film.frames {
        let before = film.step(k - 1)
        for i in 0..<2 {
          let x = try #require(before["x"]?[i]?.double)
          let d = try #require(before["direction"]?[i]?.double)
          let rate = try #require(before["rate"]?.double)
          #expect(film.step(k)["x"]?[i]?.double == x + rate * d)
        }
      }
    }
  }

  @Test(
    "every ending has its name",
    arguments: [
      ("minimize?f=folium&start=0.1,0.1", Status.converged, "saddle"),
      ("minimize?f=heron&start=-1", .converged, "maximum"),
      ("minimize?f=quartic&start=0", .converged, "flat"),
      ("minimize?f=heron&start=0", .failed, "singular-hessian"),
      ("minimize?f=rosenbrock&method=gradient-descent&rate=1", .diverged, "ran-away"),
      ("minimize?f=rosenbrock&method=gradient-descent", .stopped, "step-limit"),
      ("minimize?f=folium&start=0,1&method=newton-damped", .failed, "indefinite-hessian"),
      ("minimize?f=heron&start=-1.5&method=newton-damped", .failed, "negative-definite-hessian"),
      ("minimize?f=heron&start=-1.5&line-search=backtracking", .failed, "uphill"),
      ("minimize?f=x+1/(1+x^2)&start=3&method=bfgs", .diverged, "ran-away"),
      ("minimize?f=ln(w)&start=1&method=gradient-descent&rate=2", .diverged, "not-finite"),
      (
        "minimize?f=w - floor(w)&start=0&method=bfgs&line-search=backtracking", .failed,
        "line-search"
      ),
      ("minimize?f=w - floor(w)&start=0&method=trust-region", .failed, "trust-region"),
      ("minimize?f=rosenbrock&steps=0", .stopped, "step-limit"),
      ("minimize?f=quad2&start=1,1", .converged, "minimum"),
    ])
  func endings(link: String, status: Status, code: String) throws {
    let film = try film(link)
    #expect(film.status == status && film.reason.code == code)
    for language in Language.allCases {
      let look = film.scene(film.frames - 1, language).look
      #expect(look.contains(film.reason.text[language].dropFirst()), "\(look)")
    }
    #expect(film.reason.text.en != film.reason.text.ko)
  }

  @Test func aSaddleIsNamedWithItsEigenvalues() throws {
    let film = try film("minimize?f=x^2 - 3 x y + y^2&start=0,1&method=newton-damped")
    // H = [[2, −3], [−3, 2]].
    #expect(
      film.reason.text.en
        == "the Hessian at (0, 1) is indefinite: eigenvalues -1 and 5; the Newton step goes to a saddle"
    )
    #expect(film.reason.values["eigenvalues"]?[0]?.double.map { abs($0 + 1) < 1e-12 } == true)
    // The pure step goes there, and says so before it does.
    let pure = try self.film("minimize?f=x^2 - 3 x y + y^2&start=0,1&method=newton")
    #expect(pure.scene(0, .en).look.contains("is indefinite: eigenvalues -1 and 5"))
    #expect(pure.reason.code == "saddle" && pure.reason.text.en.contains("-1 and 5"))
  }

  @Test("mistakes in a formula are told in Korean too, with the right particles")
  func formulaMistakesInKorean() throws {
    func words(_ formula: String) -> String? {
      do {
        _ = try film("minimize?f=\(formula)&start=1,1")
        return nil
      } catch let error as ControlError { return error.says.ko } catch { return nil }
    }
    #expect(words("x^2 + ") == "f: 수, 이름 또는 괄호가 와야 하는데 식의 끝이 있다")
    #expect(words("(x + y") == "f: ')'이(가) 와야 하는데 식의 끝이 있다")
    #expect(words("x + z3") == "f: 'z3'은 모르는 이름이다")
    #expect(words("[x, y]") == "f: 수가 와야 하는데 길이 2인 벡터이다")
  }

  @Test("a million steps keep little memory and give every step")
  func aMillionSteps() throws {
    let film = try film(
      "minimize?f=bowl&method=gradient-descent&rate=1e-8&steps=1000000&tolerance=0")
    #expect(film.frames == 1_000_001)
    #expect(film.step(777_777)["k"] == .int(777_777))
    #expect(film.step(1_000_000)["direction"]?.isNull == true)
    #expect(!film.scene(500_000, .en).readout.isEmpty)
  }

  @Test func aComparisonHoldsWholeRuns() throws {
    let figure = Figure.minimize
    let settings = try figure.settings([
      (name: "method", value: "gradient-descent,newton"), (name: "steps", value: "5"),
    ])
    let json = try RunResult(running: figure, with: settings).json
    #expect(json.hasPrefix(#"{"runs":[{"figure":"minimize","settings":{"f":"rosenbrock","#))
    let film = try figure.film(settings)
    #expect(
      film.runs.map { $0.settings["method"] } == [
        .choices(["newton"]), .choices(["gradient-descent"]),
      ])
    #expect(film.runs.map(\.film.frames) == [6, 6])
  }

  @Test("Newton on digits 0 against 1 is reweighted least squares: few steps, one minimum")
  func logisticDigits() throws {
    LessonData.provide()
    let newton = try film("minimize?f=logistic-digits")
    #expect(newton.step(0)["x"]?[64] != nil && newton.step(0)["H"]?[64]?[64] != nil)
    #expect(abs(try #require(newton.step(0)["f"]?.double) - 0.6931471805599453) < 1e-14)
    #expect(newton.reason.code == "minimum" && newton.frames <= 9)
    let other = try film("minimize?f=logistic-digits&method=lbfgs&steps=300")
    let values = [newton, other].compactMap { $0.result["f"]?.double }
    #expect(other.reason.code == "minimum" && abs(values[0] - values[1]) < 1e-12)
  }

  @Test("a Hessian beyond all bounds is an error where a method needs it, and only there")
  func hugeHessians() throws {
    let start = Array(repeating: "0.1", count: 1001).joined(separator: ",")
    let formula = "sum(i, 1, 1001, x[i]^2)"
    #expect(throws: ControlError.self) {
      try film("minimize?f=\(formula)&start=\(start)&steps=1")
    }
    let slopes = try film("minimize?f=\(formula)&start=\(start)&steps=1&method=gradient-descent")
    #expect(slopes.frames >= 1 && slopes.step(0)["H"] == nil)
  }

  @Test(
    "a formula in a loop starts as long as its loop",
    arguments: [
      ("sum(i, 1, 9, 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2)", 10), ("x1^2 + x4^2", 4), ("w^4", 1),
      ("x^2 + y^2", 2), ("sum(i, 1, 300, x[i]^2)", nil),
    ])
  func defaultStarts(formula: String, count: Int?) throws {
    guard let count else {
      #expect(throws: ControlError.self) { try film("minimize?f=\(formula)") }
      return
    }
    let start = try film("minimize?f=\(formula)&steps=0").step(0)["x"]
    #expect(start?[count - 1] != nil && start?[count] == nil)
  }

  @Test func theStartMustFit() {
    #expect(throws: ControlError.self) { try film("minimize?f=heron&start=1,2") }
  }

  @Test("test functions' derivatives agree with central differences", arguments: TestFunction.all)
  func derivatives(of function: TestFunction) {
    let x = function.start.map { $0 * 0.7 + 0.13 }
    let h = 1e-5
    for i in x.indices {
      func moved(_ by: Double) -> [Double] {
        var y = x
        y[i] += by
        return y
      }
      let slope = (function.value(moved(h)) - function.value(moved(-h))) / (2 * h)
      #expect((slope - function.gradient(x)[i]).magnitude < 1e-5 * max(1, slope.magnitude))
      for j in x.indices {
        let curvature = (function.gradient(moved(h))[j] - function.gradient(moved(-h))[j]) / (2 * h)
        #expect(
          (curvature - function.hessian(x)[j][i]).magnitude < 1e-5 * max(1, curvature.magnitude))
      }
    }
  }
}

extension TestFunction: CustomTestStringConvertible {
  public var testDescription: String { id }
}
