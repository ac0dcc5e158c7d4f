/// Exact first and second derivatives by forward-mode automatic differentiation of a flat program.
///
/// Every value carries the sparse list of its partial derivatives; the rules write further instructions, entry by
/// entry. The printed Python is those very instructions, so the two agree bit for bit. What is known to be zero takes
/// no instruction at all.
///
/// Source: Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), chapters 3 and 13.
struct Differentiator {
  /// Entries of a gradient (index i) or of a Hessian's upper triangle (i and j packed), ascending.
  struct Entry {
    let key: Int64
    var value: Scalar
  }
  struct Jet {
    var gradient: [Entry] = []
    var hessian: [Entry] = []
  }
  struct Limit: Error {}

  static let instructionLimit = 4_000_000
  var builder: ProgramBuilder
  let withHessian: Bool
  let limit: Int
  var jets: [Jet]

  static func pack(_ i: Int64, _ j: Int64) -> Int64 { i << 32 | j }
  static func unpack(_ key: Int64) -> (Int, Int) { (Int(key >> 32), Int(key & 0xFFFF_FFFF)) }

  /// Extends a program that computes `output` by its derivatives.
  static func derive(
    _ builder: ProgramBuilder, output: Scalar, withHessian: Bool, limit: Int = instructionLimit
  ) throws(Limit) -> (builder: ProgramBuilder, gradient: [Entry], hessian: [Entry]) {
    guard case .register(let register) = output else { return (builder, [], []) }
    var differentiator = Differentiator(
      builder: builder, withHessian: withHessian, limit: limit)
    try differentiator.run()
    let jet = differentiator.jets[Int(register)]
    return (differentiator.builder, jet.gradient, jet.hessian)
  }

  init(builder: ProgramBuilder, withHessian: Bool, limit: Int) {
    self.builder = builder
    self.limit = limit
    self.withHessian = withHessian
    jets = (0..<builder.inputs).map { index in
      Jet(gradient: [Entry(key: Int64(index), value: .constant(1))])
    }
  }

  mutating func run() throws(Limit) {
    let code = builder.code
    let inputs = builder.inputs
    // A jet whose last reader is the next sum may be extended in place: long sums stay linear.
    var lastUse = Array(repeating: -1, count: inputs + code.count)
    for (index, key) in code.enumerated() {
      for operand in [key.a, key.b, key.c] {
        if case .register(let register) = operand { lastUse[Int(register)] = index }
      }
    }
    jets.reserveCapacity(inputs + code.count)
    for (index, key) in code.enumerated() {
      guard builder.code.count < limit else { throw Limit() }
      if key.operation == .add, case .register(let a) = key.a, case .register(let b) = key.b,
        a != b,
        lastUse[Int(a)] == index
      {
        var sum = Jet()
        swap(&sum, &jets[Int(a)])
        extend(&sum.gradient, by: jets[Int(b)].gradient)
        extend(&sum.hessian, by: jets[Int(b)].hessian)
        jets.append(sum)
      } else {
        jets.append(jet(of: key, value: .register(Int32(clamping: inputs + index))))
      }
    }
  }

  mutating func extend(_ entries: inout [Entry], by more: [Entry]) {
    guard let first = more.first else { return }
    if entries.last.map({ $0.key < first.key }) ?? true {
      entries.append(contentsOf: more)
    } else {
      entries = merge(entries, more, .add)
    }
  }
}
