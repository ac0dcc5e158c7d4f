import Core

/// Starts worth trying in the laboratories, each with what to look for.
enum LaboratoryPresets {
  static let dropoutMask: [Figure.Preset] = [
    .init(
      Words(en: "half", ko: "절반"), [("p", "0.5")],
      Words(
        en: "about half is kept, never the same half; the mean settles at 1 - p",
        ko: "매번 절반쯤 남지만 같은 절반은 아니다. 평균은 1 - p로 다가간다")),
    .init(
      Words(en: "few dropped", ko: "조금만"), [("p", "0.2")],
      Words(
        en: "the usual rate for inputs: the counts stand close together",
        ko: "입력층에 흔히 쓰는 비율이다. 남는 수가 전체의 0.8 가까이에 모인다")),
    .init(
      Words(en: "8 units", ko: "노드 8개"), [("units", "8"), ("draws", "200")],
      Words(
        en: "with few units a draw may keep hardly any: the histogram is wide",
        ko: "노드가 적으면 거의 남지 않는 추출도 있다. 히스토그램이 넓다")),
    .init(
      Words(en: "1000 units", ko: "노드 1000개"), [("units", "1000"), ("draws", "200")],
      Words(
        en: "a narrow histogram: the relative spread falls with the root of n",
        ko: "히스토그램이 좁다. 상대적인 폭은 노드 수의 제곱근에 반비례한다")),
    .init(
      Words(en: "p = 1", ko: "p = 1"), [("p", "1")],
      Words(
        en: "nothing is left, and no scaling can bring it back",
        ko: "아무것도 남지 않는다. 어떤 보정으로도 되돌릴 수 없다")),
  ]

  static let dropoutLayer: [Figure.Preset] = [
    .init(
      Words(en: "dropped", ko: "2번 끔"), [("mask", "1,0,1")],
      Words(
        en: "unit 2 is dropped: y has a zero there, and so has its row of dW",
        ko: "2번 노드가 꺼졌다. y의 그 자리가 0이고 dW의 그 행도 0이다")),
    .init(
      Words(en: "inverted", ko: "역드롭아웃"), [("scaling", "inverted")],
      Words(
        en: "what is kept is doubled, so that at test nothing needs scaling",
        ko: "훈련에서 남은 값을 두 배로 하므로 테스트에서는 보정하지 않는다")),
    .init(
      Words(en: "test", ko: "테스트"), [("mode", "test")],
      Words(
        en: "no mask: every activation is there, times 1 - p", ko: "마스크가 없다. 모든 활성값에 1 - p를 곱한다")),
    .init(
      Words(en: "silent", ko: "이미 꺼짐"), [("mask", "1,1,0")],
      Words(
        en: "unit 3 is dropped, and nothing changes: ReLU had silenced it already",
        ko: "3번 노드를 꺼도 달라지는 것이 없다. ReLU가 이미 0으로 만들었다")),
    .init(
      Words(en: "sigmoid", ko: "시그모이드"), [("activation", "sigmoid")],
      Words(
        en: "the gradient takes a factor a (1 - a): far from 0 hardly any is left",
        ko: "그레이디언트에 a (1 - a)가 곱해진다. 0에서 먼 노드는 거의 배우지 못한다")),
    .init(
      Words(en: "p = 1", ko: "p = 1"), [("p", "1"), ("scaling", "inverted"), ("mask", "0,0,0")],
      Words(
        en: "everything is dropped: zeros, not a division by zero",
        ko: "모두 꺼진다. 0으로 나누는 것이 아니라 0이 된다")),
  ]

