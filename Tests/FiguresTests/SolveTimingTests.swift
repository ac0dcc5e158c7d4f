import Core
import Synchronization
import Testing

@testable import Figures

@Suite("Figure solve-timing")
struct SolveTimingTests {
  @Test func aReckonedTimeGrowsByTheFormula() throws {
    let timing = try SolveTiming(upTo: 2000, pairs: 10, wantsLAPACK: true, by: .reckoned)
    #expect(timing.rows.map(\.size) == [10, 20, 50, 100, 200, 500, 1000, 2000])
    // 1e-7 + m³/3 · 1e-9.
    #expect(abs(timing.rows[7].seconds[0] - (1e-7 + 8.0 / 3)) < 1e-9)
    let newton = try #require(timing.fit(0, to: 7))
    #expect(abs(newton.slope - 3) < 0.001)
    #expect(abs(try #require(timing.fit(2, to: 7)).slope - 1) < 0.02)
    #expect(timing.fit(0, to: 3) == nil)
    #expect(timing.fit(0, to: 4) != nil)
  }

  @Test("a clock times work that is really done, and repeats what is too short for it")
  func aClockTimesTheWork() throws {
    let ticks = Mutex(0.0)
    // Between two readings pass 2⁻¹³ s (exact sums): nine such calls would fill a millisecond, so nine make a round.
    let stopwatch = Stopwatch.clock {
      ticks.withLock { ticks in
        ticks += 0x1p-13
        return ticks
      }
    }
    let calls = Mutex(0)
    let least = stopwatch.least(1) { calls.withLock { $0 += 1 } }
    #expect(least == 0x1p-13 / 9)
    #expect(calls.withLock { $0 } == 28)
    let timing = try SolveTiming(upTo: 50, pairs: 3, wantsLAPACK: false, by: stopwatch)
    #expect(timing.rows.allSatisfy { $0.seconds.allSatisfy { $0 == 0x1p-13 / 9 } })
    #expect(!timing.usesLAPACK)
  }

  @Test func aLongCallIsNotRepeated() {
    let stopwatch = Stopwatch { _, work in
      work()
      return 2
    }
    var calls = 0
    #expect(stopwatch.least(1) { calls += 1 } == 2)
    #expect(calls == 1)
  }

  @Test func cancellingEndsIt() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try SolveTiming(upTo: 2000, pairs: 10, wantsLAPACK: true, by: .reckoned)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("both solvers solve the same system")
  func solversAgree() {
    for size in [1, 2, 10, 70] {
      let own = StepCost(size: size, pairs: 3, usesLAPACK: false).run(.newton)
      let other = StepCost(size: size, pairs: 3, usesLAPACK: true).run(.newton)
      #expect(own.count == size)
      for (left, right) in zip(own, other) { #expect(abs(left - right) < 1e-15) }
    }
  }

  @Test func itsTwinSaysWhatAStepCosts() throws {
    let film = try Figure.solveTiming.film(Figure.solveTiming.initialSettings)
    #expect(film.frames == 8)
    #expect(film.step(7)["newton"]?.double == 1e-7 + 8e9 / 3 * 1e-9)
    #expect(film.twin(7, .en).sentence.contains("slope of 3"))
    #expect(film.twin(7, .ko).sentence.contains("기울기 3"))
    #expect(film.twin(7, .en).table?.rows.last?.first == "2000")
  }
}
