import Core
import Plot

/// `training --input`: one loss with all its gradients, for a network, examples and masks of one's own.
///
/// `params` is a list of layers, each `{"W": [[…]], "b": […]}` with a row of W per unit, or `[W, b]`; an object
/// `{"W1", "b1", "W2", …}` is read too. `X` has a row per example, `labels` a class from 0 for each. `masks` are lists
/// of 0 and 1 per layer that may lose units: the input first, or the hidden layers alone; each a row per example, one
/// row for all of them, or null. With masks it is a training pass (scaled by `p-input`, `p-hidden` and `scaling`),
/// without it the test pass.
enum TrainingInput {
  static func form(_ controls: TrainingControls) -> InputForm {
    InputForm(["params", "X", "labels", "masks"]) { members, settings in
      try Reading(members, controls, settings).film
    }
  }

  private struct Reading {
    let network: Perceptron
    let parameters: [Double]
    let examples: Examples
    let dropout: DropoutRates
    let masks: [[Bool]?]?
    let weightDecay: Double
    let shape: Shape

    /// How the parameters were written; the gradients are written alike.
    enum Shape { case layers, pairs, names }

    init(
      _ members: [(key: String, value: JSON)], _ controls: TrainingControls, _ settings: Settings
    ) throws {
      func member(_ name: String) throws(InputError) -> JSON {
        guard let found = members.first(where: { $0.key == name })?.value else {
          throw InputError(
            name, Words(en: "'\(name)' is missing", ko: "\(Josa.subject("'\(name)'")) 빠져 있다"),
            mend: Words(
              en: "give params, X and labels together", ko: "params, X, labels를 함께 주어라"))
        }
        return found
      }
      let x = try Self.rows(member("X"), "X")
      guard let features = Matrix(x), features.rows >= 1, features.columns >= 1 else {
        throw InputError(
          "X", Words(en: "there is no example", ko: "예제가 없다"),
          mend: Words(en: "write a row of numbers per example", ko: "예제마다 수의 행을 하나씩 적어라"))
      }
      let (layers, shape) = try Self.layers(member("params"))
      self.shape = shape
      var widths = [features.columns]
      for (index, layer) in layers.enumerated() {
        let place = "params[\(index)]"
        guard layer.weights.columns == widths[index] else {
          throw InputError(
            "\(place).W",
            Words(
              en:
                "its rows have \(NumberText.counted(layer.weights.columns, "number")), but \(widths[index]) arrive there",
              ko: "행의 수는 \(layer.weights.columns)개인데 들어오는 값은 \(widths[index])개이다"),
            mend: Words(
              en: "write a row for each unit, with a number for each of its inputs",
              ko: "노드마다 한 행을, 행에는 입력마다 수를 하나씩 적어라"))
        }
        guard layer.bias.count == layer.weights.rows else {
          throw InputError(
            "\(place).b",
            Words(
              en:
                "it has \(NumberText.counted(layer.bias.count, "number")), but W has \(NumberText.counted(layer.weights.rows, "row"))",
              ko: "수는 \(layer.bias.count)개인데 W의 행은 \(layer.weights.rows)개이다"),
            mend: Words(en: "write a number for each unit", ko: "노드마다 수를 하나씩 적어라"))
        }
        widths.append(layer.weights.rows)
      }
      let activation = Activation(rawValue: settings[controls.activation].text) ?? .relu
      do throws(DomainError) {
        network = try Perceptron(widths: widths, activation: activation)
        dropout = try DropoutRates(
          input: settings[controls.inputRate].number, hidden: settings[controls.hiddenRate].number,
          scaling: DropoutScaling(rawValue: settings[controls.scaling].text) ?? .inverted,
          in: network)
      } catch {
        throw InputError(
          "params",
          Words(
            en: "\(error.name) cannot be \(error.value)",
            ko: "\(Josa.topic(error.name)) \(error.value)일 수 없다"),
          mend: Words(en: "make it \(error.allowed)", ko: error.mend.ko))
      }
      parameters = layers.flatMap { $0.weights.elements + $0.bias }
      let labels = try Self.numbers(member("labels"), "labels")
      let outputs = network.outputs
      let classes = labels.compactMap { Int(exactly: $0) }.filter {
        (0..<outputs).contains($0)
      }
      guard labels.count == features.rows, classes.count == labels.count else {
        throw InputError(
          "labels",
          labels.count == features.rows
            ? Words(en: "some are no classes of this network", ko: "이 신경망의 클래스가 아닌 것이 있다")
            : Words(
              en:
                "\(NumberText.counted(labels.count, "label")) for \(NumberText.counted(features.rows, "example"))",
              ko: "예제는 \(features.rows)개인데 레이블은 \(labels.count)개이다"),
          mend: Words(
            en: "write \(features.rows) classes, whole numbers from 0 to \(network.outputs - 1)",
            ko: "클래스 \(features.rows)개를 0부터 \(network.outputs - 1)까지의 정수로 적어라"))
      }
      examples = Examples(features, labels: classes)
      weightDecay = settings[controls.weightDecay].number
      if let given = members.first(where: { $0.key == "masks" })?.value, !given.isNull {
        masks = try Self.masks(given, of: network, rows: features.rows)
      } else {
        masks = nil
      }
    }

