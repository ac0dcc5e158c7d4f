import Testing

@testable import Core

@Suite("Work on all cores")
struct SideBySideTests {
  @Test("calls beside and within each other end, each with its own values")
  func callsInCalls() async {
    let sums = await withTaskGroup(of: (Int, [Double]).self) { group in
      for caller in 0..<6 {
        group.addTask {
          let values = SideBySide.map(40, threads: 3) { outer in
            SideBySide.map(10, threads: 4) { Double(caller * 1000 + outer * 10 + $0) }.reduce(0, +)
          }
          return (caller, values)
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for caller in 0..<6 {
      #expect(sums[caller] == (0..<40).map { Double(caller * 10_000 + $0 * 100 + 45) })
    }
  }
}
