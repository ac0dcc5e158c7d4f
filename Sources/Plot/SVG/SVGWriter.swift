/// The text of a picture while it is written. Rows and columns are those of a terminal of the same size, so that
/// words stand as they do there; lines and shapes stand where their data are.
struct SVGWriter {
  /// A cell in user units: the advance of the monospace font at this size.
  static let cell = (width: 8.0, height: 17.0)
  static let fontSize = 13.33

  let theme: SVGTheme
  let columns: Int
  let rows: Int
  private(set) var body = ""
  /// Below what is drawn now lies a heat map, from whose colours a rim keeps it apart.
  var isOnHeat = false

  init(columns: Int, rows: Int, theme: SVGTheme) {
    self.columns = columns
    self.rows = rows
    self.theme = theme
  }

  /// The whole document.
  func document(title: String, description: String) -> String {
    let width = Self.number(Double(columns) * Self.cell.width)
    let height = Self.number(Double(rows) * Self.cell.height)
    let family =
      "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK KR', monospace"
    let hint = description.isEmpty ? "" : "<desc>\(Self.escaped(description))</desc>\n"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="\(family)" font-size="\(Self.number(Self.fontSize))" role="img">
      <title>\(Self.escaped(title))</title>
      \(hint)<rect width="100%" height="100%" fill="\(theme.background)"/>
      \(body)</svg>

      """
  }

  mutating func add(_ element: String) {
    body += element
    body += "\n"
  }

  /// A number with at most two decimals; what is not finite is 0.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e7 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    var text = hundredths < 0 ? "-\(whole)" : "\(whole)"
    if rest > 0 {
      text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    }
    return text
  }

  /// A text that stands for itself in the document.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in Sanitizer.clean(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  // MARK: Words

  /// A text that starts at a cell. Words that stand two or more blanks apart keep their columns in any font.
  mutating func text(_ text: String, row: Int, column: Int, _ style: Style = .plain) {
    var start = column
    var used = column
    var word = ""
    var blanks = 0
    func flush(_ writer: inout SVGWriter) {
      if !word.isEmpty {
        writer.words(
          word, Double(start) * Self.cell.width, Self.baseline(row), style, anchor: "start")
      }
      word = ""
    }
    for cluster in TextWidth.clusters(in: text) {
      if cluster.scalars == [" "] {
        blanks += 1
      } else {
        if blanks >= 2 || word.isEmpty {
          flush(&self)
          start = used
        } else {
          word += String(repeating: " ", count: blanks)
        }
        blanks = 0
        word += cluster.text
      }
      used += cluster.columns
    }
    flush(&self)
  }

  mutating func text(_ text: StyledText, row: Int, column: Int) {
    var column = column
    for run in text.runs {
      self.text(run.text, row: row, column: column, run.style)
      column += TextWidth.columns(of: run.text)
    }
  }

  /// A text at a place in user units. `halo`: what lies below is kept away from the letters.
  mutating func words(
    _ text: String, _ x: Double, _ y: Double, _ style: Style, anchor: String, halo: Bool = false,
    size: Double? = nil
  ) {
    guard !text.isEmpty else { return }
    var attributes = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" fill=\"\(ink(style))\""
    if anchor != "start" { attributes += " text-anchor=\"\(anchor)\"" }
    if let size { attributes += " font-size=\"\(Self.number(size))\"" }
    if style.bold || style.ink == .heading { attributes += " font-weight=\"bold\"" }
    if style.underline { attributes += " text-decoration=\"underline\"" }
    if halo {
      attributes +=
        " paint-order=\"stroke\" stroke=\"\(theme.background)\" stroke-width=\"4\" stroke-linejoin=\"round\""
    }
    add("<text \(attributes)>\(Self.escaped(text))</text>")
  }

  func ink(_ style: Style) -> String { theme.colour(style.ink) }

  static func baseline(_ row: Int) -> Double { Double(row) * cell.height + 12.5 }

  // MARK: Shapes

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, width: Double = 1,
    dashes: String? = nil
  ) {
    add(
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\" stroke=\"\(colour)\" stroke-width=\"\(Self.number(width))\"\(dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "")/>"
    )
  }

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, _ more: String = ""
  ) {
    add(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" fill=\"\(fill)\"\(more)/>"
    )
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ attributes: String) {
    add(
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" \(attributes)/>"
    )
  }

  /// Joined places; nil breaks the line.
  mutating func polyline(
    _ places: [(x: Double, y: Double)?], _ colour: String, width: Double, dashes: String? = nil
  ) {
    var data = ""
    var isOpen = false
    var before = ""
    for place in places {
      guard let place else {
        isOpen = false
        continue
      }
      let next = "\(Self.number(place.x)) \(Self.number(place.y))"
      if isOpen, next == before { continue }
      data += (isOpen ? "L" : "M") + next
      before = next
      isOpen = true
    }
    guard !data.isEmpty else { return }
    add(
      "<path d=\"\(data)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\" stroke-linecap=\"round\"\(dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "")/>"
    )
  }

  /// A triangle with its tip at a place, pointing along a direction.
  mutating func head(_ x: Double, _ y: Double, _ dx: Double, _ dy: Double, _ colour: String) {
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let (u, v) = (dx / length * 7, dy / length * 7)
    let corners = [(x, y), (x - u - v / 2, y - v + u / 2), (x - u + v / 2, y - v - u / 2)]
    let points = corners.map { "\(Self.number($0.0)),\(Self.number($0.1))" }.joined(separator: " ")
    add("<polygon points=\"\(points)\" fill=\"\(colour)\"/>")
  }
}
