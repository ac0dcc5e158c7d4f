import Glibc

/// Reads files of a pack, and nothing outside its directory: no links that lead out, no FIFOs, no devices, no file
/// above 4 MiB.
struct PackFiles: Sendable {
  static let sizeLimit = 4 << 20

  /// As the user wrote it, without a slash at the end; diagnostics begin with it.
  let directory: String
  /// The same without links.
  private let root: String

  /// - Returns: nil if there is no such directory.
  init?(_ directory: String) {
    var name = directory
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    guard let root = Self.resolved(name), Self.isDirectory(root) else { return nil }
    self.directory = name
    self.root = root == "/" ? "" : root
  }

  /// How diagnostics name a file of the pack.
  func name(_ path: String) -> String { "\(directory)/\(path)" }

  /// A file as text.
  func source(_ path: String) throws(PackError) -> Source {
    let bytes = try self.bytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PackError([badEncoding(path, bytes)])
    }
    return Source(file: name(path), text: text)
  }

  /// The bytes of a file, whatever they mean: for the quick scan of the index.
  func bytes(_ path: String) throws(PackError) -> [UInt8] {
    func failure(_ message: String, fix: String, isMissing: Bool = false) -> PackError {
      PackError(
        isMissing: isMissing, [Diagnostic(SourceLocation(file: name(path)), message, fix: fix)])
    }
    guard let real = Self.resolved("\(root)/\(path)") else {
      throw errno == ENOENT || errno == ENOTDIR
        ? failure("there is no such file", fix: "create it, or name another", isMissing: true)
        : failure("it cannot be read: \(Self.reason)", fix: "check its permissions")
    }
    guard real.hasPrefix(root + "/") else {
      throw failure("this link leads out of the pack", fix: "put the file itself here")
    }
    let descriptor = open(real, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw failure("it cannot be read: \(Self.reason)", fix: "check its permissions")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw failure("this is not a regular file", fix: "put a plain file here")
    }
    let tooLarge = failure("it is larger than 4 MiB", fix: "split it")
    guard status.st_size <= Self.sizeLimit else { throw tooLarge }
    let capacity = max(0, Int(status.st_size)) + 1
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      while count < buffer.count {
        let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        count += got
      }
    }
    guard bytes.count <= Self.sizeLimit else { throw tooLarge }
    return bytes
  }

  /// Names in a directory of the pack, sorted; none if it is missing or lies outside.
  func names(in path: String = "") -> [String] {
    let full = path.isEmpty ? root : "\(root)/\(path)"
    guard let real = Self.resolved(full.isEmpty ? "/" : full),
      real == root || real.hasPrefix(root + "/"), let stream = opendir(real)
    else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  func isDirectory(_ path: String) -> Bool { Self.isDirectory("\(root)/\(path)") }

  private func badEncoding(_ path: String, _ bytes: [UInt8]) -> Diagnostic {
    var line = 1
    var column = 1
    var rest = bytes[...]
    while !rest.isEmpty {
      var decoder = UTF8()
      var iterator = rest.prefix(4).makeIterator()
      guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { break }
      rest = rest.dropFirst(UTF8.width(scalar))
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return Diagnostic(
      SourceLocation(file: name(path), line: line, column: column),
      "this byte is not UTF-8", fix: "save the file as UTF-8")
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
