import Synchronization
import Testing

@testable import EncodedSets

/// Pieces that several threads make and one takes.
@Suite(.timeLimit(.minutes(1))) struct OrderedWorkTests {
  struct Failure: Error, Equatable {
    var number: Int
  }

  /// A busy while that differs from piece to piece, so that pieces end in another order than they begin.
  private static func work(_ number: Int) -> Int {
    var sum = number
    for step in 0..<(number * 7919 % 13) * 2000 { sum = sum &* 31 &+ step }
    return sum
  }

  @Test(arguments: [1, 2, 3, 16, 100], [0, 1, 2, 5, 200]) func piecesAreTakenInOrder(workers: Int, count: Int) throws {
    var taken: [Int] = []
    try OrderedWork(workers: workers).run(count) {
      (number: $0, value: Self.work($0))
    } take: { first, pieces in
      #expect(!pieces.isEmpty && first == taken.count)
      for piece in pieces {
        #expect(piece == (taken.count, Self.work(taken.count)))
        taken.append(piece.number)
      }
    }
    #expect(taken == Array(0..<count))
  }

  @Test(arguments: [1, 2, 5]) func onlyAFewWait(workers: Int) throws {
    let made = Atomic(0)
    let most = Atomic(0)
    try OrderedWork(workers: workers).run(300) { number in
      let waiting = made.add(1, ordering: .relaxed).newValue
      _ = most.max(waiting, ordering: .relaxed)
      return number
    } take: { first, pieces in
      _ = Self.work(first)
      made.subtract(pieces.count, ordering: .relaxed)
    }
    // Two for each worker wait; as many may have been taken and still be counted.
    #expect(most.load(ordering: .relaxed) <= 4 * workers)
  }

  @Test func whereTakingIsSlowMoreIsTakenAtOnce() throws {
    var counts: [Int] = []
    let made = Atomic(0)
    try OrderedWork(workers: 2).run(40) { number in
      made.add(1, ordering: .relaxed)
      return number
    } take: { first, pieces in
      counts.append(pieces.count)
      // All that there is room for is made meanwhile.
      while made.load(ordering: .relaxed) < min(40, first + pieces.count + 4) {}
    }
    #expect(counts.reduce(0, +) == 40 && counts.allSatisfy { $0 <= 4 } && counts.contains { $0 > 1 }, "\(counts)")
  }

  @Test(arguments: [1, 2, 4], [0, 1, 7, 99]) func theFirstErrorOfMakingIsThrown(workers: Int, first: Int) {
    var taken: [Int] = []
    let error = #expect(throws: Failure.self) {
      try OrderedWork(workers: workers).run(100) { number in
        _ = Self.work(number)
        if number >= first { throw Failure(number: number) }
        return number
      } take: { _, pieces in
        taken += pieces
      }
    }
    #expect(error == Failure(number: first))
    #expect(taken == Array(0..<first))
  }

  @Test(arguments: [1, 2, 4], [0, 1, 7, 99]) func anErrorOfTakingEndsTheWork(workers: Int, at: Int) {
    let begun = Atomic(0)
    let error = #expect(throws: Failure.self) {
      try OrderedWork(workers: workers).run(100) { number in
        begun.add(1, ordering: .relaxed)
        return number
      } take: { first, pieces in
        if first + pieces.count > at { throw Failure(number: at) }
      }
    }
    #expect(error == Failure(number: at))
    #expect(begun.load(ordering: .relaxed) <= min(100, at + 1 + 4 * workers))
  }

  @Test func severalWorksAtOnceEnd() async {
    await withTaskGroup(of: Bool.self) { group in
      for seed in 0..<8 {
        group.addTask {
          var sum = 0
          do {
            try OrderedWork(workers: 3).run(50) { number in
              if seed % 2 == 1, number == 40 { throw Failure(number: number) }
              return Self.work(number)
            } take: { first, pieces in
              for number in first..<first + pieces.count { sum += number }
            }
          } catch {
            return seed % 2 == 1 && sum == 780
          }
          return seed % 2 == 0 && sum == 1225
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
