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
  ///   - expected: how many steps there will be at most: for the bar of progress.
  ///   - visit: sees every step once, in order: for what a film sums up.
  /// - Throws: `CancellationError` when the task is cancelled on the way.
  init(_ run: Run, capacity: Int = 4096, expected: Int? = nil, visit: (Run.Step) -> Void = { _ in })
    throws
  {
    var kept: [Run.Step] = []
    var stride = 1
    var index = 0
    var step = run.first
    while true {
      visit(step)
      if index % stride == 0 { kept.append(step) }
      if kept.count > max(2, capacity) {
        kept = kept.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        stride *= 2
      }
      guard let next = run.step(after: step) else { break }
      step = next
      index += 1
      // A step may be an epoch of training: one is the longest that anybody waits.
      if Task.isCancelled { throw CancellationError() }
      if let expected, index.isMultiple(of: 1024) { try FilmWatch.report(index, of: expected) }
    }
    self.run = run
    self.kept = kept
    self.stride = stride
    count = index + 1
    last = step
    cursor = Mutex((0, run.first))
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
