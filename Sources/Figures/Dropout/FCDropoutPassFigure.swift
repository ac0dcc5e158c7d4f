import Core
import Plot

extension Figure {
  /// Curriculum D3: a dropout pass through the net 2–3–1, one number after the other.
  package static let fcDropoutPass: Figure = {
    let phase = Control.choice(
      "phase", "phase", "단계",
      [
        ("train", "training", "훈련"),
        ("test", "test", "테스트"),
      ])
    let controls = [
      HandNetwork.mask, phase, HandNetwork.scheme, HandNetwork.inputRate, HandNetwork.hiddenRate,
    ]
    return Figure(
      id: "fc-dropout-pass", title: Words(en: "A dropout pass by hand", ko: "드롭아웃 전방 계산"),
      controls: controls,
      run: { settings in
        let masks = try HandNetwork.masks(settings)
        let run = try checked {
          try DropoutPass(
            HandNetwork.network, x: HandNetwork.x, inputMask: masks.input, hiddenMask: masks.hidden,
            phase: .init(rawValue: settings[phase].text) ?? .train,
            scaling: .init(rawValue: settings[HandNetwork.scheme].text) ?? .classic,
            inputRate: settings[HandNetwork.inputRate].number,
            hiddenRate: settings[HandNetwork.hiddenRate].number)
        }
        return pass(run).film.beside(
          run.phase == .train ? .dropoutTraining : .prediction,
          lit: { k in
            guard run.phase == .train else {
              let isScaling = k == 1 || k == 6
              return isScaling ? (run.scaling == .classic ? [2] : [3]) : [4]
            }
            return [[1], [2, 3], [4], [4], [4], [5], [2, 3], [4]][min(max(k, 0), 7)]
          })
      },
      python: {
        Python.script(
          $0, controls,
          """
          \(HandNetwork.python)
          for k in range(8):
              show(
                  k, x, masked if k > 0 else None, z[: max(0, min(k - 1, 3))], h if k > 4 else None,
                  hidden if k > 5 else None, y if k > 6 else None,
              )
          """)
      })
  }()

  private static func pass(_ run: DropoutPass) -> Story {
    let steps = Array(run)
    let (net, isTraining) = (run.network, run.phase == .train)
    let factors = FactorNames(run)
    let title = Words(
      en: "Dropout, \(isTraining ? "training" : "test"), \(run.scaling.rawValue)",
      ko: "드롭아웃 \(isTraining ? "훈련" : "테스트"), \(run.scaling == .classic ? "고전 방식" : "역드롭아웃")")
    let y = steps.last?.y ?? .nan
    let short = HandNetwork.short
    let widths = [
      HandNetwork.width([run.x] + steps.map(\.masked)),
      HandNetwork.width(steps.flatMap { [$0.z, $0.h, $0.hidden] }), HandNetwork.width([[y]]),
    ]
    @Sendable func row(_ step: DropoutPass.Step) -> [String] {
      [
        "\(step.index)", HandNetwork.vector(step.masked, of: 2), HandNetwork.vector(step.z, of: 3),
        HandNetwork.vector(step.hidden, of: 3), step.y.map(short) ?? ".",
      ]
    }
    return Story(
      title: title, frames: steps.count,
      reason: Reason(
        code: "computed", values: .object([("y", .number(y))]),
        text: Words(en: "the pass ends with y = \(short(y))", ko: "전방 계산의 결과는 y = \(short(y))이다")),
      step: { k in
        let step = steps[k]
        return .object([
          ("k", .int(k)), ("x", .numbers(run.x)),
          ("masked", .known(step.masked)),
          ("z", .numbers(step.z)), ("h", .known(step.h)),
          ("hidden", .known(step.hidden)),
          ("y", .optional(step.y)),
        ])
      },
      result: .object([("y", .number(y))]),
      readout: { k, language in
        let step = steps[k]
        let now =
          switch step.stage {
          case .input: "x = \(HandNetwork.vector(run.x))"
          case .inputMask: "\(factors.input) = \(HandNetwork.vector(step.masked))"
          case .sum: "z = \(HandNetwork.vector(step.z, of: 3))"
          case .activation: "h = \(HandNetwork.vector(step.h))"
          case .hiddenMask: "\(factors.hidden) = \(HandNetwork.vector(step.hidden))"
          default: "y = \(short(y))"
          }
        return language.place(k, of: steps.count - 1, .step) + "   " + now
      },
      body: { k, language, guess in
        let step = steps[k]
        let isMasked = isTraining && k > 0
        let isThinned = isTraining && !step.hidden.isEmpty
        let kept = [
          isMasked ? run.inputMask : [true, true], isThinned ? run.hiddenMask : [true, true, true],
          [true],
        ]
        let inputs = step.masked.isEmpty ? run.x : step.masked
        let middle = !step.hidden.isEmpty ? step.hidden : !step.h.isEmpty ? step.h : step.z
        var lit: [[Int]] = [[], [], []]
        switch step.stage {
        case .input, .inputMask: lit[0] = [0, 1]
        case .sum(let unit): lit[1] = [unit]
        case .activation, .hiddenMask: lit[1] = [0, 1, 2]
        default: lit[2] = [0]
        }
        let output = guess?.number.map { "y  ? \(short($0))" } ?? "y"
        let names = [
          step.masked.isEmpty ? "x" : factors.input,
          !step.hidden.isEmpty ? factors.hidden : !step.h.isEmpty ? "h = relu(z)" : "z", output,
        ]
        let net = HandNetwork.diagram(
          names: names, kept: kept,
          values: [
            inputs.map(short), (0..<3).map { $0 < middle.count ? short(middle[$0]) : "" },
            [
              step.y.map(short) ?? ""
            ],
          ], widths: widths, lit: lit
        ) { layer, from, to in
          guard kept[layer][from], kept[layer + 1][to] else { return nil }
          let isNow = layer == 0 ? step.stage == .sum(to) : step.stage == .output
          return (short(layer == 0 ? net.weights[to][from] : net.outputWeights[from]), isNow)
        }
        return .beside(net, .table(track(step, run, factors)), minimum: Size(rows: 6, columns: 34))
      },
      look: { k, language in
        let step = steps[k]
        switch step.stage {
        case .input:
          return language(
            "two inputs arrive: x = \(HandNetwork.vector(run.x)).",
            "입력 둘이 들어온다: x = \(HandNetwork.vector(run.x)).")
        case .inputMask: return factors.inputSentence(step.masked)[language]
        case .sum(let unit):
          let text = HandNetwork.sum(
            net.weights[unit], step.masked, net.biases[unit], step.z[unit])
          return language(
            "unit \(unit + 1): z\(unit + 1) = \(text); the bias is never dropped.",
            "z\(unit + 1) = \(text). 편향은 꺼지지 않는다.")
        case .activation:
          return language(
            "ReLU turns negative sums into 0; what it silenced, a mask cannot silence again.",
            "ReLU는 음수를 0으로 바꾼다. 이미 0인 노드는 마스크로 꺼도 달라지지 않는다.")
        case .hiddenMask: return factors.hiddenSentence(step.hidden)[language]
        default:
          let text = HandNetwork.sum(net.outputWeights, step.hidden, net.outputBias, y)
          return language("the output: y = \(text).", "출력: y = \(text).")
        }
      },
      header: { _ in ["k", factors.input, "z", factors.hidden, "y"] }, row: { row(steps[$0]) })
  }

