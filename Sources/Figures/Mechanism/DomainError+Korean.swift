import Core

extension DomainError {
  /// `100 is out of range`.
  var problem: Words {
    Words(en: "\(value) is out of range", ko: "\(Josa.topic(Self.counted(value))) 범위를 벗어난다")
  }

  /// `write a value from 0 to 1`.
  package var mend: Words {
    Words(en: "write a value \(allowed)", ko: Self.korean(allowed))
  }

  /// `3 numbers` as `수 3개`: what is said of lists.
  private static func counted(_ value: String) -> String {
    let words = value.split(separator: " ")
    guard words.count == 2, let unit = units[String(words[1])] else { return value }
    return "\(unit) \(words[0])개"
  }

  private static let units = [
    "number": "수", "numbers": "수", "hyperparameters": "하이퍼 매개변수", "parameters": "파라미터",
  ]

  /// The phrases that Core puts into its errors, as what one should do.
  private static func korean(_ allowed: String) -> String {
    if let known = phrases[allowed] { return known }
    let words = allowed.split(separator: " ").map(String.init)
    switch (words.count, words.first, words.dropFirst().first, words.last) {
    // from 0 to 1, 0 to 1
    case (4, "from", let low?, let high?) where words[2] == "to":
      return "\(low)부터 \(high)까지의 값을 적어라"
    case (3, let low?, "to", let high?): return "\(low)부터 \(high)까지의 값을 적어라"
    // from 1 up, 0 or more, at least 1
    case (3, "from", let low?, "up"), (3, let low?, "or", "more"): return "\(low) 이상을 적어라"
    case (3, "at", "least", let low?): return "\(low) 이상을 적어라"
    case (2, "above", let low?, _): return "\(low)보다 큰 값을 적어라"
    case (3, "at", "most", let high?): return "\(high) 이하를 적어라"
    case (5, "at", "most", let sampler?) where words[3] == "with":
      return "\(Josa.topic(sampler)) \(words[2]) 이하를 적어라"
    // of 3: one for each row of W
    case (8, "of", let count?, "W"):
      let count = count.filter(\.isNumber)
      return "W의 \(words[6] == "row" ? "행" : "열")마다 하나씩 \(count)개를 적어라"
    default: return "알맞은 값을 적어라(\(allowed))"
    }
  }

  private static let phrases = [
    "1 to 1000 each": "각각 1부터 1000까지의 값을 적어라",
    "a finite number": "유한한 수를 적어라",
    "finite numbers": "유한한 수를 적어라",
    "an entry for each unit": "노드마다 하나씩 적어라",
    "as many as the network takes": "신경망의 입력 수만큼 적어라",
    "at least one hyperparameter": "하이퍼 매개변수를 하나 이상 적어라",
    "at least one unit in each layer": "층마다 노드를 하나 이상 적어라",
    "auto or none here": "여기서는 auto 또는 none을 적어라",
    "finite, at least 1 x 1": "1 x 1 이상의 유한한 행렬을 적어라",
    "of at least one for training and one for validation, and fit the network":
      "훈련과 검증에 하나씩은 있고 신경망에 맞는 데이터를 써라",
    "of at least one row and one column": "행과 열이 하나 이상인 행렬을 적어라",
    "of at most 10000000 parameters": "파라미터가 10000000개를 넘지 않게 하라",
    "of at most 62 layers, each from 1 to 100000 units":
      "층은 62개까지, 층마다 노드는 1개부터 100000개까지로 하라",
    "one rate for each layer": "층마다 비율을 하나씩 적어라",
    "smaller: lbfgs keeps the masks of all of them":
      "예제를 줄여라. lbfgs는 모든 예제의 마스크를 간직한다",
  ]
}
