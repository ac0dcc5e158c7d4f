import App
import Figures
import Lessons
import Store
import Study

/// What a session asks of the world beyond the screen: the log, the place, the configuration.
final class World {
  let pack: Pack
  let manner: Manner
  let logbook: Logbook
  /// Answers since the start.
  private(set) var answered = 0
  private var lastPlace: String?
  /// As they stand now: the session may change them.
  private var preferences: Preferences

  init(pack: Pack, manner: Manner, logbook: Logbook) {
    self.pack = pack
    self.manner = manner
    self.logbook = logbook
    preferences = manner.preferences
  }

  /// Performs an effect that needs no screen.
  /// - Returns: what the session must hear of it.
  func perform(_ effect: Effect) -> [Event] {
    switch effect {
    case .record(let answer):
      return [
        .recorded(showing: answer.showing, attempt: answer.attempt, saved: record(answer))
      ]
    case .place(let link):
      keep(place: link)
    case .settings(let figure, let link):
      logbook.keep(settings: link, of: figure, in: pack.id)
    case .configure(let key, let value):
      configure(key, value)
    case .film, .copy, .suspend, .quit:
      break
    }
    return []
  }

  /// Fills in when the answer was given and writes it. It is on disk when this says so.
  func record(_ answer: Answer) -> Bool {
    var answer = answer
    answer.time = Surroundings.now
    answer.day = StudyDay.number(at: answer.time, offset: Surroundings.offset(at: answer.time))
    if answer.isSubmission { answered += 1 }
    return logbook.record(answer)
  }

  private func keep(place link: String) {
    guard link != lastPlace else { return }
    lastPlace = link
    logbook.keep(place: link, in: pack.id)
  }

  /// What cannot be kept still holds for this time.
  private func configure(_ key: String, _ value: String) {
    guard let preference = Preference(rawValue: key), let value = preference.value(of: value)
    else { return }
    preferences.set(preference, to: value)
    guard let path = Globals.paths.preferences, var file = try? PreferencesFile(at: path) else {
      return
    }
    try? file.set(preference, to: value)
  }

  /// "12 answers, 3 due tomorrow, exam in 2 days"
  func farewell(_ language: Language) -> String {
    let today = Material.today
    let stats = Stats(
      of: logbook.answers(), on: today, scheduler: Material.scheduler(preferences))
    let exam = StudyDay.number(of: preferences.value(of: .examDate))
    let summary = Summary(
      answers: answered, dueTomorrow: stats.dueTomorrow, daysToExam: exam.map { $0 - today })
    return summary.sentence(inKorean: language == .ko)
  }

  /// The last try to save.
  /// - Throws: `Failure` 74 if something stays unsaved.
  func close() throws {
    guard !logbook.flush(), !logbook.unsaved.isEmpty else { return }
    let count = logbook.unsaved.count
    throw Failure(
      .inputOutput, Globals.paths.database ?? "progress",
      Words(
        en: "\(count) answer\(count == 1 ? "" : "s") could not be saved",
        ko: "답 \(count)개를 저장하지 못했다"),
      fix: Words(
        en: "make room or give yourself the right to write there",
        ko: "자리를 마련하거나 쓰기 권한을 주어라"))
  }
}
