import Foundation
import Testing

/// Root, who for a while meets the permissions of files as anybody does. On the calling thread alone.
struct Superuser {
  private static let nobody: uid_t = 65534
  private let setUser: @convention(c) (uid_t) -> CInt

  /// - Parameter path: a directory that is given to that user with all that lies in it.
  /// - Returns: nil where this process is not root, who needs none of it.
  static func becomeNobody(owning path: String) throws -> Superuser? {
    guard geteuid() == 0 else { return nil }
    // <sys/fsuid.h>, which Swift does not import.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let superuser = Superuser(
      setUser: unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self))
    let below = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for file in [path] + below.map({ path + "/" + $0 }) {
      try #require(lchown(file, nobody, gid_t.max) == 0)
    }
    _ = superuser.setUser(nobody)
    // The call itself never tells of a failure: asking with no user does.
    try #require(superuser.setUser(uid_t.max) == CInt(nobody))
    return superuser
  }

  func comeBack() { _ = setUser(0) }
}
