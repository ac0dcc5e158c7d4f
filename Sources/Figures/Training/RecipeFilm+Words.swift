import Core
import Glibc
import Plot

/// What the frames of `recipe` say.
extension RecipeFilm {
  func look(_ k: Int, _ language: Language) -> String {
    switch frames[k] {
    case .initial(let loss):
      return (loss - log(10)).magnitude < 0.7
        ? language(
          "ten classes, nothing known: the loss should be near ln 10 = 2.303, and it is \(fixed(loss)).",
          "열 부류에 아는 것이 없으니 손실은 ln 10 = 2.303 근처여야 한다. 실제로 \(fixed(loss))이다.")
        : language(
          "the loss is \(fixed(loss)), far from ln 10 = 2.303: look at the initialisation.",
          "손실 \(Josa.subject(fixed(loss))) ln 10 = 2.303에서 멀다. 초기화를 살펴보라.")
    case .memorising(let epoch, _, let accuracy):
      return accuracy == 1
        ? language(
          "20 of 20 right after \(epoch) \(epoch == 1 ? "epoch" : "epochs"): model, loss and gradients work. Overfitting is the aim here.",
          "\(epoch)에포크 만에 20개를 모두 맞혔다. 모델, 손실, 그레이디언트가 제대로 작동한다. 여기서는 과적합이 목표다.")
        : language(
          "twenty digits must be learned by heart; regularisation is off.",
          "숫자 20개는 통째로 외울 수 있어야 한다. 규제는 꺼 둔다.")
    case .rate(let rate, let losses):
      return rateLook(rate, losses, language)
    case .trial(let isCoarse, _, _, _, _):
      let best = trials(isCoarse, upTo: k).min { $0.loss < $1.loss }
      let place = best.map { "lr \(short($0.rate)), wd \(short($0.decay))" } ?? ""
      return isCoarse
        ? language(
          "\(Recipe.coarseEpochs) epochs each are enough to rule out; the best so far: \(place).",
          "후보를 걸러 내는 데는 \(Recipe.coarseEpochs)에포크씩이면 충분하다. 지금까지 가장 좋은 것: \(place).")
        : language(
          "closer around the best of the coarse grid, \(recipe.epochs) epochs each; the best so far: \(place).",
          "대략적 격자의 최선 둘레를 \(recipe.epochs)에포크씩 촘촘히 본다. 지금까지 가장 좋은 것: \(place).")
    case .curve(let epoch, let train, let valid, let accuracy):
      return epoch < 2 * recipe.epochs
        ? language(
          "look at the curves: do they still fall, is there a gap?",
          "곡선을 본다. 아직 줄어드는가, 격차가 있는가?")
        : language(
          "\(share(accuracy)) right, a gap of \(fixed(valid - train)); then back to step 5.",
          "정답 \(share(accuracy)), 격차 \(fixed(valid - train)). 그리고 다시 5단계로 돌아간다.")
    }
  }

  func rateLook(_ rate: Double, _ losses: [Double], _ language: Language) -> String {
    let start = losses.first ?? 0
    let end = losses.suffix(5).reduce(0, +) / Double(max(1, min(5, losses.count)))
    let name = "lr \(short(rate))"
    if losses.contains(where: { !$0.isFinite }) {
      return language(
        "\(name): after \(losses.count) iterations the outputs are so large that exp overflows: NaN, far too high.",
        "\(name): \(losses.count)번 만에 출력이 너무 커져 exp가 넘친다. NaN, 지나치게 크다.")
    }
    if end > 0.93 * start, end < 1.07 * start {
      return language("\(name): flat, too low.", "\(name): 평평하다. 너무 작다.")
    }
    if end > 0.8 * start {
      return language(
        "\(name): it jumps about and gets nowhere: too high, or far too low.",
        "\(name): 제자리를 맴돈다. 너무 크거나 너무 작다.")
    }
    return end < 0.35 * start
      ? language(
        "\(name): from \(fixed(start)) to \(fixed(end)) in 100 iterations: this is the region.",
        "\(name): 100번에 \(fixed(start))에서 \(Josa.direction(fixed(end))) 떨어진다. 이 근처가 좋다.")
      : language(
        "\(name): it falls, but slowly: \(fixed(start)) to \(fixed(end)).",
        "\(name): 줄지만 느리다. \(fixed(start))에서 \(fixed(end)).")
  }
}
