import Core
import Synchronization

/// A run of an algorithm, played once to its end, of which any step can be had again.
///
/// Short runs are kept whole. Of long ones every 2ᵐ-th step is kept, and those between are computed anew from
/// there (a step is all that the next one needs), so a film of a million steps needs the memory of a few
/// thousand. Reading in order costs one step a step.
final class Recording<Run: Algorithm>: Sendable {
  let run: Run
  let count: Int
  let last: Run.Step
  private let kept: [Run.Step]
  private let stride: Int
  private let cursor: Mutex<(index: Int, step: Run.Step)>

  /// Plays the run.
  /// - Parameters:
  ///   - capacity: about how many steps may be kept.
  ///   - expected: how many steps there will be at most, the first among them: for the bar of progress.
  ///   - before: how many of these other runs have made already.
  ///   - frames: how many the whole film has, where that is not `expected`.
  ///   - visit: sees every step once, in order: for what a film sums up.
  ///   - growing: the film as far as the run is, from a recording of just that; asked for only when somebody wants
  ///     to see it.
  /// - Throws: `CancellationError` when the task is cancelled on the way.
  init(
    _ run: Run, capacity: Int = 4096, expected: Int? = nil, before: Int = 0,
    frames: Int? = nil,
    visit: (Run.Step) -> Void = { _ in }, growing: ((Recording) -> Film)? = nil
  ) throws {
    var kept: [Run.Step] = []
    var stride = 1
    var index = 0
    var step = run.first
    var pace = ReportPace(expected: expected ?? 0)
    while true {
      visit(step)
      if index % stride == 0 { kept.append(step) }
      if kept.count > max(2, capacity) {
        kept = kept.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        stride *= 2
      }
      guard let next = run.step(after: step) else { break }
      // A step may be an epoch of training: one is the longest that anybody waits.
      if Task.isCancelled { throw CancellationError() }
      if let expected, pace.isDue(index) {
        var wasAsked = false
        let done = before + index + 1
        if let growing {
          try FilmWatch.report(done, of: expected, frames: frames) {
            wasAsked = true
            return growing(Recording(run, kept, stride: stride, count: index + 1, last: step))
          }
        } else {
          try FilmWatch.report(done, of: expected, frames: frames)
        }
        pace.reported(at: index, wasAsked: wasAsked)
      }
      step = next
      index += 1
    }
    self.run = run
    self.kept = kept
    self.stride = stride
    count = index + 1
    last = step
    cursor = Mutex((0, run.first))
  }

  private init(_ run: Run, _ kept: [Run.Step], stride: Int, count: Int, last: Run.Step) {
    self.run = run
    self.kept = kept
    self.stride = stride
    self.count = count
    self.last = last
    cursor = Mutex((0, kept.first ?? last))
  }

  /// Step `index`, clamped to what there is.
  subscript(index: Int) -> Run.Step {
    let wanted = min(max(index, 0), count - 1)
    if wanted == count - 1 { return last }
    let start = wanted / stride
    if wanted == start * stride, kept.indices.contains(start) { return kept[start] }
    return cursor.withLock { cursor in
      let base = min(start, kept.count - 1)
      if cursor.index > wanted || cursor.index < base * stride {
        cursor = (base * stride, kept[base])
      }
      while cursor.index < wanted, let next = run.step(after: cursor.step) {
        cursor = (cursor.index + 1, next)
      }
      return cursor.step
    }
  }
}

/// Some of `0 ..< count`: at most `limit` of them, evenly, the last one always.
func thinned(_ count: Int, to limit: Int) -> [Int] {
  guard count > limit, limit > 1 else { return Array(0..<max(0, count)) }
  let step = (count + limit - 2) / (limit - 1)
  var indices = Array(Swift.stride(from: 0, to: count, by: step))
  if indices.last != count - 1 { indices.append(count - 1) }
  return indices
}
