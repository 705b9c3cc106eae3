internal import Synchronization

/// The vectors that figures need, each learned and kept once, however many figures need it.
final class FigureVectors: Sendable {
  private let learned = Mutex<[[String]: FigureVector]>([:])
  private let synthetic = Mutex<[String: BlurVector]>([:])

  /// The vector of an attribute, balanced over others.
  ///
  /// - Parameters:
  ///   - names: The attribute, then those that it is balanced over.
  ///   - learn: Learns it.
  /// - Returns: What was learned now or before.
  /// - Throws: What `learn` throws.
  func vector(_ names: [String], learn: () throws -> FigureVector) throws -> FigureVector {
    if let vector = learned.withLock({ $0[names] }) { return vector }
    let vector = try learn()
    learned.withLock { $0[names] = vector }
    return vector
  }

  /// The vector of pairs of pictures.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - learn: Learns it.
  /// - Returns: What was learned now or before.
  /// - Throws: What `learn` throws.
  func synthetic(_ name: String, learn: () throws -> BlurVector) throws -> BlurVector {
    if let vector = synthetic.withLock({ $0[name] }) { return vector }
    let vector = try learn()
    synthetic.withLock { $0[name] = vector }
    return vector
  }
}
