import Glibc

/// Levels for contour lines of a function over a window, the same for a whole film.
enum ContourLevels {
  /// At most `limit` levels: decades above the least value where the function has a narrow valley, else
  /// quantiles rounded to 1-2-5. None where the function has no values or is flat.
  static func levels(
    _ value: (Double, Double) -> Double, x: ClosedRange<Double>, y: ClosedRange<Double>,
    least: Double?,
    limit: Int = 6
  ) -> [Double] {
    var samples: [Double] = []
    let side = 40
    for i in 0...side {
      for j in 0...side {
        let u = Double(i) / Double(side)
        let v = Double(j) / Double(side)
        let sample = value(
          x.lowerBound + u * (x.upperBound - x.lowerBound),
          y.lowerBound + v * (y.upperBound - y.lowerBound))
        if sample.isFinite { samples.append(sample) }
      }
    }
    samples.sort()
    guard let low = samples.first, let high = samples.last, high > low else { return [] }
    let floor = min(least ?? low, low)
    func quantile(_ share: Double) -> Double {
      samples[min(samples.count - 1, Int(share * Double(samples.count - 1)))]
    }
    let (near, far) = (quantile(0.02) - floor, quantile(0.95) - floor)
    if near > 0, far / near > 300 { return decades(floor, near, far, limit) }
    return rounded(
      (1...limit).map { quantile((Double($0) - 0.5) / Double(limit)) },
      span: quantile(0.9) - quantile(0.1))
  }

  private static func decades(_ base: Double, _ near: Double, _ far: Double, _ limit: Int)
    -> [Double]
  {
    let first = Int(log10(near).rounded(.down))
    let last = Int(log10(far).rounded(.up))
    let count = max(1, last - first + 1)
    let step = max(1, (count + limit - 1) / limit)
    return stride(from: last, through: first, by: -step).prefix(limit).reversed().map {
      base + pow(10, Double($0))
    }
  }

  private static func rounded(_ values: [Double], span: Double) -> [Double] {
    guard span > 0 else { return [] }
    let raw = span / 8
    let size = pow(10, log10(raw).rounded(.down))
    let step = [1.0, 2, 5, 10].first { $0 * size >= raw }.map { $0 * size } ?? raw
    var levels: [Double] = []
    for value in values {
      let level = (value / step).rounded() * step
      if !levels.contains(level) { levels.append(level) }
    }
    return levels
  }
}
