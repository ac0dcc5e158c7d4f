import Foundation

@testable import Plot

/// A run over the shadows of the one before.
extension Pictures {
  static let shadows = run(seed: 3, shift: 0).shadowed(
    by: [EarlierRun(end: run(seed: 4, shift: 1.5))])

  private static func run(seed: UInt64, shift: Double) -> Scene {
    var random = Random(state: seed)
    func mask(_ count: Int) -> [Bool] { (0..<count).map { _ in random.next() >= 0.5 } }
    let grid = UnitGrid(caption: "mask", kept: mask(48), perRow: 8)
    let network = NetworkDiagram(layers: [
      .init(name: "input", kept: mask(4)), .init(name: "hidden", kept: mask(4)),
      .init(name: "output", kept: [true, true]),
    ])
    let edges = (0...16).map { Double($0) * 0.5 }
    let heights = edges.dropLast().map { 40 * exp(-($0 - 2 - shift) * ($0 - 2 - shift) / 3) }
    let histogram = Chart(
      x: Axis("activation", 0...8), y: Axis("count", 0...50),
      marks: [.histogram(edges: edges, counts: heights, Style(.first))])
    let stairs = (0...10).map { Point(Double($0), 8 / (1 + Double($0) / 3) + shift) }
    let best = Chart(
      x: Axis("trial", 0...10), y: Axis("best", 0...10),
      marks: [
        .steps(stairs, Style(.first)), .points(stairs.suffix(1), .now, Style(.accent, bold: true)),
        .points((0..<5).map { Point(2 * Double($0) + 1, 9 - shift) }, .medium, .dim),
      ])
    let lengths = [3.0, 5, 2].map { $0 + shift }
    let across = Chart(
      x: Axis("cost", 0...8), y: .categories(["a", "b", "c"]),
      marks: [
        .barsAcross(
          edges: [-0.4, 0.4, 0.6, 1.4, 1.6, 2.4],
          lengths: [lengths[0], 0, lengths[1], 0, lengths[2]], Style(.second))
      ])
    return Scene(
      title: "Shadows of the run before",
      body: .column([
        Slot(
          .row([
            Slot(.units(grid), share: 0, priority: 2), Slot(.network(network), priority: 1),
            Slot(.chart(best), minimum: Size(rows: 5, columns: 20), priority: 3),
          ]), minimum: Size(rows: 5, columns: 20), priority: 2),
        Slot(
          .row([
            Slot(.chart(histogram), minimum: Size(rows: 5, columns: 20), priority: 2),
            Slot(.chart(across), minimum: Size(rows: 5, columns: 20), priority: 1),
          ]), minimum: Size(rows: 5, columns: 20), priority: 1),
      ]))
  }
}
