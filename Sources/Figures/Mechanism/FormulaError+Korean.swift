import Core

extension FormulaError {
  /// What is wrong, in the languages of the lessons.
  package var messageWords: Words { Words(en: message, ko: problem.korean?.message ?? message) }
  /// How to mend it.
  package var fixWords: Words { Words(en: fix, ko: problem.korean?.fix ?? fix) }
}

extension FormulaError.Problem {
  /// The words of a case; nil for one without a case of its own.
  fileprivate var korean: (message: String, fix: String)? {
    switch self {
    case .other: nil
    case .empty: ("식이 비어 있다", "수나 x^2 + 1 같은 식을 적어라")
    case .tooLong(let limit):
      ("식이 \(limit)자를 넘는다", "sum(i, 1, n, …)을 쓰거나 더 짧게 적어라")
    case .tooDeep(let limit): ("괄호나 거듭제곱이 \(limit)겹을 넘는다", "식을 나누어 적어라")
    case .strayCharacter(let found, .none):
      ("'\(found)' 문자는 여기서 뜻이 없다", "수, 이름, + - * / ^ ( ) [ ] 와 쉼표로 적어라")
    case .strayCharacter(let found, .write(let text)):
      ("'\(found)' 문자는 여기서 뜻이 없다", "\(Korean.phrase(text)) 꼴로 적어라")
    case .expectedOperand(let found):
      ("수, 이름 또는 괄호가 와야 하는데 \(Josa.subject(Korean.phrase(found))) 있다", "식을 마저 적어라")
    case .expected(let what, let found):
      (
        "\(Josa.subject(Korean.phrase(what))) 와야 하는데 \(Josa.subject(Korean.phrase(found))) 있다",
        "\(Josa.object(Korean.phrase(what))) 적어라"
      )
    case .twoNumbers(let left, let right):
      ("수 두 개가 나란히 있다", "\(left) * \(right)처럼 적거나, 벡터라면 쉼표를 넣어라")
    case .numberTooLarge(let text): ("\(Josa.topic(text)) 너무 큰 수이다", "크기가 1.8e308보다 작은 수를 써라")
    case .twoPoints: ("한 수에 소수점이 둘이다", "하나를 지워라")
    case .chainedComparison: ("부등호는 이어 쓸 수 없다", "a < b and b < c처럼 적어라")
    case .badStep: ("필름의 걸음은 step(3).이름 또는 step(last).이름으로 적는다", "예를 들어 step(last).f로 적어라")
    case .unknownName(let name, let split?, _):
      ("\(Josa.topic("'\(name)'")) 모르는 이름이다", "\(split)처럼 적어라")
    case .unknownName(let name, nil, let nearest?):
      ("\(Josa.topic("'\(name)'")) 모르는 이름이다", "\(Josa.object(nearest)) 뜻하는가?")
    case .unknownName(let name, nil, nil):
      ("\(Josa.topic("'\(name)'")) 모르는 이름이다", "여기서 정의된 이름이나 수를 써라")
    case .unknownFunction(let name, let nearest?):
      ("이름이 '\(name)'인 함수는 없다", "\(Josa.object(nearest)) 뜻하는가?")
    case .unknownFunction(let name, nil):
      ("이름이 '\(name)'인 함수는 없다", "sin, exp, sqrt 같은 함수를 쓰거나 새로 정의하라")
    case .functionWithoutArguments(let name, let usage):
      ("\(Josa.topic("'\(name)'")) 함수이므로 괄호 안에 인수가 있어야 한다", "\(Korean.phrase(usage)) 꼴로 적어라")
    case .functionNeedsPoint(let name):
      ("\(Josa.topic("'\(name)'")) 좌표의 함수이다", "어느 점인지 \(name)(점)처럼 적어라")
    case .freeCoordinate(let name):
      ("'\(name)'에는 여기서 값이 없다", "수를 써라. 좌표는 함수 안에서만 쓴다")
    case .coordinateBeyond(let name, let dimension):
      (
        "\(Josa.topic("'\(name)'")) 없는 좌표이다. 점의 좌표는 \(dimension)개뿐이다",
        dimension == 1 ? "x를 쓰거나 더 긴 점을 주어라" : "x1부터 x\(dimension)까지 쓰거나 더 긴 점을 주어라"
      )
    case .reservedName(let name): ("\(Josa.topic("'\(name)'")) 이 언어의 낱말이다", "다른 이름을 써라")
    case .argumentCount(let name, let usage):
      ("\(name)의 인수 개수가 맞지 않다", "\(Korean.phrase(usage)) 꼴로 적어라")
    case .argumentKind(let name, let usage, let found):
      (
        "\(Korean.phrase(name))에는 \(Josa.object(Korean.phrase(found))) 넣을 수 없다",
        "\(Korean.phrase(usage)) 꼴로 적어라"
      )
    case .twoVectors:
      ("두 벡터의 곱은 뜻이 둘이다", "수가 되는 곱은 dot(a, b), 성분끼리의 곱은 odot(a, b)로 적어라")
    case .shapes(let left, let right, let operation):
      (
        "\(operation)에서 \(Josa.with(Korean.phrase(left))) \(Josa.topic(Korean.phrase(right))) 꼴이 맞지 않는다",
        "꼴을 맞추어라"
      )
    case .notNumber(let found): ("수가 와야 하는데 \(Korean.phrase(found))이다", "수를 써라")
    case .notTruth(let found): ("조건이 와야 하는데 \(Korean.phrase(found))이다", "a < b 같은 비교를 적어라")
    case .notComparable(let found):
      ("\(Josa.topic(Korean.phrase(found))) 크기를 비교할 수 없다", "norm(a) < norm(b)처럼 수를 비교하라")
    case .raggedMatrix: ("행렬의 행마다 길이가 다르다", "행마다 성분의 개수를 같게 하라")
    case .mixedVector:
      ("벡터는 수를, 행렬은 행을 담는데 둘이 섞여 있다", "[1, 2] 또는 [[1, 2], [3, 4]]처럼 적어라")
    case .notIndexable(let found):
      ("\(Korean.phrase(found))에는 꺼낼 성분이 없다", "곱셈이라면 [ 앞을 띄어라")
    case .indexNotWhole(let text): ("\(Josa.topic(text)) 정수가 아니다", "성분은 1, 2, 3, …으로 센다")
    case .indexOutside(let text, let size):
      ("\(text)번째 성분은 없다", size == 0 ? "비어 있다" : "성분은 1부터 \(size)까지 있다")
    case .boundNotWhole(let text):
      ("반복의 범위는 정수여야 하는데 \(text)이다", "sum(i, 1, 10, …)처럼 적어라")
    case .notWhole(let text, let usage):
      ("\(Josa.topic(text)) 알맞은 정수가 아니다", "\(Korean.phrase(usage)) 꼴로 적어라")
    case .needsConstants(let name): ("\(name)에는 좌표가 아니라 수가 있어야 한다", "수를 넣어라")
    case .singular: ("행렬이 특이 행렬이다", "행렬식이 0이 아닌 행렬을 써라")
    case .notSymmetric: ("행렬이 대칭이 아니다", "eigenvalues에는 대칭 행렬을 넣어라")
    case .noFiniteDerivative(let name):
      ("이 점에서 함수의 도함수가 유한하지 않다", "\(name)에 다른 점을 넣어라")
    case .noCurvature: ("s와 y의 곱 sᵀy가 0이다", "sᵀy > 0인 쌍을 주어라")
    case .tooManyOperations(let limit): ("연산이 \(limit)번을 넘는다", "반복을 줄여라")
    case .tooLarge(let limit): ("수가 \(limit)개를 넘는다", "크기를 줄여라")
    }
  }
}

