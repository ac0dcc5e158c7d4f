/// The colours of a picture, as `#rrggbb`.
///
/// Categories are Okabe and Ito's (2008), told apart with the common kinds of colour blindness; here they are a little
/// darker on white and lighter on black, so that thin lines stand out.
package struct SVGTheme: Equatable, Sendable {
  package var background: String
  package var text: String
  package var dim: String
  package var faint: String
  private var inks: [String]

  package static let light = SVGTheme(
    background: "#ffffff", text: "#1f2328", dim: "#636c76", faint: "#d1d9e0",
    inks: ["#0072b2", "#00805d", "#c44f00", "#9a6b00", "#0072b2", "#c27c00", "#00805d", "#a6537f"])
  package static let dark = SVGTheme(
    background: "#0d1117", text: "#e6edf3", dim: "#9198a1", faint: "#30363d",
    inks: ["#56b4e9", "#2bbf95", "#f0803c", "#f0e442", "#56b4e9", "#e69f00", "#2bbf95", "#d794b8"])

  private init(
    background: String, text: String, dim: String, faint: String, inks: [String]
  ) {
    self.background = background
    self.text = text
    self.dim = dim
    self.faint = faint
    self.inks = inks
  }

  package func colour(_ ink: Ink) -> String {
    switch ink {
    case .plain, .heading: text
    case .dim: dim
    case .accent: inks[0]
    case .good: inks[1]
    case .bad: inks[2]
    case .warn: inks[3]
    case .first: inks[4]
    case .second: inks[5]
    case .third: inks[6]
    case .fourth: inks[7]
    }
  }

  func colour(_ shade: Shade) -> String {
    let rgb = shade.map.rgb(shade.level)
    let digits = Array("0123456789abcdef")
    var text = "#"
    for shift in stride(from: 20, through: 0, by: -4) { text.append(digits[rgb >> shift & 15]) }
    return text
  }
}
