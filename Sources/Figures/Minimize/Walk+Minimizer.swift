import Core

extension Walk {
  /// Plays a minimizer.
  /// - Parameters:
  ///   - expected: how many steps all walks of a comparison take at most, their starts among them.
  ///   - before: how many of these the walks before this one took.
  ///   - growing: the film, from the walk as far as it is.
  init(_ run: Minimizer, expected: Int, before: Int, growing: @escaping (Walk) -> Film) throws {
    var sampler = WalkSampler()
    let recording = try Recording(
      run, capacity: max(64, 8_000 / max(1, run.start.count)), expected: expected,
      before: before, frames: run.steps + 1
    ) { step in
      sampler.add(Walk.Sample(index: step.index, x: step.x, f: step.f, slope: step.slope))
    } growing: {
      growing(Walk($0, sampler))
    }
    self.init(recording, sampler)
  }

  private init(_ recording: Recording<Minimizer>, _ sampler: WalkSampler) {
    var sampler = sampler
    let last = recording.last
    if sampler.samples.last?.index != last.index {
      sampler.append(Walk.Sample(index: last.index, x: last.x, f: last.f, slope: last.slope))
    }
    self.init(
      method: recording.run.method.rawValue, count: recording.count, status: last.status,
      reason: MinimizeReason.reason(last),
      evaluations: (last.evaluations.f, last.evaluations.g, last.evaluations.h),
      stop: { index in
        let step = recording[index]
        return Walk.Stop(
          x: step.x, f: step.f, g: step.g, hessian: step.hessian?.list, direction: step.direction,
          rate: step.rate, shift: step.shift)
      }, samples: sampler.samples)
  }
}
