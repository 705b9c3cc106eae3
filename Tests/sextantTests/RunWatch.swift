import Foundation
import Synchronization

/// What is known of a run while it goes on.
final class RunWatch: Sendable {
  private let found = Mutex<pid_t?>(nil)
  private let end = Atomic(false)

  /// The process, once it has begun.
  var process: pid_t? { found.withLock { $0 } }

  /// Whether the run was seen to end.
  var hasEnded: Bool { end.load(ordering: .sequentiallyConsistent) }

  func begin(_ process: pid_t) { found.withLock { $0 = process } }

  func finish() { end.store(true, ordering: .sequentiallyConsistent) }
}
