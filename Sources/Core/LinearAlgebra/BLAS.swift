import Glibc

/// Products of dense matrices: by the machine's OpenBLAS or BLIS if it has one, else by our own loops.
///
/// The library is looked for when the first product of some size is wanted, never at the start of the program. The
/// two ways agree within rounding: 1e-12 relative to the product of the magnitudes.
package enum BLAS {
  /// C ← A B, or C ← C + A B; everything row-major and dense.
  /// - Parameters:
  ///   - a: m × k; `transposingA`: it is stored as k × m.
  ///   - b: k × n; `transposingB`: it is stored as n × k.
  ///   - c: m × n, apart from both.
  package static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, transposingA: Bool = false,
    _ b: UnsafePointer<Double>, transposingB: Bool = false, into c: UnsafeMutablePointer<Double>,
    adding: Bool = false
  ) {
    guard m > 0, n > 0 else { return }
    // A call costs more than it saves on the tiniest.
    if m * n * max(k, 1) > 512, k > 0, let library = Library.found, max(m, n, k) < Int(Int32.max) {
      library(
        Library.rowMajor, transposingA ? Library.transposed : Library.plain,
        transposingB ? Library.transposed : Library.plain, Int32(m), Int32(n), Int32(k), 1,
        a, Int32(transposingA ? m : k), b, Int32(transposingB ? k : n), adding ? 1 : 0, c, Int32(n))
      return
    }
    multiplyOurselves(
      m, n, k, a, transposingA: transposingA, b, transposingB: transposingB, into: c,
      adding: adding)
  }

  /// Whether products of some size go to a library.
  package static var hasLibrary: Bool { Library.found != nil }

  /// The same without any library.
  static func multiplyOurselves(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, transposingA: Bool,
    _ b: UnsafePointer<Double>, transposingB: Bool, into c: UnsafeMutablePointer<Double>,
    adding: Bool
  ) {
    guard m > 0, n > 0 else { return }
    if !adding { c.update(repeating: 0, count: m * n) }
    guard k > 0 else { return }
    let (rowStep, columnStep) = transposingA ? (1, m) : (k, 1)
    guard transposingB else {
      return addRows(m, n, k, a, rowStep, columnStep, b, c)
    }
    // Rows of B read along the way they lie: turned once, used m times.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: k * n) { turned in
      guard let place = turned.baseAddress else { return }
      var row = 0
      while row < n {
        var column = 0
        while column < k {
          place[column &* n &+ row] = b[row &* k &+ column]
          column &+= 1
        }
        row &+= 1
      }
      addRows(m, n, k, a, rowStep, columnStep, place, c)
    }
  }

  /// Every row of C gathers rows of B, four at a time: plain loops, which the compiler turns into vectors.
  private static func addRows(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ rowStep: Int, _ columnStep: Int,
    _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>
  ) {
    var row = 0
    while row < m {
      let target = c + row &* n
      let left = a + row &* rowStep
      var inner = 0
      while inner &+ 4 <= k {
        let a0 = left[inner &* columnStep]
        let a1 = left[(inner &+ 1) &* columnStep]
        let a2 = left[(inner &+ 2) &* columnStep]
        let a3 = left[(inner &+ 3) &* columnStep]
        let b0 = b + inner &* n
        let b1 = b0 + n
        let b2 = b1 + n
        let b3 = b2 + n
        var column = 0
        while column < n {
          target[column] +=
            (a0 * b0[column] + a1 * b1[column]) + (a2 * b2[column] + a3 * b3[column])
          column &+= 1
        }
        inner &+= 4
      }
      while inner < k {
        let factor = left[inner &* columnStep]
        let source = b + inner &* n
        var column = 0
        while column < n {
          target[column] += factor * source[column]
          column &+= 1
        }
        inner &+= 1
      }
      row &+= 1
    }
  }

  /// The library's `cblas_dgemm`.
  private enum Library {
    typealias Multiply =
      @convention(c) (
        Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32,
        UnsafePointer<Double>, Int32, Double, UnsafeMutablePointer<Double>, Int32
      ) -> Void
    // The numbers of cblas.h.
    static let rowMajor: Int32 = 101
    static let plain: Int32 = 111
    static let transposed: Int32 = 112

    static let found: Multiply? = {
      let names = ["libopenblas.so.0", "libopenblas.so", "libblis.so.4", "libblas.so.3"]
      // What tells a fast library from the reference one, and takes it to one thread: our matrices are small, and
      // runs go side by side.
      let threads = ["openblas_set_num_threads", "bli_thread_set_num_threads"]
      for name in names {
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
        guard let multiply = dlsym(handle, "cblas_dgemm"),
          let setThreads = threads.lazy.compactMap({ dlsym(handle, $0) }).first
        else {
          dlclose(handle)
          continue
        }
        if dlsym(handle, threads[0]) != nil {
          unsafeBitCast(setThreads, to: (@convention(c) (Int32) -> Void).self)(1)
        } else {
          unsafeBitCast(setThreads, to: (@convention(c) (Int) -> Void).self)(1)
        }
        return unsafeBitCast(multiply, to: Multiply.self)
      }
      return nil
    }()
  }
}
