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
  var what: String
  var fix: String

  init(_ status: ExitStatus, _ place: String, _ what: String, fix: String) {
    self.status = status
    self.place = place
    self.what = what
    self.fix = fix.isEmpty ? "see 'descent --help'" : fix
  }
}

/// The reader of our output went away: nothing is left to do, and nothing to say.
struct BrokenPipe: Error {}
