// Stands in until walkthroughs are marked; delete it with that.
import Figures
extension Exercise {
  package var steps: [Step] { [] }
  package var stepCount: Int { 0 }
  package var isFinished: Bool { true }
  package var figure: Link? { nil }
  package mutating func submit(_ response: Response) -> Marking.PartMark { Marking.PartMark(verdict: .invalid) }
  package mutating func showSolution() {}
  package mutating func back() {}
  package func solved() -> Exercise { self }
}