/// The phrases that Core puts into its cases.
private enum Korean {
  static func phrase(_ text: String) -> String {
    if let known = table[text] { return known }
    if let size = text.dropping("a vector of length ") { return "길이 \(size)인 벡터" }
    if text.hasPrefix("a "), text.hasSuffix(" matrix") {
      return "\(text.dropFirst(2).dropLast(7)) 행렬"
    }
    if let mark = text.dropping("a comma or ") { return "쉼표 또는 \(mark)" }
    return text.split(separator: " or ", omittingEmptySubsequences: false)
      .joined(separator: " 또는 ")
  }

  private static let table = [
    "a number": "수", "a condition": "조건", "a function": "함수", "a raised number": "위 첨자 수",
    "the end": "식의 끝", "an operator": "연산자", "a comma": "쉼표", "an empty vector": "빈 벡터",
    "round or square brackets": "( ) 또는 [ ]", "[a, b] for a vector": "벡터라면 [a, b]",
    "a comma; a matrix is [[1, 2], [3, 4]]": "쉼표(행렬은 [[1, 2], [3, 4]])",
    "f(at), at a point": "f(점)", "eigenvalues(A), A symmetric": "eigenvalues(A), A는 대칭 행렬",
    "dot(a, b), two vectors of one length": "dot(a, b), a와 b는 길이가 같은 벡터",
    "odot(a, b), two of one shape": "odot(a, b), a와 b는 같은 꼴",
    "binomial(n, k), both whole": "binomial(n, k), n과 k는 정수",
    "normal_max(n), n whole from 1 to 1000000": "normal_max(n), n은 1부터 1000000까지의 정수",
  ]
}

extension String {
  fileprivate func dropping(_ prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }
}
