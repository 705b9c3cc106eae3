internal import Dispatch
internal import Synchronization

/// Pieces of work that several threads do at once and one takes in order.
///
/// Only a few results wait to be taken, so that memory does not grow where taking is slower than making.
package struct OrderedWork: Sendable {
  /// How many pieces are worked on at once, ≥ 1.
  package let workers: Int

  package init(workers: Int) { self.workers = workers }

  /// Makes pieces 0 ..< count and takes them in order, on the thread of the caller.
  ///
  /// All that are ready are taken at once: where taking is slow, as on a busy disk, it is done less often.
  ///
  /// - Parameters:
  ///   - count: The number of pieces.
  ///   - make: Makes a piece, on one of the workers' threads.
  ///   - take: Takes pieces that follow each other, at least one; receives the number of the first.
  /// - Throws: The first error in the order of pieces; all pieces before it were taken.
  package func run<Piece: Sendable>(
    _ count: Int,
    make: @escaping @Sendable (Int) throws -> Piece,
    take: (Int, [Piece]) throws -> Void
  ) throws {
    let shelf = Shelf<Piece>(count: count, room: 2 * workers)
    let group = DispatchGroup()
    let queue = DispatchQueue(label: "sextant.work", attributes: .concurrent)
    for _ in 0..<min(workers, count) { queue.async(group: group) { shelf.fill(make) } }
    defer {
      shelf.close()
      group.wait()
    }
    var index = 0
    while index < count {
      let pieces = try shelf.next(index)
      try take(index, pieces)
      index += pieces.count
    }
  }
}

/// Results that are made and not yet taken.
private final class Shelf<Piece: Sendable>: Sendable {
  private struct State {
    var results: [Int: Result<Piece, any Error>] = [:]
    var begun = 0
    var isClosed = false
  }

  private let count: Int
  private let state = Mutex(State())
  /// Signalled for every piece that may be begun.
  private let room = DispatchSemaphore(value: 0)
  /// Signalled for every piece that is made.
  private let made = DispatchSemaphore(value: 0)

  init(count: Int, room size: Int) {
    self.count = count
    for _ in 0..<size { room.signal() }
  }

  /// Makes pieces until there are no more.
  func fill(_ make: (Int) throws -> Piece) {
    while true {
      room.wait()
      let index: Int? = state.withLock { state in
        guard !state.isClosed, state.begun < count else { return nil }
        state.begun += 1
        return state.begun - 1
      }
      guard let index else {
        // The next worker that waits shall see it too.
        room.signal()
        return
      }
      let result = Result { try make(index) }
      state.withLock { $0.results[index] = result }
      made.signal()
    }
  }

  /// The piece of a number, which is waited for, and those after it that are there already.
  func next(_ index: Int) throws -> [Piece] {
    while true {
      let ready: Result<[Piece], any Error> = state.withLock { state in
        var pieces: [Piece] = []
        while let result = state.results[index + pieces.count] {
          switch result {
          case .success(let piece):
            state.results[index + pieces.count] = nil
            pieces.append(piece)
          case .failure(let error):
            // What is before it is taken first.
            return pieces.isEmpty ? .failure(error) : .success(pieces)
          }
        }
        return .success(pieces)
      }
      let pieces = try ready.get()
      guard pieces.isEmpty else {
        for _ in pieces { room.signal() }
        return pieces
      }
      made.wait()
    }
  }

  /// Lets no further piece be begun.
  func close() {
    state.withLock { $0.isClosed = true }
    room.signal()
  }
}
