import Core

extension Walk {
  /// Plays a minimizer.
  init(_ run: Minimizer) throws {
    var sampler = WalkSampler()
    let recording = try Recording(
      run, capacity: max(64, 8_000 / max(1, run.start.count)), expected: run.steps
    ) {
      step in
      sampler.add(Walk.Sample(index: step.index, x: step.x, f: step.f, slope: step.slope))
    }
    let last = recording.last
    if sampler.samples.last?.index != last.index {
      sampler.append(Walk.Sample(index: last.index, x: last.x, f: last.f, slope: last.slope))
    }
    let count = recording.count
    self.init(
      method: run.method.rawValue, count: count, status: last.status,
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
