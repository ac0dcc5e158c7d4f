/// Arithmetic of sparse lists: entries ascend by key, and what is not there is zero.
extension Differentiator {
  /// left ± right.
  mutating func merge(
    _ left: [Entry], _ right: [Entry], _ operation: Operation
  ) -> [Entry] {
    if right.isEmpty { return left }
    var result: [Entry] = []
    result.reserveCapacity(left.count + right.count)
    var i = 0
    var j = 0
    while i < left.count || j < right.count {
      if j == right.count || (i < left.count && left[i].key < right[j].key) {
        result.append(left[i])
        i += 1
      } else if i == left.count || right[j].key < left[i].key {
        let value = operation == .add ? right[j].value : builder.emit(.negate, right[j].value)
        result.append(Entry(key: right[j].key, value: value))
        j += 1
      } else {
        let value = builder.emit(operation, left[i].value, right[j].value)
        result.append(Entry(key: left[i].key, value: value))
        i += 1
        j += 1
      }
    }
    return result
  }

  mutating func scaled(_ factor: Scalar, _ entries: [Entry]) -> [Entry] {
    if factor == .constant(1) { return entries }
    if factor == .constant(0) { return [] }
    var result = entries
    for index in result.indices {
      result[index].value = builder.emit(.multiply, factor, entries[index].value)
    }
    return result
  }

  mutating func divided(_ entries: [Entry], by divisor: Scalar) -> [Entry] {
    var result = entries
    for index in result.indices {
      result[index].value = builder.emit(.divide, entries[index].value, divisor)
    }
    return result
  }

  /// aᵢaⱼ, the upper triangle.
  mutating func square(_ a: [Entry]) -> [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(a.count * (a.count + 1) / 2)
    for (index, left) in a.enumerated() {
      for right in a[index...] {
        result.append(
          Entry(
            key: Differentiator.pack(left.key, right.key),
            value: builder.emit(.multiply, left.value, right.value)))
      }
    }
    return result
  }

  /// aᵢbⱼ + bᵢaⱼ, the upper triangle.
  mutating func cross(_ a: [Entry], _ b: [Entry]) -> [Entry] {
    var keys: [Int64] = []
    var inA: [Scalar?] = []
    var inB: [Scalar?] = []
    var i = 0
    var j = 0
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].key < b[j].key) {
        keys.append(a[i].key)
        inA.append(a[i].value)
        inB.append(nil)
        i += 1
      } else if i == a.count || b[j].key < a[i].key {
        keys.append(b[j].key)
        inA.append(nil)
        inB.append(b[j].value)
        j += 1
      } else {
        keys.append(a[i].key)
        inA.append(a[i].value)
        inB.append(b[j].value)
        i += 1
        j += 1
      }
    }
    var result: [Entry] = []
    for p in keys.indices {
      for q in p..<keys.count {
        var value: Scalar?
        if let left = inA[p], let right = inB[q] { value = builder.emit(.multiply, left, right) }
        if let left = inB[p], let right = inA[q] {
          let other = builder.emit(.multiply, left, right)
          value = value.map { builder.emit(.add, $0, other) } ?? other
        }
        if let value {
          result.append(Entry(key: Differentiator.pack(keys[p], keys[q]), value: value))
        }
      }
    }
    return result
  }
}
