/// ncurses draws with numbered pairs of colours: each is made when it is first needed.
final class ColourPairs {
  private struct Key: Hashable {
    var foreground: Int
    var background: Int
  }
  private var numbers: [Key: Int32] = [:]
  private var last = (key: Key(foreground: -1, background: -1), number: Int32(0))
  private let limit: Int32
  private let define: (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Void

  /// - Parameters:
  ///   - limit: how many pairs the terminal has, pair 0 (its own colours) among them.
  ///   - define: gives a pair its colours in the terminal.
  init(
    limit: Int32,
    define: @escaping (_ pair: Int32, _ foreground: Int32, _ background: Int32) -> Void
  ) {
    self.limit = limit
    self.define = define
  }

  /// The number of a pair; nil is the terminal's own colour. When there are no more, the terminal's own colours.
  func pair(_ foreground: Int?, on background: Int?) -> Int32 {
    let key = Key(foreground: foreground ?? -1, background: background ?? -1)
    if key == last.key { return last.number }
    let number = number(of: key)
    last = (key, number)
    return number
  }

  private func number(of key: Key) -> Int32 {
    if key.foreground < 0, key.background < 0 { return 0 }
    if let number = numbers[key] { return number }
    let number = Int32(clamping: numbers.count + 1)
    guard number < limit else { return 0 }
    define(number, Int32(clamping: key.foreground), Int32(clamping: key.background))
    numbers[key] = number
    return number
  }
}
