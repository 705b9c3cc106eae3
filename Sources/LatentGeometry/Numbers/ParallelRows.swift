internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Rows that do not depend on each other, worked on by several threads.
///
/// Every row is computed alone, so that their number and the number of threads do not change a bit of the result.
package enum ParallelRows {
  /// The threads that work of this size is worth: one below a quarter of a million numbers, else one a core.
  package static func threads(for size: Int) -> Int {
    size < 1 << 18 ? 1 : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Calls `body` with ranges that together are 0 ..< count, at most `threads` at a time.
  ///
  /// There are four ranges a thread: where another program holds a core, the others do more of the work.
  package static func run(_ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard threads > 1, count > 1 else {
      if count > 0 { body(0..<count) }
      return
    }
    let pieces = min(count, 4 * threads)
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        body(count * piece / pieces..<count * (piece + 1) / pieces)
      }
    }
  }
}
