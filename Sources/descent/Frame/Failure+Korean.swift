import Figures
import Store
import TUI

// What rooms that know no languages say, in both.

extension TerminalError {
  var words: Words {
    let korean =
      switch self {
      case .noTerminal: "표준 입력이나 표준 출력이 터미널이 아니다"
      case .termUnset: "TERM이 정해지지 않아 이 터미널에 그리는 법을 모른다"
      case .termUnknown: "TERM이 가리키는 터미널을 여기서는 모른다"
      case .noAddressing: "이 터미널은 커서를 옮기지 못한다"
      case .refused: "터미널을 열지 못했다"
      }
    return Words(en: message, ko: korean)
  }

  var mend: Words {
    let korean =
      switch self {
      case .noTerminal: "터미널에서 시작하거나 'descent render'와 'descent list'를 써라"
      case .termUnset, .termUnknown, .noAddressing:
        "TERM을 터미널에 맞게 정하라(예: TERM=xterm-256color)"
      case .refused: "다른 터미널이나 'descent --plain'을 써 보라"
      }
    return Words(en: fix, ko: korean)
  }
}

extension Notice {
  var words: (place: String, what: Words, fix: Words) {
    let english = lines
    switch self {
    case .notSaving(let path, let why):
      return (
        path ?? english.place,
        Words(en: english.what, ko: "진도를 저장할 수 없다: \(Self.korean(why))"),
        Words(
          en: english.fix,
          ko: path == nil
            ? "HOME이나 XDG_DATA_HOME을 쓸 수 있는 디렉터리로 정하라"
            : "자리를 마련하거나 쓰기 권한을 주어라. 답할 때마다 다시 저장해 본다")
      )
    case .putAside(_, let to, let why, let salvaged):
      let rows = salvaged == 0 ? "읽을 수 있는 답은 없었다" : "답 \(salvaged)개를 되살렸다"
      return (
        english.place,
        Words(en: english.what, ko: "파일이 망가져(\(Self.korean(why))) 옆으로 치웠다. \(rows)"),
        Words(en: english.fix, ko: "따로 할 일은 없다. 옛 파일은 \(to)이다")
      )
    }
  }

  /// The store's own words; what the system says stays as it is.
  private static func korean(_ why: String) -> String {
    [
      "SQLite says that it is corrupt": "SQLite가 손상되었다고 한다",
      "it is not an SQLite database": "SQLite 데이터베이스가 아니다",
      "another program keeps it busy": "다른 프로그램이 쓰고 있다",
      "the disk is full": "디스크가 가득 찼다",
      "it is read-only": "읽기 전용이다",
      "it cannot be opened": "열 수 없다",
      "reading or writing it failed": "읽거나 쓰지 못했다",
    ][why] ?? why
  }
}

extension Preference {
  var koreanAllowed: String {
    switch self {
    case .examDate: "2026-12-24 같은 날짜나 none"
    case .examMinutes: "1부터 1440까지의 하루 공부 시간(분)"
    case .retention: "0.7부터 0.99까지의 수"
    default: allowed.split(separator: " or ").joined(separator: " 또는 ")
    }
  }
}
