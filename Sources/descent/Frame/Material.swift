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
    throw Failure(.usage, id, Words(en: "there is no such page", ko: "그런 쪽은 없다"), fix: .seeList)
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
      throw Failure(.malformed, error.path, error.message, fix: Words(error.fix))
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
    let lines = notice.words
    say(lines.place, lines.what, fix: lines.fix)
  }
}

extension Failure {
  /// A pack that cannot be read; all its mistakes but the first are said by `descent check`.
  init(_ error: PackError) {
    let status: ExitStatus = error.isMissing ? .missing : .malformed
    guard let first = error.diagnostics.first else {
      self.init(
        status, "lessons",
        Words(en: "they cannot be read", ko: "강의를 읽을 수 없다"),
        fix: Words(en: "see 'descent check'", ko: "'descent check'를 보라"))
      return
    }
    let rest = error.diagnostics.count - 1
    let more =
      rest > 0
      ? Words(
        en: " (and \(rest) more: see 'descent check')", ko: " (그 밖에 \(rest)개: 'descent check'를 보라)")
      : Words("")
    // What is missing has no line.
    let place = error.isMissing ? first.location.file : first.location.description
    self.init(
      status, place, Words(en: first.message + more.en, ko: first.message + more.ko),
      fix: Words(first.fix))
  }
}
