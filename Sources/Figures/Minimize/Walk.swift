import Core

/// A run of a minimizer as pictures see it: any step on demand, and samples of all of it for lines.
struct Walk: Sendable {
  struct Stop: Sendable {
    var x: [Double]
    var f: Double
    var g: [Double]
    /// Only where the method uses it.
    var hessian: [[Double]]?
    /// What leaves this point; nil at the last.
    var direction: [Double]?
    var rate: Double?
    /// What was added to the Hessian's diagonal, where the method adds.
    var shift: Double?

    var slope: Double { g.reduce(0) { $1.isNaN ? .nan : max($0, $1.magnitude) } }
  }
  struct Sample: Sendable {
    var index: Int
    var x: [Double]
    var f: Double
    var slope: Double
  }

  /// `gradient-descent` …
  var method: String
  /// Steps, the start among them.
  var count: Int
  var status: Status
  var reason: Reason
  var evaluations: (f: Int, g: Int, H: Int)
  var stop: @Sendable (Int) -> Stop
  /// Some thousand steps evenly, the first and the last among them.
  var samples: [Sample]

  var last: Int { count - 1 }
  var end: Stop { stop(last) }

  /// The step that a frame shows: a run that ended earlier stays at its end.
  func at(_ frame: Int) -> Int { min(max(frame, 0), last) }

  /// Samples up to a step, and the step itself.
  func samples(to index: Int) -> [Sample] {
    var shown = samples.prefix { $0.index <= index }.map(\.self)
    if shown.last?.index != index {
      let stop = stop(index)
      shown.append(Sample(index: index, x: stop.x, f: stop.f, slope: stop.slope))
    }
    return shown
  }
}

/// Keeps every step of a short run and every 2ᵐ-th of a long one.
struct WalkSampler {
  fileprivate(set) var samples: [Walk.Sample] = []
  private var stride = 1
  private let capacity: Int

  init(capacity: Int = 2000) { self.capacity = capacity }

  mutating func add(_ sample: Walk.Sample) {
    guard sample.index.isMultiple(of: stride) else { return }
    samples.append(sample)
    guard samples.count > capacity else { return }
    stride *= 2
    samples = samples.filter { $0.index.isMultiple(of: stride) }
  }
}

extension WalkSampler {
  /// A last sample that the stride may have passed over.
  mutating func append(_ sample: Walk.Sample) { samples.append(sample) }
}
