import Lessons

/// All that `descent check` finds.
enum PackCheck {
  static func findings(_ directory: String) -> [Diagnostic] {
    do {
      let pack = try Pack.open(directory, catalogue: .standard)
      var findings: [Diagnostic] = []
      for entry in pack.modules.flatMap(\.pages) {
        do throws(PackError) {
          _ = try pack.page(entry.id)
        } catch {
          findings += error.diagnostics
        }
      }
      return findings
    } catch {
      return error.diagnostics
    }
  }
}
