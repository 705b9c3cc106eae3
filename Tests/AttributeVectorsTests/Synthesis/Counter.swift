import Synchronization

/// Numbers in the order in which several threads gave them.
final class Counter: Sendable {
  private let state = Mutex<[Int]>([])

  func add(_ number: Int) { state.withLock { $0.append(number) } }

  var numbers: [Int] { state.withLock { $0 } }
}
