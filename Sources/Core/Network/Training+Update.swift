import Glibc

/// One step of a method: w ← w + step, over the list of all parameters.
///
/// All that a parameter needs is done in one sweep, four at a time: the gradient, the velocity, the squares and the
/// weight are read once and written once, and while the processor's only divider is busy with Adam's root and
/// quotient, the rest costs nothing.
extension Training {
  private typealias Four = SIMD4<Double>

  /// One step of the method.
  /// - Parameter gradient: overwritten.
  /// - Returns: ‖step‖₂/‖w‖₂.
  func move(
    _ parameters: inout [Double], along gradient: UnsafeMutablePointer<Double>, _ state: inout State
  ) -> Double {
    let count = parameters.count
    let updates = Double(state.updates)
    return parameters.withUnsafeMutableBufferPointer { w in
      state.velocity.withUnsafeMutableBufferPointer { v in
        state.squares.withUnsafeMutableBufferPointer { r in
          guard let w = w.baseAddress else { return 0 }
          switch method {
          case .momentum, .nesterov:
            guard let v = v.baseAddress else { return 0 }
            return Self.advance(w, count) { place, lanes in
              let velocity = 0.9 * (v + place).four(lanes) - rate * (gradient + place).four(lanes)
              (v + place).put(velocity, lanes)
              return velocity
            }
          case .rmsprop:
            guard let r = r.baseAddress else { return 0 }
            return Self.advance(w, count) { place, lanes in
              let g = (gradient + place).four(lanes)
              let square = 0.99 * (r + place).four(lanes) + 0.01 * (g * g)
              (r + place).put(square, lanes)
              return -(rate * g / (Self.root(square) + 1e-8))
            }
          case .adam, .adamw:
            guard let v = v.baseAddress, let r = r.baseAddress else { return 0 }
            let scale = rate / (1 - pow(0.9, updates))
            let inverse = 1 / (1 - pow(0.999, updates))
            if method == .adamw, weightDecay > 0 {
              Self.each(count) { place, lanes in
                let step = Self.adam(gradient + place, v + place, r + place, lanes, scale, inverse)
                (gradient + place).put(step, lanes)
              }
              decay(w, gradient)
              return Self.advance(w, count) { place, lanes in (gradient + place).four(lanes) }
            }
            return Self.advance(w, count) { place, lanes in
              Self.adam(gradient + place, v + place, r + place, lanes, scale, inverse)
            }
          case .sgd, .lbfgs:
            return Self.advance(w, count) { place, lanes in
              -(rate * (gradient + place).four(lanes))
            }
          }
        }
      }
    }
  }

  /// step ← step − ηλW on weights.
  private func decay(_ w: UnsafePointer<Double>, _ step: UnsafeMutablePointer<Double>) {
    for layer in 0..<network.layers {
      for index in network.weights(layer) { step[index] -= rate * weightDecay * w[index] }
    }
  }

  /// Adam's step for some parameters, with their new m and r.
  @inline(__always)
  private static func adam(
    _ gradient: UnsafeMutablePointer<Double>, _ m: UnsafeMutablePointer<Double>,
    _ r: UnsafeMutablePointer<Double>, _ lanes: Int, _ scale: Double, _ inverse: Double
  ) -> Four {
    let g = gradient.four(lanes)
    let mean = 0.9 * m.four(lanes) + 0.1 * g
    let square = 0.999 * r.four(lanes) + 0.001 * (g * g)
    m.put(mean, lanes)
    r.put(square, lanes)
    return (-scale * mean) / (root(square * inverse) + 1e-8)
  }

  /// Roots of what is not below 0. Said to the compiler by taking away the sign: it then takes two roots at once,
  /// where it otherwise asks for each whether it must leave an error for the C library.
  @inline(__always)
  private static func root(_ squares: Four) -> Four {
    let bits = unsafeBitCast(squares, to: SIMD4<UInt64>.self) & 0x7fff_ffff_ffff_ffff
    return unsafeBitCast(bits, to: Four.self).squareRoot()
  }

  /// w ← w + step.
  /// - Parameter step: of so many parameters from a place on: four, or the one to three that are left at the end.
  /// - Returns: ‖step‖₂/‖w‖₂. Four sums side by side: adding up is otherwise one long chain.
  @inline(__always)
  private static func advance(
    _ w: UnsafeMutablePointer<Double>, _ count: Int, by step: (_ place: Int, _ lanes: Int) -> Four
  ) -> Double {
    var (moves, sizes) = (Four(), Four())
    var (moved, size) = (0.0, 0.0)
    each(count) { place, lanes in
      let change = step(place, lanes)
      let before = (w + place).four(lanes)
      (w + place).put(before + change, lanes)
      if lanes == 4 {
        moves += change * change
        sizes += before * before
      } else {
        (moved, size) = (across(moves), across(sizes))
        for lane in 0..<lanes {
          moved += change[lane] * change[lane]
          size += before[lane] * before[lane]
        }
      }
    }
    if count % 4 == 0 { (moved, size) = (across(moves), across(sizes)) }
    return size > 0 ? (moved / size).squareRoot() : 0
  }

  @inline(__always)
  private static func across(_ sums: Four) -> Double { (sums[0] + sums[1]) + (sums[2] + sums[3]) }

  /// Fours from the start, then what is left.
  @inline(__always)
  private static func each(_ count: Int, _ body: (_ place: Int, _ lanes: Int) -> Void) {
    var place = 0
    while place &+ 4 <= count {
      body(place, 4)
      place &+= 4
    }
    if place < count { body(place, count &- place) }
  }
}

extension UnsafeMutablePointer<Double> {
  /// So many numbers from here on, then zeros.
  @inline(__always)
  fileprivate func four(_ lanes: Int) -> SIMD4<Double> {
    if lanes == 4 { return UnsafeRawPointer(self).loadUnaligned(as: SIMD4<Double>.self) }
    var numbers = SIMD4<Double>()
    for lane in 0..<lanes { numbers[lane] = self[lane] }
    return numbers
  }

  /// Writes the first so many.
  @inline(__always)
  fileprivate func put(_ numbers: SIMD4<Double>, _ lanes: Int) {
    if lanes == 4 {
      UnsafeMutableRawPointer(self).storeBytes(of: numbers, as: SIMD4<Double>.self)
    } else {
      for lane in 0..<lanes { self[lane] = numbers[lane] }
    }
  }
}
