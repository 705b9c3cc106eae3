internal import LatentGeometry
internal import Synchronization

/// Rows that threads take piece by piece, each when it is done with the last.
enum TileSharing {
  /// Calls `body` on several threads, for each of which `next` gives a range of the rows until none is left.
  ///
  /// - Parameters:
  ///   - count: The number of rows.
  ///   - piece: How many a thread takes at a time.
  ///   - states: What each thread works on, one a thread.
  ///   - body: Receives a thread's state and its next ranges.
  static func run<State>(
    _ count: Int,
    piece: Int,
    states: [State],
    _ body: (_ state: State, _ next: () -> Range<Int>?) -> Void
  ) {
    let taken = Atomic(0)
    nonisolated(unsafe) let (states, body) = (states, body)
    ParallelRows.run(states.count, threads: states.count) { slots in
      for slot in slots {
        body(states[slot]) {
          let start = taken.add(piece, ordering: .relaxed).oldValue
          return start < count ? start..<min(start + piece, count) : nil
        }
      }
    }
  }
}
