/// What is said on leaving: what was done and what comes.
package struct Summary: Equatable, Sendable {
  package var answers: Int
  package var dueTomorrow: Int
  /// Days until the exam; nil without a date or when it is over.
  package var daysToExam: Int?

  package init(answers: Int, dueTomorrow: Int = 0, daysToExam: Int? = nil) {
    self.answers = max(0, answers)
    self.dueTomorrow = max(0, dueTomorrow)
    self.daysToExam = daysToExam.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// "12 answers, 3 due tomorrow, exam in 2 days"; parts with nothing to say are left out.
  package func sentence(inKorean: Bool) -> String {
    inKorean ? korean : english
  }

  private var english: String {
    var parts = [answers == 0 ? "no answers" : answers == 1 ? "1 answer" : "\(answers) answers"]
    if dueTomorrow > 0 { parts.append("\(dueTomorrow) due tomorrow") }
    switch daysToExam {
    case 0: parts.append("exam today")
    case 1: parts.append("exam tomorrow")
    case let days?: parts.append("exam in \(days) days")
    case nil: break
    }
    return parts.joined(separator: ", ")
  }

  private var korean: String {
    var parts = [answers == 0 ? "푼 문제 없음" : "답 \(answers)개"]
    if dueTomorrow > 0 { parts.append("내일 복습 \(dueTomorrow)개") }
    switch daysToExam {
    case 0: parts.append("오늘 시험")
    case 1: parts.append("내일 시험")
    case let days?: parts.append("시험까지 \(days)일")
    case nil: break
    }
    return parts.joined(separator: ", ")
  }
}
