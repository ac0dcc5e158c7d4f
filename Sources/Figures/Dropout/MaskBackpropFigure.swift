import Core
import Plot

extension Figure {
  /// Curriculum D4: gradients sent back through the mask, and which weights move.
  package static let maskBackprop: Figure = {
    let target = Control.real(
      "target", "target", "목표값", -20...40, notch: 5, initial: 10, allowed: -1e6...1e6)
    let rate = Control.real(
      "eta", "learning rate", "학습률", 0.01...0.1, notch: 0.01, initial: 0.01, allowed: 0...1e6)
    let controls = [
      HandNetwork.mask, target, rate, HandNetwork.scheme, HandNetwork.inputRate,
      HandNetwork.hiddenRate,
    ]
    return Figure(
      id: "mask-backprop", title: Words(en: "Gradients through a mask", ko: "마스크를 거치는 역전파"),
      controls: controls,
      run: { settings in
        let masks = try HandNetwork.masks(settings)
        let run = try checked {
          try DropoutPass(
            HandNetwork.network, x: HandNetwork.x, inputMask: masks.input, hiddenMask: masks.hidden,
            scaling: .init(rawValue: settings[HandNetwork.scheme].text) ?? .classic,
            inputRate: settings[HandNetwork.inputRate].number,
            hiddenRate: settings[HandNetwork.hiddenRate].number, target: settings[target].number,
            rate: settings[rate].number)
        }
        return backprop(run).film.beside(
          .dropoutBackward,
          lit: { [[], [], [], [1], [3], [4], [4], [3], [5], []][min(max($0, 0), 9)] })
      },
      python: {
        Python.script(
          $0, controls,
          """
          phase = "train"
          \(HandNetwork.python)
          error = y - target
          dw2 = [error * v for v in hidden]
          dh = scaled([error * w for w in w2], mask[2:], p_hidden)
          dz = [d if v > 0 else 0.0 for d, v in zip(dh, z)]
          dW1 = [[d * v for v in masked] for d in dz]


          def moved(weights, gradient):
              return [w - eta * g for w, g in zip(weights, gradient)]


          V1, c1 = [moved(w, d) for w, d in zip(W1, dW1)], moved(b1, dz)
          v2, c2 = moved(w2, dw2), b2 - eta * error
          fresh = [max(product(row, masked) + b, 0.0) for row, b in zip(V1, c1)]
          again = product(v2, scaled(fresh, mask[2:], p_hidden)) + c2
          for k in range(10):
              show(
                  k, masked, hidden if k > 0 else None, [y, 0.5 * error * error] if k > 1 else None,
                  error if k > 2 else None, dw2 if k > 3 else None, dh if k > 4 else None,
                  dz if k > 5 else None, dW1 if k > 6 else None,
                  [*np.ravel(V1), *c1, *v2, c2] if k > 7 else None,
                  [again, 0.5 * (again - target) * (again - target)] if k > 8 else None,
              )
          """)
      })
  }()

