import Core
import Foundation
import Testing

@testable import Figures

/// The numbers that the curriculum names for its figures.
@Suite("Numbers of the curriculum")
struct CurriculumNumberTests {
  private func film(_ id: String, _ texts: String...) throws -> Film {
    let figure = try #require(Catalogue.standard.figure(id))
    return try figure.film(
      try figure.settings(
        texts.map { text in
          let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
          return (name: parts[0], value: parts[1])
        }))
  }

  private func result(_ film: Film, _ key: String) throws -> Double {
    try #require(film.result[key]?.double)
  }

  @Test(
    "a dropout pass by hand (D3, D6, E1, W1, W2)",
    arguments: [
      (["mask=1,0,1,0,1"], 13), (["mask=1,0,1,0,0"], 13), (["mask=0,1,0,1,1"], -8),
      (["mask=1,0,1,1,1"], 27), (["phase=test"], 14.5), (["phase=test", "p-hidden=0.75"], 7.75),
      (["phase=test", "p-in=0.8"], 7), (["phase=test", "scheme=inverted"], 33),
      (["scheme=inverted"], 30),
      // Everything dropped: the bias is left.
      (["mask=1,1,0,0,0"], 1), (["scheme=inverted", "p-in=1", "p-hidden=1"], 1),
    ] as [([String], Double)])
  func pass(settings: [String], y: Double) throws {
    let figure = try #require(Catalogue.standard.figure("fc-dropout-pass"))
    let film = try figure.film(
      try figure.settings(
        settings.map { text in
          let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
          return (name: parts[0], value: parts[1])
        }))
    #expect(abs(try result(film, "y") - y) < 1e-12)
  }

  @Test func allMasksOfThePassRunFromMinus8To37AndTheirMeanIs14Point48() throws {
    var (low, high, mean) = (Double.infinity, -Double.infinity, 0.0)
    for index in 0..<32 {
      let mask = (0..<5).map { index >> $0 & 1 }
      let text = mask.map(String.init).joined(separator: ",")
      let y = try result(try film("fc-dropout-pass", "mask=\(text)"), "y")
      low = min(low, y)
      high = max(high, y)
      let weight = zip(mask, [0.8, 0.8, 0.5, 0.5, 0.5]).reduce(1) {
        $0 * ($1.0 == 1 ? $1.1 : 1 - $1.1)
      }
      mean += weight * y
    }
    #expect((low, high) == (-8, 37))
    #expect(abs(mean - 14.48) < 1e-12)
  }

  @Test func twoOfNineWeightsMoveAndTheLossFalls() throws {
    let film = try film("mask-backprop")
    #expect(try result(film, "moved") == 2)
    #expect(try result(film, "loss") == 4.5)
    #expect(abs(try result(film, "loss_again") - 0.4505) < 5e-5)
    let last = film.step(film.frames - 1)
    #expect(abs((last["again"]?.double ?? 0) - 9.0508) < 1e-12)
    #expect(last["dw2"] == .numbers([18, 0, 0]))
    #expect(last["dh"] == .numbers([6, 0, -3]))
    #expect(last["dz"] == .numbers([6, 0, 0]))
    #expect(last["dW1"] == .rows([[30, 0], [0, 0], [0, 0]]))
  }

  @Test func theScaledNetIsTheGeometricMean() throws {
    let film = try film("subnet-average")
    #expect(abs(try result(film, "arithmetic") - 587.0 / 740) < 1e-15)
    #expect(abs(try result(film, "geometric") - 6.0 / 7) < 1e-15)
    #expect(abs(try result(film, "scaled") - 6.0 / 7) < 1e-15)
    for (n, spread) in [("1", "4"), ("5", "1"), ("8", "4"), ("12", "0.4"), ("3", "0")] {
      let other = try self.film("subnet-average", "n=\(n)", "spread=\(spread)")
      #expect(abs(try result(other, "geometric") - (try result(other, "scaled"))) < 1e-12)
    }
  }

  @Test func ratesCostWhatTheFormulasSay() throws {
    for (p, noise) in [("0.2", 0.05), ("0.5", 0.1), ("0.8", 0.2)] {
      #expect(abs(try result(try film("rate-tradeoffs", "p=\(p)"), "noise") - noise) < 1e-15)
    }
    let memory = try result(try film("rate-tradeoffs", "view=rnn"), "after_10")
    #expect(memory == 1.0 / 1024)
    let longer = try result(try film("rate-tradeoffs", "view=rnn", "p=0.2"), "after_10")
    #expect(abs(longer - 0.107) < 5e-4)
    // About 0.92: the mean over seeds of a random map.
    let correlations = try (1...10).map {
      try result(try film("rate-tradeoffs", "view=cnn", "seed=\($0)"), "correlation")
    }
    #expect(abs(correlations.reduce(0, +) / 10 - 0.92) < 0.02)
    let whole = try film("rate-tradeoffs", "view=cnn", "channel=on")
    #expect(whole.result["correlation"]?.isNull == true)
  }

  @Test func curvesTurnWhereTheCurriculumSays() throws {
    let film = try film("curve-reader", "case=5", "noise=0")
    #expect(try result(film, "best_epoch") == 30)
    #expect(abs((film.step(30)["validation"]?.double ?? 0) - 0.395) < 5e-4)
    #expect(film.reason.code == "overfit")
    let stuck = try self.film("curve-reader", "case=3", "noise=0")
    #expect(abs((stuck.step(100)["train"]?.double ?? 0) - 0.9) < 1e-9)
  }

  @Test func bfgsNeeds34IterationsNewton21DescentTenThousand() throws {
    func iterations(_ film: Film, _ method: String) -> Double? {
      film.result[method]?["iterations"]?.double
    }
    let film = try film("bfgs-vs-others")
    #expect(iterations(film, "bfgs") == 34)
    #expect(iterations(film, "newton-modified") == 21)
    #expect(iterations(film, "gradient-descent") == 10_916)
    #expect(film.result["bfgs"]?["H"]?.double == 0)
    let origin = try self.film("bfgs-vs-others", "start=0,0", "methods=bfgs")
    #expect(iterations(origin, "bfgs") == 25)
  }

  /// m = 1 depends on the last bit of the line search; what the curriculum names for two variables comes out.
  @Test func memoryCostsIterations() throws {
    let film = try film("lbfgs-memory", "view=iterations")
    let counts = (0..<film.frames).map { film.step($0)["iterations"]?.double ?? 0 }
    #expect(counts.dropFirst() == [39, 41, 37, 35, 35, 34])
    #expect((55...75).contains(counts[0]))
  }
}
