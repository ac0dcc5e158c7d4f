/// Work that is measured. A peer of the same name (`Benchmarks/cases.py`) does the same work.
struct Case: Sendable {
  /// In kebab-case.
  let name: String
  /// What one run does, for people.
  let work: String
  /// Makes ready what a run shall not pay for, and gives the run. A run is told its number from 0: what is random
  /// takes it as its seed.
  let prepare: @Sendable () throws -> (Int) throws -> Outcome
}

/// What a run gave.
struct Outcome {
  /// Numbers that the work led to. They keep the work from being optimised away; those that a peer tells under the
  /// same name are compared with the peer's.
  var facts: [(name: String, value: Double)]
  /// Where not the whole run is meant, such as the median over its frames.
  var seconds: Double?

  init(_ facts: (String, Double)..., seconds: Double? = nil) {
    self.facts = facts.map { (name: $0.0, value: $0.1) }
    self.seconds = seconds
  }
}

extension Case {
  /// Does short work so many times and tells the seconds of one. The programs take turns run by run: after each turn
  /// of another the processor has slowed down and the caches are the other's, which is not what is compared.
  static func inARow(
    _ times: Int, _ work: () -> [(name: String, value: Double)]
  ) -> Outcome {
    let began = Harness.now()
    var facts: [(name: String, value: Double)] = []
    for _ in 0..<times { facts = work() }
    var outcome = Outcome(seconds: (Harness.now() - began) / Double(times))
    outcome.facts = facts
    return outcome
  }
}
