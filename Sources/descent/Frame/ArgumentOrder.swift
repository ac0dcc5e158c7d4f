import Figures

/// Lets the global options stand before the subcommand too: moves them behind it.
enum ArgumentOrder {
  static let flags = ["--plain", "--no-motion", "--no-mouse"]
  static let options = ["--lessons", "--lang", "--color", "--glyphs"]

  /// - Throws: `Failure` for a word that is no subcommand.
  static func arranged(_ arguments: [String]) throws -> [String] {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if flags.contains(argument) || options.contains(where: { argument.hasPrefix($0 + "=") }) {
        index += 1
      } else if options.contains(argument), index + 1 < arguments.count {
        index += 2
      } else {
        break
      }
    }
    guard index < arguments.count, !arguments[index].hasPrefix("-") else { return arguments }
    let name = arguments[index]
    guard Descent.commandNames.contains(name) else { throw unknown(name) }
    if name == "help", index + 1 < arguments.count,
      !Descent.commandNames.contains(arguments[index + 1]), !arguments[index + 1].hasPrefix("-")
    {
      throw unknown(arguments[index + 1])
    }
    return [name] + arguments[..<index] + arguments[(index + 1)...]
  }

  private static func unknown(_ name: String) -> Failure {
    let id = name.prefix { $0 != "?" }
    let near = nearest(to: name, among: Descent.commandNames + ["--version"])
    let isLink =
      name.contains("?") || id.contains("-") || Catalogue.standard.figure(String(id)) != nil
    return Failure(
      .usage, name, Words(en: "there is no such command", ko: "그런 명령은 없다"),
      fix: isLink
        ? .write("'descent open \(name)'")
        : near.map {
          Words(
            en: "write 'descent \($0)', or see 'descent --help'",
            ko: "\(Josa.object("'descent \($0)'")) 적거나 'descent --help'를 보라")
        } ?? Words(en: "'descent --help' names them all", ko: "'descent --help'에 모두 있다"))
  }
}
