import Core
import Glibc

extension Case {
  static let epoch = Case(
    name: "epoch",
    work:
      "an epoch of 64-128-10 on the 1797 digits, batches of 32, Adam, dropout 0.2 and 0.5, judged after it"
  ) {
    let digits = try Digits.examples(csv: bytes(beside: "lessons/data/digits.csv"))
    var random = NumPyRandom(0)
    let network = try Perceptron(widths: [64, 128, 10])
    let training = try Training(
      network, from: network.initialParameters(&random), on: digits, judgedBy: digits.prefix(1),
      dropout: try DropoutRates(input: 0.2, hidden: 0.5, scaling: .inverted, in: network),
      rate: 0.001, batch: 32, epochs: 1_000_000, random: random)
    let first = training.step(after: training.first) ?? training.first
    return { _ in Outcome(("loss", training.step(after: first)?.trainLoss ?? .nan)) }
  }

  /// A file of the source tree.
  private static func bytes(beside path: String) throws -> [UInt8] {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    guard let file = fopen("/\(root)/\(path)", "r") else {
      throw DomainError("digits", path, allowed: "a file that can be read")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