  /// Every vector of the pass with its values so far, the one of the moment lit.
  private static func track(_ step: DropoutPass.Step, _ run: DropoutPass, _ factors: FactorNames)
    -> TextTable
  {
    let isTraining = run.phase == .train
    var rows: [(name: String, text: String, isNow: Bool)] = [
      ("x", HandNetwork.vector(run.x), step.stage == .input)
    ]
    if isTraining { rows.append(("r0", HandNetwork.bits(run.inputMask), false)) }
    rows.append(
      (factors.input, HandNetwork.vector(step.masked, of: 2), step.stage == .inputMask))
    rows.append(("b1", HandNetwork.vector(run.network.biases), false))
    rows.append(("z", HandNetwork.vector(step.z, of: 3), (2...4).contains(step.index)))
    rows.append(("h", HandNetwork.vector(step.h, of: 3), step.stage == .activation))
    if isTraining { rows.append(("r1", HandNetwork.bits(run.hiddenMask), false)) }
    rows.append(
      (factors.hidden, HandNetwork.vector(step.hidden, of: 3), step.stage == .hiddenMask))
    rows.append(("y", "= " + (step.y.map(HandNetwork.short) ?? "."), step.stage == .output))
    return TextTable(
      header: [], rows: rows.map { [$0.name, $0.text] }, current: rows.firstIndex { $0.isNow })
  }
}

/// What a masked layer is called and what happens to it, by phase and scheme: `x*r`, `x*r/0.8`, `x*0.8`, `x`.
private struct FactorNames: Sendable {
  let input: String
  let hidden: String
  private let run: DropoutPass

  init(_ run: DropoutPass) {
    self.run = run
    func name(_ letter: String, _ mask: String, _ rate: Double) -> String {
      let keep = HandNetwork.short(1 - rate)
      return switch (run.phase, run.scaling) {
      case (.train, .classic): "\(letter)*\(mask)"
      case (.train, .inverted): "\(letter)*\(mask)/\(keep)"
      case (.test, .classic): "\(letter)*\(keep)"
      case (.test, .inverted): "\(letter), all on"
      }
    }
    input = name("x", "r0", run.inputRate)
    hidden = name("h", "r1", run.hiddenRate)
  }

  func inputSentence(_ values: [Double]) -> Words {
    let text = "\(input) = \(HandNetwork.vector(values))"
    guard run.phase == .train else { return test(text, run.inputRate) }
    guard run.inputMask.contains(true) else {
      return Words(
        en: "all inputs are dropped: only the biases are left.", ko: "입력이 모두 꺼져 편향만 남는다.")
    }
    return Words(
      en: "the mask multiplies the inputs: \(text).", ko: "마스크를 입력에 곱한다: \(text).")
  }

  func hiddenSentence(_ values: [Double]) -> Words {
    let text = "\(hidden) = \(HandNetwork.vector(values))"
    guard run.phase == .train else { return test(text, run.hiddenRate) }
    guard run.hiddenMask.contains(true) else {
      return Words(
        en: "the whole hidden layer is gone: y is the bias.", ko: "은닉층이 통째로 꺼져 y는 편향뿐이다.")
    }
    return Words(
      en: "after the activation the mask acts on the unit's output: \(text).",
      ko: "마스크는 활성 함수를 지난 출력에 곱한다: \(text).")
  }

  private func test(_ text: String, _ rate: Double) -> Words {
    let keep = HandNetwork.short(1 - rate)
    return run.scaling == .classic
      ? Words(
        en: "at test all units are on, times k = \(keep): \(text).",
        ko: "테스트에서는 모두 켜고 k = \(Josa.object(keep)) 곱한다: \(text).")
      : Words(
        en: "at test nothing is masked or scaled: training has divided by k.",
        ko: "훈련에서 k로 나누었으므로 테스트에서는 그대로 쓴다.")
  }
}
