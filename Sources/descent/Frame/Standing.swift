import Figures
import Lessons
import Study

/// Where the student stands in each page and walkthrough; nil values without a log.
struct Standing {
  private let record: Record?
  private let due: Set<String>
  private let skills: [String: String]

  init(log: [Answer], pack: String, today: Int, scheduler: Scheduler) {
    let log = log.filter { $0.pack == pack }
    guard !log.isEmpty else {
      record = nil
      due = []
      skills = [:]
      return
    }
    record = Record(log)
    due = Set(Deck(replaying: log, scheduler: scheduler).due(on: today))
    skills = Dictionary(log.map { ($0.item, $0.skill) }, uniquingKeysWith: { $1 })
  }

  func isDone(_ entry: Module.Entry) -> Bool? { record?.isDone(entry.items) }

  func score(_ entry: Module.Entry) -> Double? { record?.score(entry.items) }

  /// Skills of the entry's items that are due.
  func due(_ entry: Module.Entry) -> Int? {
    record.map { _ in
      Set(entry.items.compactMap { skills[$0] }).count { due.contains($0) }
    }
  }
}
