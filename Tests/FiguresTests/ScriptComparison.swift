import Foundation

@testable import Figures

/// Scripts that `descent code` prints beside the numbers of `descent run --json`, compared by NumPy in one process.
struct ScriptComparison {
  private let folder: URL
  private var pairs: [JSON] = []

  /// Whether this machine has python3 with NumPy.
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import numpy"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "descent-code-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// - Parameter tolerance: the largest relative difference allowed; 0: bit for bit.
  mutating func add(_ name: String, script: String, result: RunResult, tolerance: Double) throws {
    try script.write(to: folder.appending(path: name + ".py"), atomically: true, encoding: .utf8)
    try result.json.write(
      to: folder.appending(path: name + ".json"), atomically: true, encoding: .utf8)
    pairs.append(
      .object([
        ("script", .string(name + ".py")), ("json", .string(name + ".json")),
        ("tolerance", .number(tolerance)),
      ]))
  }

  /// Whether all agree, and what the comparing script said.
  func run() throws -> (agrees: Bool, said: String) {
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
    return (process.terminationStatus == 0, said)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
