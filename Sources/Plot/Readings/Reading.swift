/// What a cell of a chart means, exactly.
package struct Reading: Equatable, Sendable {
  /// Which of the charts of the scene, in reading order.
  package var chart: Int
  /// Where the cross stands on the surface.
  package var row: Int
  package var column: Int
  /// The coordinates there: of the datum where the cross stands on one, else of the middle of the cell.
  package var place: Point
  package var xName: String
  package var yName: String
  /// The datum that the cross stands on.
  package var datum: Datum?
  /// What fields (contours, heat maps) are worth there.
  package var values: [Double]
  /// The datum lies beyond the axes; the cross stands at their edge.
  package var isOutside = false

  /// `w1 = 0.7631, w2 = -3.175, #2: 1412`: the same in every language but for the word for what lies outside.
  package func text(outside word: String = "outside") -> String {
    func named(_ name: String, _ value: String) -> String {
      name.isEmpty ? value : name + " = " + value
    }
    func short(_ value: Double) -> String { TickText.short(value, digits: 6) }
    var parts = [named(xName, short(place.x)), named(yName, short(place.y))]
    switch datum?.kind {
    case .bin(let bin, let isAcross):
      let edges = "[\(short(bin.lowerBound)), \(short(bin.upperBound)))"
      parts[isAcross ? 1 : 0] = named(isAcross ? yName : xName, edges)
    case .spread(let low, let high):
      parts.append("[\(short(low)), \(short(high))]")
    case .step: parts.append("#\(datum?.index ?? 0)")
    case .point, nil: break
    }
    let text = parts.joined(separator: ", ")
    let whole = values.isEmpty ? text : text + ": " + values.map(short).joined(separator: ", ")
    return isOutside ? whole + " (\(word))" : whole
  }
}
