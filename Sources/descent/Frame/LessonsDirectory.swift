import Figures

/// Where the lessons lie.
enum LessonsDirectory {
  /// As `--lessons` says, else `DESCENT_LESSONS`, else beside the installed program, else in the source tree that the
  /// program was built in.
  /// - Throws: `Failure` 66 if there are none.
  static func find(_ option: String?) throws -> String {
    if let named = option ?? Surroundings.variable("DESCENT_LESSONS") { return named }
    if let installed { return installed }
    throw Failure(
      .missing, "lessons",
      Words(en: "the lessons are not found beside the program", ko: "프로그램 옆에 강의가 없다"),
      fix: Words(en: "say where they are: --lessons DIR", ko: "있는 곳을 알려라: --lessons DIR"))
  }

  /// The lessons that came with the program.
  static var installed: String? {
    guard let executable = Surroundings.executable else { return nil }
    var directory = parent(of: executable)
    let shared = parent(of: directory) + "/share/descent/lessons"
    if holdsPack(shared) { return shared }
    while !directory.isEmpty {
      if holdsPack(directory + "/lessons") { return directory + "/lessons" }
      directory = parent(of: directory)
    }
    return nil
  }

  private static func holdsPack(_ directory: String) -> Bool {
    Surroundings.isFile(directory + "/pack.yaml")
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
