import Foundation

/// The built program, run without a terminal in a world of its own.
final class CommandLineProgram {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
    /// The lines on standard error.
    var complaint: [String] { errors.split(separator: "\n").map(String.init) }
    var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }
    var object: [String: Any] { json as? [String: Any] ?? [:] }
  }

  let home: String
  var environment: [String: String]
  private let arranged = ["LANG": "C.UTF-8", "TERM": "xterm-256color", "PATH": "/usr/bin:/bin"]

  /// It lies beside the test bundle.
  static let path: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var directory = bundle.deletingLastPathComponent()
    // The bundle may be a folder with the executable inside.
    while directory.path != "/" {
      let program = directory.appendingPathComponent("descent").path
      var isDirectory: ObjCBool = false
      if FileManager.default.fileExists(atPath: program, isDirectory: &isDirectory),
        !isDirectory.boolValue
      {
        return program
      }
      directory.deleteLastPathComponent()
    }
    return "descent"
  }()

  init() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("descent-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    home = directory.path
    environment = arranged
    environment["HOME"] = home
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  var database: String { home + "/.local/share/descent/progress.sqlite" }
  var configuration: String { home + "/.config/descent/config.yaml" }

  func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.environment = environment
    let files = try ["in", "out", "err"].map { name -> FileHandle in
      let path = home + "/std\(name)-\(UUID().uuidString)"
      _ = FileManager.default.createFile(
        atPath: path, contents: name == "in" ? Data(input.utf8) : nil)
      guard let handle = FileHandle(forUpdatingAtPath: path) else {
        throw CocoaError(.fileNoSuchFile)
      }
      unlink(path)
      return handle
    }
    process.standardInput = files[0]
    process.standardOutput = files[1]
    process.standardError = files[2]
    try process.run()
    process.waitUntilExit()
    let texts = try files.dropFirst().map { handle -> String in
      try handle.seek(toOffset: 0)
      return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// A line of sh with the program as `$descent`.
  func shell(_ line: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.environment = environment.merging(["descent": Self.path]) { $1 }
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let complaint = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: text, errors: complaint)
  }

  func write(_ text: String, to name: String) throws -> String {
    let path = home + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}
