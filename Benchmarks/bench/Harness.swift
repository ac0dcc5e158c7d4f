import Figures
import Glibc

/// The command line of `bench`, which `Benchmarks/bench.py` drives:
///
///     bench list              {"name","work"} of every case, a line each
///     bench serve NAME        a run for each line of standard input (its number); a line of JSON for each
///     bench NAME [RUNS]       {"name","work","runs":[seconds…]} after one run that does not count
enum Harness {
  static func run(_ arguments: [String]) -> Int32 {
    do {
      switch (arguments.first, arguments.count) {
      case ("list"?, 1):
        for entry in Case.all { line(.object(head(of: entry))) }
      case ("serve"?, 2):
        guard let entry = find(arguments[1]) else { return 64 }
        try serve(entry)
      case (let name?, 1...2):
        guard let entry = find(name) else { return 64 }
        try measure(entry, runs: arguments.count == 2 ? Int(arguments[1]) ?? 5 : 5)
      default:
        complain("usage: bench list | bench serve NAME | bench NAME [RUNS]")
        return 64
      }
      return 0
    } catch {
      complain("bench: \(error)")
      return 70
    }
  }

  private static func find(_ name: String) -> Case? {
    if let entry = Case.all.first(where: { $0.name == name }) { return entry }
    complain("bench: there is no case '\(name)'; 'bench list' names them all")
    return nil
  }

  private static func serve(_ entry: Case) throws {
    let run = try entry.prepare()
    line(.object(head(of: entry)))
    while let text = readLine() {
      let (seconds, facts) = try timed(run, Int(text) ?? 0)
      line(
        .object([
          ("seconds", .number(seconds)),
          ("facts", .object(facts.map { ($0.name, .number($0.value)) })),
        ]))
    }
  }

  private static func measure(_ entry: Case, runs: Int) throws {
    let run = try entry.prepare()
    _ = try timed(run, 0)
    let seconds = try (0..<max(1, runs)).map { try timed(run, $0).seconds }
    line(.object(head(of: entry) + [("runs", .numbers(seconds))]))
  }

  private static func timed(
    _ run: (Int) throws -> Outcome, _ number: Int
  ) throws -> (seconds: Double, facts: [(name: String, value: Double)]) {
    let began = now()
    let outcome = try run(number)
    return (outcome.seconds ?? (now() - began), outcome.facts)
  }

  private static func head(of entry: Case) -> [(key: String, value: JSON)] {
    [("name", .string(entry.name)), ("work", .string(entry.work))]
  }

  /// Seconds on a clock that nobody sets.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func line(_ value: JSON) {
    print(value.text)
    fflush(nil)
  }

  private static func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
