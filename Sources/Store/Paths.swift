import Glibc

/// Where descent keeps its files, by the rules of the XDG base directories.
///
/// A variable that is empty or relative means the default. Without a usable `HOME` the password entry says where
/// home is; if that fails too, every place is nil, which is treated as not writable.
package struct Paths: Equatable, Sendable {
  /// `$XDG_DATA_HOME/descent`.
  package let data: String?
  /// `$XDG_CONFIG_HOME/descent`.
  package let configuration: String?
  /// `$XDG_STATE_HOME/descent`: crash notes.
  package let state: String?

  package init(
    environment: (String) -> String?, passwordHome: () -> String? = { Paths.passwordHome }
  ) {
    func absolute(_ text: String?) -> String? { text?.hasPrefix("/") == true ? text : nil }
    let home = absolute(environment("HOME")) ?? absolute(passwordHome())
    func place(_ variable: String, _ fallback: String) -> String? {
      let base = absolute(environment(variable)) ?? home.map { Self.joined($0, fallback) }
      return base.map { Self.joined($0, "descent") }
    }
    data = place("XDG_DATA_HOME", ".local/share")
    configuration = place("XDG_CONFIG_HOME", ".config")
    state = place("XDG_STATE_HOME", ".local/state")
  }

  /// The database of answers, settings and places.
  package var database: String? { data.map { Self.joined($0, "progress.sqlite") } }
  /// The configuration file.
  package var preferences: String? { configuration.map { Self.joined($0, "config.yaml") } }

  package static func joined(_ directory: String, _ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }

  /// The home directory of the password entry.
  package static var passwordHome: String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
      let home = entry.pw_dir
    else { return nil }
    return String(cString: home)
  }
}