  static let training: [Figure.Preset] = [
    .init(
      Words(en: "moons", ko: "초승달"), [],
      Words(
        en: "the boundary bends within a few epochs; later it follows the noise",
        ko: "경계가 몇 에포크 만에 휜다. 그다음에는 잡음을 따라간다")),
    .init(
      Words(en: "overfit", ko: "과적합"),
      [("examples", "100"), ("noise", "0.5"), ("hidden", "64,64"), ("epochs", "200")],
      Words(
        en: "training loss falls, validation loss climbs: it learns the noise",
        ko: "훈련 손실은 줄고 검증 손실은 오른다. 잡음을 외운다")),
    .init(
      Words(en: "dropout", ko: "드롭아웃"),
      [
        ("examples", "100"), ("noise", "0.5"), ("hidden", "64,64"), ("epochs", "200"),
        ("p-hidden", "0.5"),
      ],
      Words(
        en: "the same data with dropout: validation loss rises half as far",
        ko: "같은 데이터에 드롭아웃을 쓰면 검증 손실이 절반만큼만 오른다")),
    .init(
      Words(en: "spirals", ko: "나선"),
      [("data", "spirals"), ("hidden", "64,64"), ("epochs", "150")],
      Words(
        en: "two layers of 64 wind around the arms; with hidden 8 they cannot",
        ko: "64개짜리 층 둘이면 팔을 따라 감는다. 은닉 노드 8개로는 안 된다")),
    .init(
      Words(en: "fast", ko: "너무 빠름"), [("optimizer", "sgd"), ("lr", "10")],
      Words(
        en: "nothing settles: the loss leaps, and units die on the way",
        ko: "안정되지 않는다. 손실이 뛰고 그 사이 노드가 죽는다")),
    .init(
      Words(en: "slow", ko: "너무 느림"), [("optimizer", "sgd"), ("lr", "0.0001")],
      Words(
        en: "50 epochs, and the loss is still above ln 2: worse than a guess",
        ko: "50에포크가 지나도 손실이 ln 2보다 크다. 찍는 것만 못하다")),
    .init(
      Words(en: "L-BFGS", ko: "L-BFGS"), [("optimizer", "lbfgs")],
      Words(
        en: "each step uses all examples and the curvature: good by step 20",
        ko: "걸음마다 모든 예제와 곡률을 쓴다. 20걸음이면 충분하다")),
    .init(
      Words(en: "digits", ko: "숫자"), [("data", "digits"), ("hidden", "64"), ("epochs", "20")],
      Words(
        en: "99 % of the unseen digits are right after 20 epochs",
        ko: "20에포크 뒤에는 보지 못한 숫자의 99 %를 맞힌다")),
  ]

  static let search: [Figure.Preset] = [
    .init(
      Words(en: "one", ko: "하나만"), [],
      Words(
        en: "the best line up along the learning rate; the other may be anything",
        ko: "좋은 값은 학습률을 따라 모인다. 가중치 감쇠는 어떤 값이어도 비슷하다")),
    .init(
      Words(en: "grid", ko: "격자"), [("sampler", "grid")],
      Words(
        en: "25 trials, and only 5 different learning rates", ko: "25번 시도했지만 서로 다른 학습률은 5개뿐이다")),
    .init(
      Words(en: "linear", ko: "선형"),
      [("space", "lr=linear(1e-4,1); wd=log(1e-6,1e-1)")],
      Words(
        en: "nine in ten learning rates lie above 0.1: where the best is, hardly one",
        ko: "학습률 열에 아홉은 0.1보다 크다. 가장 좋은 곳에는 거의 없다")),
    .init(
      Words(en: "zoom", ko: "좁히기"), [("sampler", "coarse-to-fine"), ("trials", "75")],
      Words(
        en: "each box is half as wide as the one before, around the best so far",
        ko: "상자가 지금까지의 최선을 둘러싸고 매번 절반으로 좁아진다")),
    .init(
      Words(en: "TPE", ko: "TPE"),
      [("sampler", "tpe"), ("trials", "60"), ("objective", "branin")],
      Words(
        en: "the first trials are random; then they gather in the valleys",
        ko: "처음 몇 번은 임의로 뽑고 그다음에는 골짜기로 모인다")),
    .init(
      Words(en: "GP", ko: "GP"),
      [("sampler", "gp"), ("trials", "30"), ("objective", "branin")],
      Words(
        en: "it goes back and forth between known valleys and blank places",
        ko: "이미 아는 골짜기와 아직 빈 곳을 오간다")),
    .init(
      Words(en: "Sobol", ko: "Sobol"), [("sampler", "sobol"), ("trials", "64")],
      Words(
        en: "no clumps and no holes: keep it with c and set the sampler to random",
        ko: "뭉친 곳도 빈 곳도 없다. c로 남겨 두고 random과 견주어라")),
    .init(
      Words(en: "halving", ko: "연속 반감"),
      [("sampler", "halving"), ("objective", "learning-curve"), ("trials", "27")],
      Words(
        en: "many short runs, of which the better ones go on: a late bloomer is lost",
        ko: "짧은 훈련을 많이 하고 나은 것만 이어 간다. 늦게 좋아지는 것은 놓친다")),
    .init(
      Words(en: "digits", ko: "숫자"), [("objective", SearchObjective.digitsName)],
      Words(
        en: "25 real trainings on all cores: the learning rate decides, decay hardly",
        ko: "실제 훈련 25번: 학습률이 좌우하고 가중치 감쇠는 거의 상관없다")),
  ]

