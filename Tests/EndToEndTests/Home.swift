import Foundation

/// A home folder of its own for one or more starts of the program; gone with this value.
final class Home {
  let path: String

  init() throws {
    var template = Array("/tmp/descent-home-XXXXXX".utf8CString)
    path = try template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, mkdtemp(start) != nil else {
        throw Failure("no temporary folder")
      }
      return String(cString: start)
    }
  }

  deinit {
    // A test may have made folders read-only.
    for folder in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? []
    {
      chmod(path + "/" + folder, 0o700)
    }
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// What the program sees of its surroundings, and nothing else.
  var environment: [String: String] {
    var environment = [
      "HOME": path, "XDG_DATA_HOME": path + "/data", "XDG_CONFIG_HOME": path + "/config",
      "XDG_STATE_HOME": path + "/state", "TERM": "xterm-256color", "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    // Where the toolchain's libraries are not found otherwise.
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    return environment
  }

  var database: String { path + "/data/descent/progress.sqlite" }
  var crashNotes: [String] {
    let folder = path + "/state/descent"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix("crash") }.sorted().map { folder + "/" + $0 }
  }
}

/// What went wrong, with what was on the screen.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