    // MARK: Reading

    private static func numbers(_ value: JSON, _ place: String) throws(InputError) -> [Double] {
      let numbers = value.elements?.compactMap(\.double).filter(\.isFinite) ?? []
      guard let count = value.elements?.count, count == numbers.count else {
        throw InputError(
          place, Words(en: "it is not a list of numbers", ko: "수의 목록이 아니다"),
          mend: Words(en: "write [1, 0.5, -2]", ko: "[1, 0.5, -2]처럼 적어라"))
      }
      return numbers
    }

    private static func rows(_ value: JSON, _ place: String) throws(InputError) -> [[Double]] {
      guard let elements = value.elements else {
        throw InputError(
          place, Words(en: "it is not a list of rows", ko: "행의 목록이 아니다"),
          mend: Words(en: "write [[1, 2], [3, 4]]", ko: "[[1, 2], [3, 4]]처럼 적어라"))
      }
      var rows: [[Double]] = []
      for (index, row) in elements.enumerated() {
        rows.append(try numbers(row, "\(place)[\(index)]"))
        guard rows[index].count == rows[0].count else {
          throw InputError(
            "\(place)[\(index)]",
            Words(
              en:
                "it has \(NumberText.counted(rows[index].count, "number")), the first row has \(rows[0].count)",
              ko: "수가 \(rows[index].count)개인데 첫 행은 \(rows[0].count)개이다"),
            mend: Words(en: "write rows of one length", ko: "행의 길이를 같게 하라"))
        }
      }
      return rows
    }

    private struct Layer {
      let weights: Matrix
      let bias: [Double]

      init(_ weights: JSON?, _ bias: JSON?, _ place: String) throws(InputError) {
        guard let weights, let bias else {
          throw InputError(
            place, Words(en: "it lacks W or b", ko: "W나 b가 없다"),
            mend: Words(
              en: "write {\"W\": [[1, 2]], \"b\": [0]} for each layer",
              ko: "층마다 {\"W\": [[1, 2]], \"b\": [0]}처럼 적어라"))
        }
        let rows = try rows(weights, place + ".W")
        guard let matrix = Matrix(rows), matrix.rows >= 1, matrix.columns >= 1 else {
          throw InputError(
            place + ".W", Words(en: "it has no numbers", ko: "수가 없다"),
            mend: Words(en: "write a row for each unit", ko: "노드마다 한 행을 적어라"))
        }
        self.weights = matrix
        self.bias = try numbers(bias, place + ".b")
      }
    }

    private static func layers(_ value: JSON) throws(InputError) -> ([Layer], Shape) {
      var layers: [Layer] = []
      var shape = Shape.layers
      if let elements = value.elements {
        for (index, element) in elements.enumerated() {
          let place = "params[\(index)]"
          if element.elements != nil {
            shape = .pairs
            layers.append(try Layer(element[0], element[1], place))
          } else {
            layers.append(try Layer(element["W"], element["b"], place))
          }
        }
      } else if value.members != nil {
        shape = .names
        while let weights = value["W\(layers.count + 1)"] {
          layers.append(
            try Layer(weights, value["b\(layers.count + 1)"], "params[\(layers.count)]"))
        }
      }
      guard !layers.isEmpty, layers.count <= 63 else {
        throw InputError(
          "params", Words(en: "it is not a list of layers", ko: "층의 목록이 아니다"),
          mend: Words(
            en: "write [{\"W\": [[1, 2]], \"b\": [0]}, ...], the first layer first",
            ko: "[{\"W\": [[1, 2]], \"b\": [0]}, ...]처럼 첫 층부터 적어라"))
      }
      return (layers, shape)
    }

