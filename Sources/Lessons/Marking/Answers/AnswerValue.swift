import Core

/// What a typed answer is worth: a number, or a list of such.
enum AnswerValue: Equatable, Sendable {
  case number(Double)
  case list([AnswerValue])

  /// Numbers in it, row by row.
  var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .list(let entries): entries.flatMap(\.numbers)
    }
  }

  /// As a number, a vector or a matrix; nil for a ragged or deeper list.
  var value: Value? {
    switch self {
    case .number(let number): return .scalar(number)
    case .list(let entries):
      let plain = entries.compactMap { entry -> Double? in
        if case .number(let number) = entry { number } else { nil }
      }
      if plain.count == entries.count { return .vector(plain) }
      guard plain.isEmpty else { return nil }
      let rows = entries.compactMap { entry -> [Double]? in
        if case .vector(let row)? = entry.value { row } else { nil }
      }
      guard rows.count == entries.count else { return nil }
      return Matrix(rows).map { .matrix($0) }
    }
  }
}

/// Why a typed answer could not be read: at which character, and what to do.
struct AnswerError: Error, Equatable, Sendable {
  /// Counted from 0, in characters of the typed text.
  var offset: Int
  var problem: Problem

  enum Problem: Equatable, Sendable {
    case empty
    case tooLong(limit: Int)
    case tooDeep
    case stray(String)
    case unknownName(String)
    /// `log` is ln to some and log₁₀ to others.
    case ambiguousLogarithm
    case twoNumbers
    case mixedNumber
    case expectedNumber
    case unclosed(String)
    case unopened(String)
    case expectedArgument(String)
    case list
    case shapes
    case noValue
  }
}
