import Core
import Foundation
import Testing

@testable import Figures

@Suite("Laboratory training")
struct TrainingTests {
  private func film(_ settings: [(name: String, value: String)]) throws -> Film {
    LessonData.provide()
    return try Figure.training.film(try Figure.training.settings(settings))
  }

  @Test func theStepsHaveTheKeysOfTheDesign() throws {
    let film = try film([("epochs", "2"), ("examples", "40"), ("hidden", "4")])
    #expect(film.frames == 3 && film.status == .done && film.reason.code == "all-epochs")
    let keys = film.step(1).members?.map(\.key)
    #expect(
      keys == [
        "k", "train_loss", "train_accuracy", "valid_loss", "valid_accuracy", "grad_norm",
        "update_ratio", "dead_fraction",
      ])
    #expect(film.step(0)["update_ratio"] == .null)
  }

  @Test func digitsAreAllTakenUnlessSaid() throws {
    let film = try film([("data", "digits"), ("hidden", "8"), ("epochs", "1")])
    // Of 1797 a quarter, 449, validates: accuracies are multiples of 1/449.
    let accuracy = try #require(film.step(1)["valid_accuracy"]?.double)
    #expect((accuracy * 449 - (accuracy * 449).rounded()).magnitude < 1e-9)
    #expect(try #require(film.step(0)["train_loss"]?.double) > 2)
  }

  @Test(
    "every ending is a film",
    arguments: [("lr", "1e300"), ("epochs", "0"), ("p-hidden", "1"), ("hidden", "")])
  func endings(name: String, value: String) throws {
    let film = try film([("examples", "40"), ("epochs", "3"), ("optimizer", "sgd"), (name, value)])
    #expect(film.status == (name == "lr" ? .diverged : .done))
    for language in Language.allCases {
      #expect(!film.scene(film.frames - 1, language).look.isEmpty)
    }
  }

  @Test("L-BFGS ends with its own reasons")
  func quasiNewton() throws {
    let film = try film([
      ("optimizer", "lbfgs"), ("examples", "40"), ("hidden", "3"), ("epochs", "400"),
      ("noise", "0"),
    ])
    #expect(["all-epochs", "stationary", "line-search"].contains(film.reason.code))
  }

  // MARK: Input

  private func answer(_ json: String, _ settings: [(name: String, value: String)] = []) throws
    -> Film
  {
    let form = try #require(Figure.training.input)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    guard case .object(let members) = Self.value(object) else { throw CancellationError() }
    return try form.run(members, try Figure.training.settings(settings))
  }

  private static func value(_ any: Any) -> JSON {
    switch any {
    case let list as [Any]: .array(list.map(value))
    case let object as [String: Any]:
      .object(object.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) })
    case let number as NSNumber: .number(number.doubleValue)
    default: .null
    }
  }

  private static let net =
    #""params":[{"W":[[1,1],[2,-1],[-1,1]],"b":[1,4,-1]},{"W":[[2,1,-1],[0,1,1]],"b":[1,0]}]"#

  @Test("one loss with all gradients through a given mask")
  func gradients() throws {
    let film = try answer("{\(Self.net),\"X\":[[5,0]],\"labels\":[1],\"masks\":[null,[1,0,1]]}")
    // z = (6, 14, -6), masked (6, 0, 0); outputs (13, 0): loss ln(1 + e^13) of label 1.
    let loss = try #require(film.result["loss"]?.double)
    #expect((loss - (13 + Foundation.log1p(Foundation.exp(-13)))).magnitude < 1e-12)
    let first = try #require(film.result["gradients"]?[0])
    #expect(first["W"]?[1]?[0]?.double == 0 && first["b"]?[1]?.double == 0)
    let p = 1 / (1 + Foundation.exp(-13.0))
    #expect((try #require(first["b"]?[0]?.double) - 2 * p).magnitude < 1e-12)
    #expect(film.step(0)["loss"]?.double == loss)
  }

  @Test("masks may be shared, by example, or of hidden layers alone")
  func masks() throws {
    let head = "{\(Self.net),\"X\":[[5,0],[5,0]],\"labels\":[1,0],\"masks\":"
    let texts = ["[null,[1,0,1]]", "[[1,0,1]]", "[[[1,0,1],[1,0,1]]]"]
    let losses = try texts.map { try answer(head + $0 + "}").result["loss"]?.double }
    #expect(Set(losses).count == 1)
    let inverted = try answer(head + texts[0] + "}", [("p-hidden", "0.5")]).result["loss"]?.double
    #expect(inverted != losses[0])
  }

  @Test("gradients are written as the parameters were")
  func shapes() throws {
    let x = #""X":[[5,0]],"labels":[1]"#
    let pairs = try answer(#"{"params":[[[[1,1]],[1]],[[[2],[0]],[1,0]]],\#(x)}"#)
    #expect(pairs.result["gradients"]?[1]?[1]?.elements?.count == 2)
    let names = try answer(#"{"params":{"W1":[[1,1]],"b1":[1],"W2":[[2],[0]],"b2":[1,0]},\#(x)}"#)
    #expect(names.result["gradients"]?["W2"]?[0]?[0] == pairs.result["gradients"]?[1]?[0]?[0]?[0])
  }

  @Test(
    "what is wrong says where",
    arguments: [
      (#"{"X":[[1]],"labels":[0]}"#, "params"),
      (#"{"params":[],"X":[[1]],"labels":[0]}"#, "params"),
      (#"{"params":[{"W":[[1,2]],"b":[0]}],"X":[[1]],"labels":[0]}"#, "params[0].W"),
      (#"{"params":[{"W":[[1]],"b":[0,1]}],"X":[[1]],"labels":[0]}"#, "params[0].b"),
      (#"{"params":[{"W":[[1]],"b":[0]}],"X":[[1],[1,2]],"labels":[0,0]}"#, "X[1]"),
      (#"{"params":[{"W":[[1]],"b":[0]}],"X":[[1]],"labels":[1]}"#, "labels"),
      (#"{"params":[{"W":[[1]],"b":[0]}],"X":[[1]],"labels":[0],"masks":[[1,1]]}"#, "masks[0]"),
      (#"{"params":[{"W":[[1]],"b":[0]}],"X":[[1]],"labels":[0],"masks":[[1],[1],[1]]}"#, "masks"),
    ])
  func mistakes(json: String, place: String) throws {
    do {
      _ = try answer(json)
      Issue.record("taken: \(json)")
    } catch let error as InputError {
      #expect(error.place == place && !error.mend.en.isEmpty && !error.mend.ko.isEmpty, "\(error)")
    }
  }
}