  static let minimize: [Figure.Preset] = [
    .init(
      Words(en: "Newton", ko: "뉴턴"), [],
      Words(
        en: "step 2 shoots out of the valley and f rises 300-fold; step 3 comes back",
        ko: "2번째 걸음에 골짜기를 벗어나 f가 300배가 된다. 3번째에 되돌아온다")),
    .init(
      Words(en: "GD", ko: "경사 하강"), [("method", "gradient-descent"), ("steps", "1000")],
      Words(
        en: "at once in the valley, then 1000 steps along it and still not there",
        ko: "골짜기로는 바로 내려가지만 바닥을 따라 1000걸음을 가고도 닿지 못한다")),
    .init(
      Words(en: "three", ko: "세 방법"),
      [("method", "gradient-descent,momentum,adam"), ("rate", "0.001"), ("steps", "300")],
      Words(
        en: "the heavy ball overshoots and returns; Adam takes even steps",
        ko: "모멘텀은 지나쳤다가 되돌아오고 Adam은 고른 걸음으로 간다")),
    .init(
      Words(en: "fast", ko: "너무 빠름"),
      [
        ("f", "x^2 + 10 y^2"), ("start", "2,1"), ("method", "gradient-descent"), ("rate", "0.11"),
      ],
      Words(
        en: "the rate is above 2/20 (20: the largest curvature): y leaps ever further",
        ko: "학습률이 2/20보다 크다(20은 가장 큰 곡률). y가 갈수록 멀리 뛴다")),
    .init(
      Words(en: "saddle", ko: "안장점"),
      [("f", "x^2 - y^2 + y^4/4"), ("start", "1,0.1")],
      Words(
        en: "one eigenvalue is negative: Newton does not ask and goes to the saddle",
        ko: "고윳값 하나가 음수인데도 뉴턴 방법은 따지지 않고 안장점으로 간다")),
    .init(
      Words(en: "repaired", ko: "고친 뉴턴"),
      [("f", "x^2 - y^2 + y^4/4"), ("start", "1,0.1"), ("method", "newton-modified")],
      Words(
        en: "with the Hessian made positive definite it leaves for a minimum",
        ko: "같은 곳에서 헤시언을 양의 정부호로 고치면 안장점을 떠나 최소점에 닿는다")),
    .init(
      Words(en: "BFGS", ko: "BFGS"), [("method", "bfgs,newton-damped"), ("steps", "60")],
      Words(
        en: "BFGS sees no second derivative: it needs half as many steps again",
        ko: "BFGS는 2차 미분을 쓰지 않는 대신 걸음이 절반쯤 더 든다")),
    .init(
      Words(en: "leap", ko: "달아남"), [("f", "sqrt1"), ("start", "1.2")],
      Words(
        en: "beyond 1 the step lands at -x cubed: each time further out",
        ko: "1을 넘으면 다음 점은 -x의 세제곱이다. 갈수록 멀어진다")),
    .init(
      Words(en: "own", ko: "직접"),
      [("f", "x^4 + y^4 - 4 x y + 1"), ("start", "0.5,1.5"), ("method", "newton-damped")],
      Words(
        en: "two minima, a saddle between: Tab to f or start, Enter, and type",
        ko: "최소점 둘과 그 사이의 안장점. Tab으로 식에 가서 Enter로 고쳐 써라")),
  ]
}
