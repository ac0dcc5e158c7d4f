import Synchronization

/// Trainings that ended before the full budget, to go on with: a trial that successive halving takes into its next
/// rung continues from its weights, its optimizer's memory and its stream as they stood, and so comes to the very
/// numbers of one long training.
///
/// A cache and nothing more: what is not kept is trained from the start, with the same result. It holds the
/// lowest losses, since those are who goes on, and at most so many of them.
final class KeptTrainings: Sendable {
  private struct Kept: Sendable {
    /// The bits of the trial's point.
    let point: [UInt64]
    let step: Training.Step
  }
  private struct State: Sendable {
    var kept: [Kept] = []
    var epochs = 0
  }
  private let state = Mutex(State())
  private let capacity: Int

  init(capacity: Int = 128) { self.capacity = max(0, capacity) }

  /// Epochs that were really trained, for all trials together.
  var epochs: Int { state.withLock { $0.epochs } }

  /// The training of a point after so many epochs, or where it ended before.
  /// - Parameter training: of more epochs than these, or of just as many: then nothing is kept.
  func step(after epochs: Int, at point: [Double], of training: Training) -> Training.Step {
    let key = point.map(\.bitPattern)
    let begun = take(key, upTo: epochs)
    var step = begun ?? training.first
    let first = step.index
    while step.index < epochs, let next = training.step(after: step) { step = next }
    let reached = step
    state.withLock { state in
      state.epochs += reached.index - first
      guard reached.status == .running, reached.index < training.epochs, capacity > 0 else {
        return
      }
      state.kept.append(Kept(point: key, step: reached))
      guard state.kept.count > capacity else { return }
      let worst = state.kept.indices.max {
        state.kept[$0].step.validLoss < state.kept[$1].step.validLoss
      }
      if let worst { state.kept.remove(at: worst) }
    }
    return reached
  }

  /// What is kept of a point, taken out. Whoever stands where a rung before it ended will not go on any more.
  private func take(_ key: [UInt64], upTo epochs: Int) -> Training.Step? {
    state.withLock { state in
      guard
        let place = state.kept.firstIndex(where: { $0.point == key && $0.step.index <= epochs })
      else { return nil }
      let step = state.kept.remove(at: place).step
      state.kept.removeAll { $0.step.index < step.index }
      return step
    }
  }
}
