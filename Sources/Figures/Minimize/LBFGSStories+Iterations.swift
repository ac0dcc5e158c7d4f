import Core
import Plot

/// How many iterations each memory needs.
extension LBFGSStories {
  static func iterations(
    _ problem: LBFGSProblem, _ runs: [(memory: Int?, run: Minimizer)]
  ) throws -> Story {
    let ends = try runs.map { each -> (memory: Int?, last: Minimizer.Step) in
      (each.memory, try Recording(each.run, capacity: 2).last)
    }
    let names = ends.map { $0.memory.map { "\($0)" } ?? "BFGS" }
    let counts = ends.map(\.last.index)
    let top = Double(max(10, counts.max() ?? 10))
    return Story(
      title: Words(
        en: "Iterations against memory, \(problem.name.en)", ko: "기억과 반복 횟수, \(problem.name.ko)"),
      frames: ends.count,
      reason: Reason(
        code: "compared", values: .object(zip(names, counts).map { ($0, .int($1)) }),
        text: Words(
          en: "iterations: " + zip(names, counts).map { "\($0): \($1)" }.joined(separator: ", "),
          ko: "반복 횟수: " + zip(names, counts).map { "\($0): \($1)" }.joined(separator: ", "))),
      step: { k in
        .object([
          ("k", .int(k)), ("m", .int(ends[k].memory ?? 0)), ("iterations", .int(counts[k])),
        ])
      },
      result: .object(zip(names, counts).map { ($0, .int($1)) }),
      readout: { k, language in
        (ends[k].memory == nil ? "BFGS" : "m = \(names[k])")
          + "   " + language("iterations \(counts[k])", "반복 \(counts[k])")
      },
      body: { k, language, guess in
        var marks: [Mark] = []
        for index in 0...k {
          let middle = Double(index)
          marks.append(
            .bars(
              edges: [middle - 0.33, middle + 0.33], heights: [Double(counts[index])],
              Style(index == k ? .accent : .first)))
          marks.append(
            .label(
              Point(middle, Double(counts[index]) + top * 0.12), NumberText.grouped(counts[index]),
              Style(bold: index == k), centred: true))
        }
        if let number = guess?.number { marks.append(.guess(Point(Double(k), number))) }
        return .chart(
          Chart(
            x: Axis.categories(names, name: language("stored pairs m", "저장하는 쌍 m")),
            y: Axis(language("iterations", "반복 횟수"), 0...top * 1.3), marks: marks))
      },
      look: { k, language in
        let step = ends[k].last
        if step.status != .converged {
          return language(
            "m = \(names[k]) does not get there: \(step.status.words.en) at \(counts[k]).",
            "m = \(Josa.topic(names[k])) 도달하지 못했다: \(counts[k])에서 \(step.status.words.ko).")
        }
        guard ends[k].memory == nil else {
          return language(
            "m = \(names[k]): \(NumberText.counted(counts[k], "iteration")).",
            "m = \(names[k]): 반복 \(counts[k])번.")
        }
        return language(
          "BFGS remembers everything: \(NumberText.counted(counts[k], "iteration")).",
          "BFGS는 모두 기억한다: 반복 \(counts[k])번.")
      },
      header: { ["m", $0("iterations", "반복 횟수")] }, row: { [names[$0], "\(counts[$0])"] })
  }
}
