import Core
import Plot

/// The net 2–3–1 that the lessons work through by hand, with its controls, its pictures and its Python: what
/// `fc-dropout-pass` and `mask-backprop` share.
enum HandNetwork {
  static let network = DropoutPass.Network(
    weights: [[1, 1], [2, -1], [-1, 1]], biases: [1, 4, -1], outputWeights: [2, 1, -1],
    outputBias: 1)
  static let x = [5.0, 10]

  static let mask = Control.mask([1, 0, 1, 0, 1])
  static let scheme = Control.choice(
    "scheme", "scheme", "방식",
    [
      ("classic", "classic: times k at test", "기본: 테스트에서 k를 곱함"),
      ("inverted", "inverted: divided by k in training", "역드롭아웃: 훈련에서 k로 나눔"),
    ])
  static let inputRate = Control.inputRate("p-in", 0...0.9, initial: 0.2)
  static let hiddenRate = Control.hiddenRate("p-hidden", initial: 0.5)

  /// The two masks of a setting: 2 inputs, 3 hidden units.
  /// - Throws: `ControlError` for an entry that is neither 0 nor 1.
  static func masks(_ settings: Settings) throws -> (input: [Bool], hidden: [Bool]) {
    let entries = settings[mask].vector
    if let odd = entries.first(where: { $0 != 0 && $0 != 1 }) {
      throw ControlError(
        control: mask.name,
        says: Words(
          en: "mask: \(Control.exact(odd)) is neither 0 nor 1",
          ko: "mask: \(Josa.topic(Control.exact(odd))) 0도 1도 아니다"),
        mend: Words(
          en: "write 1 (kept) or 0 (dropped) for each unit, such as 1,0,1,0,1",
          ko: "노드마다 1(남김) 또는 0(드롭)을 적어라(예: 1,0,1,0,1)"))
    }
    let kept = entries.map { $0 == 1 }
    return (Array(kept.prefix(2)), Array(kept.dropFirst(2)))
  }

  static func short(_ value: Double) -> String { NumberText.short(value, digits: 4) }

  /// `(6, 14, .)`: what is not known yet is a dot.
  static func vector(_ values: [Double], of count: Int = 1) -> String {
    let texts = values.map(short) + [String](repeating: ".", count: max(0, count - values.count))
    return "(" + texts.joined(separator: ", ") + ")"
  }

  static func bits(_ mask: [Bool]) -> String {
    "(\(mask.map { $0 ? "1" : "0" }.joined(separator: ", ")))"
  }

  /// `10101`
  static func digits(_ mask: [Bool]) -> String { mask.map { $0 ? "1" : "0" }.joined() }

  /// `2*5 + (-1)*0 + 4 = 14`.
  static func sum(_ weights: [Double], _ x: [Double], _ bias: Double, _ result: Double) -> String {
    func factor(_ value: Double) -> String { value < 0 ? "(\(short(value)))" : short(value) }
    let products = zip(weights, x).map { "\(factor($0))*\(factor($1))" }
    return products.joined(separator: " + ")
      + (bias < 0 ? " - \(short(-bias))" : " + \(short(bias))") + " = \(short(result))"
  }

  /// How wide the nodes of a layer are in a film: as the longest number that ever stands there.
  static func width(_ values: [[Double]]) -> Int {
    values.joined().map { short($0).count }.max() ?? 1
  }

  static func names(_ count: Int) -> [String] { (1...count).map { "h\($0)" } }

  /// The net and the pass in Python: after it stand `masked`, `z`, `h`, `hidden`, `y`. Wants `mask`, `phase`, `scheme`,
  /// `p_in`, `p_hidden`.
  static let python = """
    W1, b1 = \(Python.list(network.weights)), \(Python.list(network.biases))
    w2, b2 = \(Python.list(network.outputWeights)), \(Python.number(network.outputBias))
    x = \(Python.list(x))


    def product(a, b):
        total = 0.0
        for u, v in zip(a, b):
            total = total + u * v
        return total


    def scaled(values, mask, p):
        k = 1.0 - p
        if phase == "test":
            return [v * k if scheme == "classic" else v for v in values]
        if scheme == "classic":
            return [v if r else 0.0 for v, r in zip(values, mask)]
        return [v / k if r and k > 0 else 0.0 for v, r in zip(values, mask)]


    masked = scaled(x, mask[:2], p_in)
    z = [product(row, masked) + b for row, b in zip(W1, b1)]
    h = [max(v, 0.0) for v in z]
    hidden = scaled(h, mask[2:], p_hidden)
    y = product(w2, hidden) + b2
    """

  /// The net drawn: what stands in the nodes and on the edges, which of them are lit.
  static func diagram(
    names: [String], kept: [[Bool]], values: [[String]], widths: [Int], lit: [[Int]],
    edges: (_ layer: Int, _ from: Int, _ to: Int) -> (text: String, isLit: Bool)?
  ) -> Pane {
    let layers = names.indices.map {
      NetworkDiagram.Layer(
        name: names[$0], kept: kept[$0], values: values[$0], width: widths[$0], lit: lit[$0])
    }
    var drawn: [NetworkDiagram.Edge] = []
    for layer in layers.indices.dropLast() {
      for from in kept[layer].indices {
        for to in kept[layer + 1].indices {
          guard let edge = edges(layer, from, to) else { continue }
          drawn.append(.init(layer: layer, from: from, to: to, text: edge.text, isLit: edge.isLit))
        }
      }
    }
    return .network(NetworkDiagram(layers: layers, edges: drawn))
  }
}
