import App
import Glibc
import Plot
import TUI

// A program of nothing but the terminal layer: it shows what arrives, and goes wrong on request. The
// end-to-end tests drive it where the tutor itself offers no way to (a trap, a stack overflow).

var options = Terminal.Options()
options.crashNote = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : nil
options.program = "probe 1"
options.colour = getenv("NO_COLOR") == nil

func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : overflow(depth + 1) + depth }

func look(_ size: Size, last: String, count: Int) -> Surface {
  var surface = Surface(size: size)
  surface.write("probe 가나다 √2 [\(size.rows)x\(size.columns)]", row: 0, column: 0)
  surface.write("#\(count) \(last)", row: 1, column: 0)
  surface.write("dim", row: 2, column: 0, style: .dim)
  surface.write("bad", row: 2, column: 4, style: Style(.bad))
  surface.write("good", row: 2, column: 8, style: Style(.good, bold: true))
  surface.write("back", row: 2, column: 13, style: Style(reverse: true))
  surface.write("끝", row: size.rows - 1, column: size.columns - 2)
  return surface
}

func misbehave(_ letter: Character) {
  switch letter {
  case "F": fatalError("the probe was asked to fail")
  case "X":
    let empty: [Int] = CommandLine.arguments.filter { $0 == "\u{0}" }.map(\.count)
    print(empty[letter.utf8.count])
  case "O": exit(Int32(truncatingIfNeeded: overflow(1) & 1))
  case "T":
    Task.detached {
      Terminal.guardThread()
      fatalError("a worker was asked to fail")
    }
  case "A": abort()
  case "E": fputs("a word on standard error\n", standardError)
  case "Q": exit(3)
  default: break
  }
}

nonisolated(unsafe) let standardError = fdopen(2, "w")

do {
  var terminal = try Terminal(options)
  var last = "ready"
  var count = 0
  loop: while true {
    terminal.show(
      look(terminal.size, last: last, count: count),
      cursor: last == "character(\"i\")" ? (row: 1, column: 3) : nil)
    let event = terminal.nextEvent(deadline: nil)
    count += 1
    switch event {
    case .key(.character("q")): break loop
    case .key(.control("c")): exit(130)
    case .key(.control("z")):
      terminal.suspend()
      last = "resumed"
    case .stop:
      terminal.suspend(group: false)
      last = "resumed"
    case .key(.character("y")):
      terminal.copy("copied")
      last = "copied"
    case .key(let key):
      last = "\(key)"
      if case .character(let letter) = key { misbehave(letter) }
    case .end(let ending): exit(ending.exitStatus)
    default: last = "\(event)".split(separator: "\n").joined(separator: "|")
    }
  }
} catch {
  fputs("descent: terminal: \(error.message)\nfix: \(error.fix)\n", standardError)
  exit(69)
}
