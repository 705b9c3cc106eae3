import Synchronization
import Testing

@testable import Datasets

@Suite struct WorkCrewTests {
  private struct Refused: Error {}

  @Test(arguments: [nil, 1, 2, 7])
  func everyPieceIsDoneOnce(_ threads: Int?) throws {
    let done = Mutex([Int](repeating: 0, count: 100))
    try WorkCrew(threads: threads).run(100) { index in done.withLock { $0[index] += 1 } }
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: 100))
    try WorkCrew(threads: threads).run(0) { _ in Issue.record("there is nothing to do") }
  }

  @Test func theFirstErrorEndsTheWork() {
    let done = Atomic(0)
    #expect(throws: Refused.self) {
      try WorkCrew(threads: 2).run(10_000) { index in
        if index == 3 { throw Refused() }
        done.add(1, ordering: .relaxed)
      }
    }
    #expect(done.load(ordering: .relaxed) < 10_000)
  }
}
