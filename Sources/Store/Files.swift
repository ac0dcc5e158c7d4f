import Glibc

/// What the store asks of the file system beyond SQLite. Errors are `errno` values.
enum Files {
  struct Failure: Error, Equatable {
    let code: Int32
    var words: String { String(cString: strerror(code)) }
    static var last: Failure { Failure(code: errno) }
  }

  /// Which file stands at a path: the same after a rename, another one after a replacement.
  struct Identity: Equatable {
    let device: UInt
    let number: UInt
    let size: Int
    static func == (left: Identity, right: Identity) -> Bool {
      (left.device, left.number) == (right.device, right.number)
    }
  }

  static func identity(of path: String) -> Identity? {
    var entry = stat()
    guard stat(path, &entry) == 0 else { return nil }
    return Identity(
      device: UInt(entry.st_dev), number: UInt(entry.st_ino), size: Int(entry.st_size))
  }

  /// Makes a directory and those above it that are missing, each for the user alone (0700).
  static func makeDirectories(_ path: String) throws(Failure) {
    guard identity(of: path) == nil else { return }
    if let slash = path.dropFirst().lastIndex(of: "/") {
      try makeDirectories(String(path[..<slash]))
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
  }

  /// Whether files can be made beside a file (beside what it leads to), with the rights that this thread acts with.
  static func canMakeFiles(beside path: String) -> Bool {
    faccessat(AT_FDCWD, directory(of: resolved(path)), W_OK | X_OK, AT_EACCESS) == 0
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The bytes of a regular file.
  /// - Parameter limit: a larger file is refused with EFBIG.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var entry = stat()
    guard fstat(descriptor, &entry) == 0 else { throw .last }
    guard entry.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EINVAL) }
    guard entry.st_size <= limit else { throw Failure(code: EFBIG) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    throw Failure(code: EFBIG)
  }

  /// Replaces a file in one move, so that a reader sees the old text or the new one, never half of it. A
  /// symbolic link stays one: what it leads to is replaced.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let target = resolved(path)
    let draft = target + ".new-\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
    var failure: Failure?
    var rest = bytes[...]
    while failure == nil, !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        failure = .last
      }
    }
    if failure == nil, fsync(descriptor) != 0 { failure = .last }
    if close(descriptor) != 0, failure == nil { failure = .last }
    if failure == nil, rename(draft, target) != 0 { failure = .last }
    if let failure {
      unlink(draft)
      throw failure
    }
  }

  static func move(_ path: String, to target: String) throws(Failure) {
    guard rename(path, target) == 0 else { throw .last }
  }

  static func remove(_ path: String) { unlink(path) }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// A time as it stands in a file's name: `2026-11-25T05-00-00Z`.
  static func stamp(_ time: Double) -> String {
    var seconds = time_t(max(0, min(time.isFinite ? time : 0, 1e11)))
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let length = strftime(&buffer, buffer.count, "%Y-%m-%dT%H-%M-%SZ", &parts)
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
