import Glibc

/// What a unit does with its weighted sum.
package enum Activation: String, Equatable, Hashable, Sendable, CaseIterable {
  case none, relu, sigmoid, tanh

  /// φ(z).
  package func value(_ z: Double) -> Double {
    switch self {
    case .none: z
    case .relu: z > 0 || z.isNaN ? z : 0
    case .sigmoid: Operation.sigmoid(z)
    case .tanh: Glibc.tanh(z)
    }
  }

  /// φ′ by the value a = φ(z): that of ReLU at 0 is 0.
  package func slope(at a: Double) -> Double {
    switch self {
    case .none: 1
    case .relu: a > 0 ? 1 : 0
    case .sigmoid: a * (1 - a)
    case .tanh: 1 - a * a
    }
  }
}

/// Where the factor stands that keeps training and test alike.
package enum DropoutScaling: String, Equatable, Hashable, Sendable, CaseIterable {
  /// Masks only in training; at test every output times 1 − p.
  case classic
  /// Kept outputs times 1/(1 − p) in training; nothing at test.
  case inverted

  /// The factor on outputs that a mask has passed; with p = 1 nothing passes, and it is 0.
  package func training(_ rate: Double) -> Double {
    switch self {
    case .classic: 1
    case .inverted: rate < 1 ? 1 / (1 - rate) : 0
    }
  }

  /// The factor on outputs where there is no mask.
  package func test(_ rate: Double) -> Double {
    switch self {
    case .classic: 1 - rate
    case .inverted: 1
    }
  }
}
