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
