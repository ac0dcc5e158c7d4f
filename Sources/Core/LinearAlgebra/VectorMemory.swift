import Glibc

/// Room for runs in very many variables.
///
/// A run in 100,000 variables that keeps every step asks for some hundred megabytes, and half its time goes into the
/// kernel handing them out in pages of 4 kB. So the heap is widened beforehand by what such a run may need, and the
/// kernel is asked to back that part with huge pages. Memory that is never touched costs nothing; what cannot be had
/// or done is left out.
enum VectorMemory {
  /// Vectors shorter than this take the ordinary way.
  static let smallest = 16_384
  private static let most = 1 << 28
  private static let block = 1 << 24
  private static let page = 1 << 21

  /// Widens the heap for so many vectors of a length; does nothing for short ones.
  static func reserve(vectors: Int, of length: Int) {
    guard length >= smallest, length < most / 8, staysOnHeap else { return }
    let size = min(most, vectors * (length * 8 + 64))
    var blocks: [UnsafeMutableRawPointer] = []
    for _ in 0..<max(1, size / block) {
      guard let room = malloc(block) else { break }
      advise(room)
      blocks.append(room)
    }
    for room in blocks { free(room) }
  }

  private static func advise(_ room: UnsafeMutableRawPointer) {
    let mask = UInt(page - 1)
    let start = (UInt(bitPattern: room) + mask) & ~mask
    let end = (UInt(bitPattern: room) + UInt(block) + mask) & ~mask
    guard let place = UnsafeMutableRawPointer(bitPattern: start), end > start else { return }
    // 14: MADV_HUGEPAGE. Part of a block's last page may not be mapped yet; then the next block asks for it.
    if madvise(place, Int(end - start), 14) != 0, end - start > UInt(page) {
      madvise(place, Int(end - start) - page, 14)
    }
  }

  /// Blocks of vectors' size come from the heap, and what is freed stays there for the next run.
  private static let staysOnHeap: Bool = {
    typealias Option = @convention(c) (Int32, Int32) -> Int32
    guard let symbol = dlsym(nil, "mallopt") else { return false }
    let set = unsafeBitCast(symbol, to: Option.self)
    // M_MMAP_THRESHOLD, the most there is, and M_TRIM_THRESHOLD of malloc.h.
    return set(-3, 1 << 25) == 1 && set(-1, Int32(most) * 2) == 1
  }()
}
