internal import Synchronization

/// Vectors that figures need, each learned once, however many figures need it.
final class LearnedVectors<Name: Hashable & Sendable, Vector: Sendable>: Sendable {
  private let known = Mutex<[Name: Vector]>([:])

  /// The vector of a name.
  ///
  /// - Parameters:
  ///   - name: Tells it from others.
  ///   - learn: Learns it.
  /// - Returns: What was learned now or before.
  /// - Throws: What `learn` throws.
  func vector(_ name: Name, learn: () throws -> Vector) throws -> Vector {
    if let vector = known.withLock({ $0[name] }) { return vector }
    let vector = try learn()
    known.withLock { $0[name] = vector }
    return vector
  }
}
