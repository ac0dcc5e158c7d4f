import Testing

@testable import Core

@Suite("One layer with dropout")
struct DropoutLayerTests {
  private static let weights = Matrix(rows: 3, columns: 2, elements: [1, 1, 2, -1, -1, 1])

  private func run(
    _ activation: Activation = .relu, mask: [Bool] = [true, false, true], rate: Double = 0.5,
    scaling: DropoutScaling = .classic, isTraining: Bool = true, x: [Double] = [5, 0]
  ) throws -> (forward: DropoutLayer.Forward, backward: DropoutLayer.Backward) {
    let layer = try DropoutLayer(
      weights: Self.weights, bias: [1, 4, -1], activation: activation, input: x, mask: mask,
      rate: rate, scaling: scaling, isTraining: isTraining, upstream: [2, 1, -1])
    let steps = Array(layer)
    #expect(steps.count == 2)
    guard case .backward(let forward, let backward)? = steps.last else {
      throw DomainError("steps", steps.count, allowed: "two")
    }
    return (forward, backward)
  }

  @Test("the curriculum's example: z = (6, 14, -6), y = (6, 0, 0)")
  func byHand() throws {
    let (forward, backward) = try run()
    #expect(forward.z == [6, 14, -6] && forward.a == [6, 14, 0] && forward.y == [6, 0, 0])
    // Unit 2 is dropped, unit 3 is flat: the first row alone learns.
    #expect(backward.dz == [2, 0, 0] && backward.dx == [2, 2])
    #expect(backward.dW.list == [[10, 0], [0, 0], [0, 0]])
  }

  @Test("the factor stands where the scaling says")
  func factors() throws {
    #expect(try run(scaling: .inverted).forward.y == [12, 0, 0])
    #expect(try run(isTraining: false).forward.y == [3, 7, 0])
    #expect(try run(scaling: .inverted, isTraining: false).forward.y == [6, 14, 0])
    #expect(try run(rate: 1, scaling: .inverted).forward.y == [0, 0, 0])
    #expect(try run(rate: 1, isTraining: false).forward.y == [0, 0, 0])
    #expect(try run(scaling: .inverted).backward.dz == [4, 0, 0])
  }

  @Test(
    "gradients agree with central differences",
    arguments: Activation.allCases, DropoutScaling.allCases)
  func derivatives(activation: Activation, scaling: DropoutScaling) throws {
    let x = [0.7, -0.4]
    let backward = try run(activation, rate: 0.3, scaling: scaling, x: x).backward
    func loss(_ x: [Double]) throws -> Double {
      zip(try run(activation, rate: 0.3, scaling: scaling, x: x).forward.y, [2, 1, -1])
        .map { $0 * $1 }.reduce(0, +)
    }
    let h = 1e-6
    for i in x.indices {
      var (up, down) = (x, x)
      up[i] += h
      down[i] -= h
      let slope = (try loss(up) - loss(down)) / (2 * h)
      #expect((slope - backward.dx[i]).magnitude < 1e-8)
    }
    for (row, dz) in backward.dz.enumerated() {
      #expect(backward.dW.row(row) == x.map { dz * $0 })
    }
  }

  @Test("both scalings agree in expectation, and with the test pass")
  func expectation() throws {
    let rate = 0.3
    var sums = [DropoutScaling.classic: 0.0, .inverted: 0.0]
    for bits in 0..<8 {
      let mask = (0..<3).map { bits >> $0 & 1 == 1 }
      let chance = mask.map { $0 ? 1 - rate : rate }.reduce(1, *)
      for scaling in DropoutScaling.allCases {
        let y = try run(mask: mask, rate: rate, scaling: scaling).forward.y
        sums[scaling, default: 0] += chance * y.reduce(0, +)
      }
    }
    for scaling in DropoutScaling.allCases {
      let test = try run(rate: rate, scaling: scaling, isTraining: false).forward.y.reduce(0, +)
      #expect((try #require(sums[scaling]) - test).magnitude < 1e-12 * test)
    }
  }

  @Test func aDroppedUnitPassesNotEvenNaN() throws {
    let layer = try DropoutLayer(
      weights: Matrix(rows: 2, columns: 1, elements: [1e308, 1]), bias: [1e308, 0],
      activation: .none, input: [10], mask: [false, true], rate: 0.5, scaling: .inverted,
      isTraining: true, upstream: [1, 1])
    guard case .backward(let forward, let backward)? = Array(layer).last else { return }
    #expect(forward.z[0] == .infinity && forward.y == [0, 20] && backward.dz == [0, 2])
  }

  @Test func whatDoesNotFitIsNamed() {
    func error(x: [Double] = [5, 0], mask: [Bool] = [true, true, true], rate: Double = 0.5)
      -> String?
    {
      do throws(DomainError) {
        _ = try DropoutLayer(
          weights: Self.weights, bias: [1, 4, -1], activation: .relu, input: x, mask: mask,
          rate: rate, scaling: .classic, isTraining: true, upstream: [2, 1, -1])
        return nil
      } catch { return error.name }
    }
    #expect(error() == nil)
    #expect(error(x: [1]) == "x" && error(mask: [true]) == "mask" && error(rate: .nan) == "p")
  }
}