  private static func backprop(_ run: DropoutPass) -> Story {
    // Forward a frame a layer, then backward number by number.
    let all = Array(run)
    let steps = all.filter {
      switch $0.stage {
      case .input, .sum, .activation: false
      default: true
      }
    }
    let short = HandNetwork.short
    let net = run.network
    let target = run.target ?? 0
    let end = steps[steps.count - 1]
    let (y, error) = (end.y ?? .nan, end.error ?? .nan)
    let new = end.updated ?? net
    let again = end.again ?? .nan
    @Sendable func loss(_ y: Double) -> Double { 0.5 * (y - target) * (y - target) }
    let dW1 = end.weightGradient
    let moved =
      dW1.joined().count { $0 != 0 && run.rate != 0 }
      + end.outputGradient.count { $0 != 0 && run.rate != 0 }
    func norm(_ values: [Double]) -> Double {
      run.rate * values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let norms = dW1.map(norm) + [norm(end.outputGradient)]
    let top = max(norms.filter(\.isFinite).max() ?? 0, 1e-9) * 1.25
    let widths = [
      HandNetwork.width(steps.map(\.masked)),
      HandNetwork.width(steps.flatMap { [$0.hidden, $0.hiddenGradient, $0.sumGradient] }),
      HandNetwork.width([[y, error, again]]),
    ]
    let cause = (0..<3).map { unit -> Words in
      run.hiddenMask[unit]
        ? end.z[unit] > 0 ? Words(en: "learns", ko: "배움") : Words(en: "dead ReLU", ko: "ReLU가 0")
        : Words(en: "dropped", ko: "꺼짐")
    }
    return Story(
      title: Words(
        en: "Backward, mask \(HandNetwork.digits(run.inputMask + run.hiddenMask))",
        ko: "역전파, 마스크 \(HandNetwork.digits(run.inputMask + run.hiddenMask))"),
      frames: steps.count,
      reason: Reason(
        code: "computed",
        values: .object([("moved", .int(moved)), ("loss", .number(loss(again)))]),
        text: Words(
          en:
            "\(moved) of 9 weights moved; the loss went from \(short(loss(y))) to \(short(loss(again)))",
          ko:
            "가중치 9개 중 \(moved)개가 움직였고 손실은 \(short(loss(y)))에서 \(Josa.subject(short(loss(again)))) 되었다"
        )),
      step: { k in
        let step = steps[k]
        let new = step.updated
        let (lossBefore, lossAfter) = (step.y.map(loss), step.again.map(loss))
        let forward: [(String, JSON)] = [
          ("k", .int(k)), ("masked", .known(step.masked)), ("hidden", .known(step.hidden)),
          ("y", .optional(step.y)), ("loss", .optional(lossBefore)),
        ]
        let backward: [(String, JSON)] = [
          ("error", .optional(step.error)), ("dw2", .known(step.outputGradient)),
          ("dh", .known(step.hiddenGradient)), ("dz", .known(step.sumGradient)),
          ("dW1", step.weightGradient.isEmpty ? .null : .rows(step.weightGradient)),
        ]
        let after: [(String, JSON)] = [
          ("W1", new.map { .rows($0.weights) } ?? .null), ("b1", .known(new?.biases ?? [])),
          ("w2", .known(new?.outputWeights ?? [])), ("b2", .optional(new?.outputBias)),
          ("again", .optional(step.again)), ("loss_again", .optional(lossAfter)),
        ]
        return .object((forward + backward + after).map { (key: $0.0, value: $0.1) })
      },
      result: .object([
        ("moved", .int(moved)), ("loss", .number(loss(y))), ("loss_again", .number(loss(again))),
      ]),
      readout: { k, language in
        let step = steps[k]
        let now =
          switch step.stage {
          case .inputMask: "x*r0 = \(HandNetwork.vector(step.masked))"
          case .hiddenMask: "h*r1 = \(HandNetwork.vector(step.hidden))"
          case .output: "y = \(short(y))  L = \(short(loss(y)))"
          case .error: "dL/dy = \(short(error))"
          case .outputGradient: "dL/dw2 = \(HandNetwork.vector(step.outputGradient))"
          case .hiddenGradient: "dL/dh = \(HandNetwork.vector(step.hiddenGradient))"
          case .sumGradient: "dL/dz = \(HandNetwork.vector(step.sumGradient))"
          case .weightGradient:
            "dL/dW1 = \(step.weightGradient.map { HandNetwork.vector($0) }.joined(separator: " "))"
          case .update: "w2 = \(HandNetwork.vector(new.outputWeights))"
          default: "y = \(short(again))  L = \(short(loss(again)))"
          }
        return language.place(k, of: steps.count - 1, .step) + "   " + now
      },
      body: { k, language, guess in
        let side = Chart(
          x: Axis("", 0.4...4.6, ticks: .labelled([1, 2, 3, 4], HandNetwork.names(3) + ["y"])),
          y: Axis(language("change of its weights", "들어오는 가중치의 변화"), 0...top),
          marks: bars(norms, steps[k]))
        var lines = (0..<3).map { unit in
          StyledText(
            "h\(unit + 1) \(cause[unit][language])",
            cause[unit].en == "learns" ? Style(.good, bold: true) : .dim)
        }
        if let number = guess?.number {
          lines.insert(StyledText("? \(short(number))", Style(.warn, bold: true)), at: 0)
        }
        return .beside(
          backDiagram(steps[k], run, new, widths),
          .stacked(.chart(side), .text(lines), minimum: Size(rows: 3, columns: 22)), share: 1.9,
          minimum: Size(rows: 6, columns: 34), sideMinimum: Size(rows: 4, columns: 24))
      },
      look: { k, language in
        let step = steps[k]
        switch step.stage {
        case .inputMask, .hiddenMask, .output:
          return language(
            "forward first: the masks are kept for the way back.", "먼저 전방 계산을 한다. 마스크는 역전파에서 다시 쓴다."
          )
        case .error:
          return language(
            "the way back begins with dL/dy = y - t = \(short(y)) - \(short(target)) = \(short(error)).",
            "dL/dy = y - t = \(short(y)) - \(short(target)) = \(Josa.subject(short(error))) 거꾸로 출발한다."
          )
        case .outputGradient:
          return language(
            "each entry of w2 learns in proportion to the masked activation it multiplied.",
            "w2의 각 성분은 자기가 곱한 (마스크된) 활성값에 비례해 배운다.")
        case .hiddenGradient:
          return language(
            "the same mask on the way back: dropped units receive nothing.",
            "되돌아올 때도 같은 마스크다. 꺼진 노드에는 아무것도 오지 않는다.")
        case .sumGradient:
          return language(
            "where z <= 0 the ReLU lets nothing through: another cause, the same effect.",
            "z <= 0이면 ReLU가 막는다. 이유는 달라도 결과는 같다.")
        case .weightGradient, .update:
          return language(
            "\(moved) of the 9 weights move; all others keep their values in this step.",
            "가중치 9개 중 \(moved)개만 움직이고 나머지는 이 걸음에서 그대로다.")
        default:
          let word = loss(again) < loss(y)
          return language(
            word
              ? "the same mask again: the loss falls from \(short(loss(y))) to \(short(loss(again)))."
              : "the same mask again: the loss does not fall (\(short(loss(y))) to \(short(loss(again)))).",
            word
              ? "같은 마스크로 다시 계산하면 손실이 \(short(loss(y)))에서 \(Josa.direction(short(loss(again)))) 준다."
              : "같은 마스크로 다시 계산해도 손실이 줄지 않는다 (\(short(loss(y)))에서 \(short(loss(again))).")
        }
      },
      header: { _ in ["k", "y", "dL/dh", "dL/dz", "dL/dw2"] },
      row: { k in
        let step = steps[k]
        return [
          "\(k)", (step.again ?? step.y).map(short) ?? ".",
          HandNetwork.vector(step.hiddenGradient, of: 3),
          HandNetwork.vector(step.sumGradient, of: 3),
          HandNetwork.vector(step.outputGradient, of: 3),
        ]
      }, turns: [3])
  }

  /// A bar for each unit that has learned something so far.
  private static func bars(_ norms: [Double], _ step: DropoutPass.Step) -> [Mark] {
    norms.enumerated().compactMap { index, height in
      let isKnown = index < 3 ? !step.weightGradient.isEmpty : !step.outputGradient.isEmpty
      guard isKnown, height.isFinite else { return nil }
      let middle = Double(index + 1)
      return .bars(
        edges: [middle - 0.33, middle + 0.33], heights: [height],
        Style(index < 3 ? .first : .second))
    }
  }

  /// Nodes hold activations on the way forward and slopes on the way back, edges weights and then their slopes.
  private static func backDiagram(
    _ step: DropoutPass.Step, _ run: DropoutPass, _ new: DropoutPass.Network,
    _ widths: [Int]
  ) -> Pane {
    let short = HandNetwork.short
    let net = run.network
    let isNew = step.updated != nil
    let hidden =
      !step.sumGradient.isEmpty && !isNew
      ? step.sumGradient
      : !step.hiddenGradient.isEmpty && !isNew ? step.hiddenGradient : step.hidden
    let output = isNew ? step.again ?? step.y : step.error ?? step.y
    var lit: [[Int]] = [[], [], []]
    switch step.stage {
    case .inputMask: lit[0] = [0, 1]
    case .hiddenMask: lit[1] = [0, 1, 2]
    case .hiddenGradient, .sumGradient: lit[1] = hidden.indices.filter { hidden[$0] != 0 }
    case .output, .error, .again: lit[2] = [0]
    default: break
    }
    let names = [
      "x*r0",
      isNew || step.hiddenGradient.isEmpty
        ? "h*r1" : step.sumGradient.isEmpty ? "dL/dh" : "dL/dz",
      isNew || step.error == nil ? "y" : "dL/dy",
    ]
    let middle = (0..<3).map { $0 < hidden.count ? short(hidden[$0]) : "" }
    return HandNetwork.diagram(
      names: names, kept: [run.inputMask, run.hiddenMask, [true]],
      values: [step.masked.map(short), middle, [output.map(short) ?? ""]], widths: widths, lit: lit
    ) { layer, from, to in
      let slope: Double? =
        layer == 0
        ? step.weightGradient.isEmpty ? nil : step.weightGradient[to][from]
        : step.outputGradient.isEmpty ? nil : step.outputGradient[from]
      let isOn = run.hiddenMask[layer == 0 ? to : from] && (layer == 1 || run.inputMask[from])
      if isNew {
        let weight = layer == 0 ? new.weights[to][from] : new.outputWeights[from]
        let before = layer == 0 ? net.weights[to][from] : net.outputWeights[from]
        return (short(weight), weight != before)
      }
      if let slope { return (short(slope), slope != 0) }
      let weight = layer == 0 ? net.weights[to][from] : net.outputWeights[from]
      return isOn ? (short(weight), false) : nil
    }
  }
}
