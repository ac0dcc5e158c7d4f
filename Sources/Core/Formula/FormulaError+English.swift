extension FormulaError.Problem {
  /// What is wrong, and how to mend it.
  var english: (message: String, fix: String) {
    switch self {
    case .other: ("the formula is wrong", "see docs/formulas.md")
    case .empty: ("the formula is empty", "write a number or a formula such as x^2 + 1")
    case .tooLong(let limit):
      (
        "the formula is longer than \(limit) characters",
        "use sum(i, from, to, …) or a shorter form"
      )
    case .tooDeep(let limit):
      ("brackets and powers are nested deeper than \(limit)", "take the formula apart")
    case .strayCharacter(let found, .none):
      ("'\(found)' means nothing here", "use numbers, names, + - * / ^ ( ) [ ] and ,")
    case .strayCharacter(let found, .write(let text)):
      ("'\(found)' means nothing here", "write \(text)")
    case .expectedOperand(let found):
      ("a number, a name or a bracket was expected, but here is \(found)", "complete the formula")
    case .expected(let what, let found):
      ("\(what) was expected, but here is \(found)", "write \(what)")
    case .twoNumbers(let left, let right):
      ("two numbers stand side by side", "write \(left) * \(right), or a comma in a vector")
    case .numberTooLarge(let text):
      ("the number \(text) is too large", "use a number below 1.8e308 in size")
    case .twoPoints: ("a number has two decimal points", "leave one of them out")
    case .chainedComparison:
      ("comparisons cannot be chained", "write a < b and b < c")
    case .badStep:
      ("a step of a film is written step(3).name or step(last).name", "write step(last).f, say")
    case .unknownName(let name, let split?, _): ("'\(name)' is not known", "write \(split)")
    case .unknownName(let name, nil, let nearest?):
      ("'\(name)' is not known", "did you mean \(nearest)?")
    case .unknownName(let name, nil, nil):
      ("'\(name)' is not known", "use names that are defined here, or a number")
    case .unknownFunction(let name, let nearest?):
      ("there is no function '\(name)'", "did you mean \(nearest)?")
    case .unknownFunction(let name, nil):
      ("there is no function '\(name)'", "use a function such as sin, exp, sqrt, or define it")
    case .functionWithoutArguments(let name, let usage):
      ("'\(name)' is a function and needs its arguments in brackets", "write \(usage)")
    case .functionNeedsPoint(let name):
      ("'\(name)' is a function of the coordinates", "say where: \(name)(at)")
    case .freeCoordinate(let name):
      ("'\(name)' has no value here", "use numbers; coordinates stand only in functions")
    case .coordinateBeyond(let name, let dimension):
      (
        "'\(name)' is a coordinate too many: the point has \(dimension)",
        dimension == 1 ? "use x" : "use x1 to x\(dimension), or a longer point"
      )
    case .reservedName(let name): ("'\(name)' is a word of the language", "use another name")
    case .argumentCount(let name, let usage):
      ("\(name) was given the wrong number of arguments", "write \(usage)")
    case .argumentKind(let name, let usage, let found):
      ("\(name) cannot take \(found)", "write \(usage)")
    case .twoVectors:
      (
        "the product of two vectors can mean two things",
        "write dot(a, b) for a number, odot(a, b) for entry by entry"
      )
    case .shapes(let left, let right, let operation):
      ("\(left) and \(right) do not fit together in \(operation)", "make the shapes fit")
    case .notNumber(let found): ("a number was expected, but this is \(found)", "use a number")
    case .notTruth(let found):
      ("a condition was expected, but this is \(found)", "write a comparison such as a < b")
    case .notComparable(let found):
      ("\(found) cannot be ordered", "compare numbers, for example norm(a) < norm(b)")
    case .raggedMatrix:
      ("the rows of the matrix differ in length", "give every row as many entries")
    case .mixedVector:
      (
        "a vector holds numbers, a matrix rows; here they are mixed",
        "write [1, 2] or [[1, 2], [3, 4]]"
      )
    case .notIndexable(let found):
      ("\(found) has no entries to pick", "put a space before [ to multiply")
    case .indexNotWhole(let text): ("\(text) is not a whole number", "count entries 1, 2, 3, …")
    case .indexOutside(let text, let size):
      ("there is no entry \(text)", size == 0 ? "it is empty" : "entries run from 1 to \(size)")
    case .boundNotWhole(let text):
      ("the bounds of a loop are whole numbers, not \(text)", "write sum(i, 1, 10, …)")
    case .notWhole(let text, let usage):
      ("\(text) is not a whole number of the right size", "write \(usage)")
    case .needsConstants(let name):
      ("\(name) needs numbers here, not coordinates", "give it numbers")
    case .singular: ("the matrix is singular", "use a matrix whose determinant is not 0")
    case .notSymmetric: ("the matrix is not symmetric", "eigenvalues needs a symmetric matrix")
    case .noFiniteDerivative(let name):
      ("the function has no finite derivative here", "take another point for \(name)")
    case .noCurvature: ("s and y have sᵀy = 0", "give pairs with sᵀy > 0")
    case .tooManyOperations(let limit):
      ("this takes more than \(limit) operations", "use shorter loops")
    case .tooLarge(let limit): ("this holds more than \(limit) numbers", "use smaller sizes")
    }
  }
}
