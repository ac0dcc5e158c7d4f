import Figures

/// How the program ends, by the numbers of sysexits.h.
enum ExitStatus: Int32, Equatable {
  case fine = 0
  /// `check` found something.
  case findings = 1
  /// An unknown name, a value out of range or not of its kind.
  case usage = 64
  /// A lesson, a formula, JSON, a database of a newer version.
  case malformed = 65
  case missing = 66
  case noTerminal = 69
  case ourFault = 70
  case inputOutput = 74
  case interrupted = 130
}

/// An error as the user sees it: `descent: WHERE: what is wrong`, then `fix: …`.
struct Failure: Error, Equatable {
  var status: ExitStatus
  var place: String
  var what: Words
  var fix: Words

  init(_ status: ExitStatus, _ place: String, _ what: Words, fix: Words) {
    self.status = status
    self.place = place
    self.what = what
    self.fix = fix.en.isEmpty ? .seeHelp : fix
  }

  /// What the system or a lesson pack says, in its own language.
  init(_ status: ExitStatus, _ place: String, _ what: String, fix: Words) {
    self.init(status, place, Words(what), fix: fix)
  }
}

extension Words {
  static let seeHelp = Words(en: "see 'descent --help'", ko: "'descent --help'를 보라")
  static let seeList = Words(en: "see 'descent list'", ko: "'descent list'를 보라")
  static let giveOne = Words(en: "give one of them", ko: "하나만 주어라")
  static let makeRoom = Words(
    en: "make room where the output goes, or send it elsewhere",
    ko: "출력할 곳에 자리를 마련하거나 다른 곳으로 보내라")

  static func write(_ text: String) -> Words {
    Words(en: "write \(text)", ko: "\(Josa.object(text)) 적어라")
  }
  /// `write 'x'; 'descent list' names them all`.
  static func near(_ name: String) -> Words {
    Words(
      en: "write '\(name)'; 'descent list' names them all",
      ko: "\(Josa.object("'\(name)'")) 적어라. 'descent list'에 모두 있다")
  }
  static func lastFrame(_ frames: Int) -> Words {
    Words(en: "the last frame is \(frames - 1)", ko: "마지막 장면은 \(frames - 1)이다")
  }
}

/// The reader of our output went away: nothing is left to do, and nothing to say.
struct BrokenPipe: Error {}
