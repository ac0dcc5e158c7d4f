import Figures
import Lessons
import Store
import Study

/// The lessons, opened.
enum Material {
  /// - Throws: `Failure` 66 if they are missing, 65 if they cannot be understood.
  static func open(_ globals: Globals) throws -> Pack {
    let directory = try LessonsDirectory.find(globals.lessons)
    do {
      return try Pack.open(directory, catalogue: .standard)
    } catch {
      throw Failure(error)
    }
  }

  /// A page that the contents name.
  static func page(_ id: String, in pack: Pack) throws -> Page {
    do {
      if let page = try pack.page(id) { return page }
    } catch {
      throw Failure(error)
    }
    throw Failure(.usage, id, "there is no such page", fix: "see 'descent list'")
  }

  /// The log, for looking; nil where nothing was ever answered.
  /// - Throws: `Failure` 65 if a newer descent wrote it.
  static func record(for purpose: Logbook.Purpose) throws -> Logbook {
    do {
      let logbook = try Logbook(
        at: Globals.paths.database, for: purpose, now: { Surroundings.now })
      for notice in logbook.notices { Talk.say(notice) }
      return logbook
    } catch {
      throw Failure(.malformed, error.path, error.message, fix: error.fix)
    }
  }

  /// Today's number, as a student counts days.
  static var today: Int {
    let now = Surroundings.now
    return StudyDay.number(at: now, offset: Surroundings.offset(at: now))
  }

  /// The schedule as the configuration wants it.
  static func scheduler(_ preferences: Preferences) -> Scheduler {
    Scheduler(retention: Double(preferences.value(of: .retention)) ?? 0.9)
  }
}

extension Talk {
  static func say(_ notice: Notice) {
    let (place, what, fix) = notice.lines
    say(place, what, fix: fix)
  }
}

extension Failure {
  /// A pack that cannot be read; all its mistakes but the first are said by `descent check`.
  init(_ error: PackError) {
    let status: ExitStatus = error.isMissing ? .missing : .malformed
    guard let first = error.diagnostics.first else {
      self.init(status, "lessons", "they cannot be read", fix: "see 'descent check'")
      return
    }
    let rest = error.diagnostics.count - 1
    let more = rest > 0 ? " (and \(rest) more: see 'descent check')" : ""
    // What is missing has no line.
    let place = error.isMissing ? first.location.file : first.location.description
    self.init(status, place, first.message + more, fix: first.fix)
  }
}
