import Core
import Glibc

extension Case {
  /// Epochs in a row, of which the seconds of one are told: see `Case.inARow`.
  private static let epochs = 5

  static let epoch = Case(
    name: "epoch",
    work:
      "an epoch of 64-128-10 on the 1797 digits, batches of 32, Adam, dropout 0.2 and 0.5, seconds of one of \(epochs) in a row"
  ) {
    let digits = try Digits.examples(csv: bytes(beside: "lessons/data/digits.csv"))
    var random = NumPyRandom(0)
    let network = try Perceptron(widths: [64, 128, 10])
    let dropout = try DropoutRates(input: 0.2, hidden: 0.5, scaling: .inverted, in: network)
    let start = network.initialParameters(&random)
    let training = try Training(
      network, from: start, on: digits, judgedBy: digits.prefix(1), dropout: dropout, rate: 0.001,
      batch: 32, epochs: 1, random: random)
    return { _ in
      var parameters = start
      var outcome = inARow(epochs) {
        parameters = training.trained { _ in }.parameters
        return []
      }
      // Not part of an epoch.
      let judged = network.valueAndGradient(parameters, on: digits.prefix(100))
      outcome.facts = [("loss of 100 digits", judged.value)]
      return outcome
    }
  }

  /// A file of the source tree.
  static func bytes(beside path: String) throws -> [UInt8] {
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