    private static func masks(
      _ value: JSON, of network: Perceptron, rows: Int
    ) throws(InputError) -> [[Bool]?] {
      guard let given = value.elements,
        given.count == network.layers || given.count == network.layers - 1
      else {
        throw InputError(
          "masks", Words(en: "it does not fit the layers", ko: "층과 맞지 않는다"),
          mend: Words(
            en:
              "write \(network.layers) masks (the input first; null for none), or \(network.layers - 1) of the hidden layers",
            ko:
              "마스크를 \(network.layers)개(입력부터, 없으면 null) 또는 은닉층의 \(network.layers - 1)개를 적어라"))
      }
      // Hidden layers alone: nothing drops at the input.
      let all = given.count == network.layers ? given : [.null] + given
      var masks: [[Bool]?] = []
      for (layer, mask) in all.enumerated() {
        let place = "masks[\(layer - (all.count - given.count))]"
        guard !mask.isNull else {
          masks.append(nil)
          continue
        }
        let isShared = mask[0]?.elements == nil
        let lines = isShared ? [try numbers(mask, place)] : try Self.rows(mask, place)
        let width = network.widths[layer]
        guard lines.count == (isShared ? 1 : rows), lines.allSatisfy({ $0.count == width }),
          lines.joined().allSatisfy({ $0 == 0 || $0 == 1 })
        else {
          throw InputError(
            place,
            Words(
              en: "it does not fit a layer of \(width) units", ko: "노드가 \(width)개인 층과 맞지 않는다"),
            mend: Words(
              en: "write \(width) times 0 or 1, once for all examples or a row for each of \(rows)",
              ko: "0 또는 1을 \(width)개, 모든 예제에 한 번 또는 \(rows)개의 예제마다 한 행씩 적어라"))
        }
        let bits = lines.joined().map { $0 == 1 }
        masks.append(isShared ? (0..<rows).flatMap { _ in bits } : bits)
      }
      return masks
    }

    // MARK: The answer

    var film: Film {
      let answer = network.valueAndGradient(
        parameters, on: examples, dropout: dropout, masks: masks, weightDecay: weightDecay)
      let isFinite = answer.value.isFinite && answer.gradient.allSatisfy(\.isFinite)
      let members: [(key: String, value: JSON)] = [
        ("loss", .number(answer.value)), ("gradients", gradients(answer.gradient)),
      ]
      let title = Words(
        en: "Loss and gradients of one pass", ko: "한 번의 손실과 그레이디언트")
      let count = examples.count
      let story = Story(
        title: title, frames: 1, status: isFinite ? .done : .diverged,
        reason: Reason(
          code: isFinite ? "computed" : "not-finite",
          text: isFinite
            ? Words(en: "the loss and its gradients are computed", ko: "손실과 그레이디언트를 계산했다")
            : Words(en: "a number grew beyond all bounds", ko: "값이 유한하지 않다")),
        step: { _ in .object([("k", .int(0))] + members) }, result: .object(members),
        readout: { _, language in
          language("loss", "손실") + " \(NumberText.short(answer.value, digits: 6))"
        },
        body: { _, language, _ in .table(table(answer.gradient, language)) },
        look: { _, language in
          let pass =
            masks == nil
            ? language("the test pass", "테스트 단계")
            : language("a training pass through the given masks", "주어진 마스크를 지나는 훈련 단계")
          return language(
            "\(count) \(count == 1 ? "example" : "examples"), \(pass).", "예제 \(count)개, \(pass).")
        },
        header: { ["k", $0("loss", "손실")] },
        row: { _ in ["0", NumberText.short(answer.value, digits: 6)] })
      return story.film
    }

    private func gradients(_ gradient: [Double]) -> JSON {
      let layers = (0..<network.layers).map { layer -> (JSON, JSON) in
        let width = network.widths[layer]
        let weights = Array(gradient[network.weights(layer)])
        let rows = stride(from: 0, to: weights.count, by: width).map {
          Array(weights[$0..<$0 + width])
        }
        return (.rows(rows), .numbers(gradient[network.biases(layer)]))
      }
      switch shape {
      case .layers: return .array(layers.map { .object([("W", $0.0), ("b", $0.1)]) })
      case .pairs: return .array(layers.map { .array([$0.0, $0.1]) })
      case .names:
        return .object(
          layers.enumerated().flatMap { index, layer in
            [("W\(index + 1)", layer.0), ("b\(index + 1)", layer.1)]
          })
      }
    }

    private func table(_ gradient: [Double], _ language: Language) -> TextTable {
      func size(_ values: ArraySlice<Double>) -> String {
        NumberText.short(values.map { $0 * $0 }.reduce(0, +).squareRoot())
      }
      return TextTable(
        header: [language("layer", "층"), language("units", "노드"), "|dW|", "|db|"],
        rows: (0..<network.layers).map {
          [
            "\($0 + 1)", "\(network.widths[$0 + 1])", size(gradient[network.weights($0)]),
            size(gradient[network.biases($0)]),
          ]
        })
    }
  }
}
