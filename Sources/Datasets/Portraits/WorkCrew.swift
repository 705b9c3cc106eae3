internal import Dispatch
internal import Synchronization

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Independent pieces of work, done on several cores.
struct WorkCrew: Sendable {
  private let threads: Int

  /// - Parameters:
  ///   - threads: How many pieces are worked on at once; nil for as many as there are active cores, fewer where that
  ///     would take more than 2 GiB.
  ///   - bytesEach: What one piece needs in memory.
  init(threads: Int?, bytesEach: Int = 0) {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    self.threads = max(1, threads ?? min(cores, (1 << 31) / max(bytesEach, 1)))
  }

  /// Does pieces 0 ..< count, each once and in any order.
  ///
  /// - Parameters:
  ///   - count: The number of pieces.
  ///   - body: Does one.
  /// - Throws: The first error; pieces that are not begun by then are left out.
  func run(_ count: Int, _ body: @Sendable (Int) throws -> Void) throws {
    let next = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: min(threads, max(count, 1))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        do {
          try body(index)
        } catch {
          failure.withLock { if $0 == nil { $0 = error } }
          next.store(count, ordering: .relaxed)
          return
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
