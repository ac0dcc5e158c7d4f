import Figures
import Plot

/// A figure as text over the screen: its Python, its sentence and table.
enum FigureTexts {
  static func python(_ player: Player, _ desk: Desk) -> Turn {
    do {
      let script = try player.figure.python(player.settings)
      let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        .map { StyledText(String($0)) }
      let differing = player.figure.controls.filter { player.settings[$0] != $0.initial }
      let arguments = differing.map { " --set '\($0.name)=\($0.print(player.settings[$0]))'" }
        .joined()
      let hint = StyledText("# descent code \(player.figure.id)\(arguments)", .dim)
      return .go(
        .overlay(Overlay(title: "Python", lines: [hint, StyledText()] + lines, keepsLines: true)))
    } catch let error as ControlError {
      return .go(
        .overlay(
          Overlay(
            title: "Python",
            lines: [
              StyledText(error.says[desk.language], Style(.bad)),
              StyledText(error.mend[desk.language]),
            ])))
    } catch {
      return .stay
    }
  }

  static func twin(_ player: Player, _ desk: Desk) -> Turn {
    guard let film = player.film else { return .stay }
    let twin = film.twin(player.frame, desk.language)
    var lines = [StyledText(twin.sentence), StyledText()]
    if let table = twin.table { lines += TableText.lines(table) }
    return .go(.overlay(Overlay(title: player.figure.title[desk.language], lines: lines)))
  }
}

/// A small table as lines of text.
package enum TableText {
  package static func lines(_ table: TextTable) -> [StyledText] {
    let rows = [table.header] + table.rows
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.enumerated().map { index, row in
      let cells = row.enumerated().map { TextWidth.pad($0.element, to: widths[$0.offset], .right) }
      let isCurrent = table.current == index - 1
      return StyledText(
        cells.joined(separator: "  "),
        index == 0 ? .strong : Style(bold: isCurrent, reverse: isCurrent))
    }
  }
}
