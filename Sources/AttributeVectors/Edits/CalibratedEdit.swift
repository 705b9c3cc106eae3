/// How far a latent was moved to make a score say what was asked for.
public struct CalibratedEdit: Sendable, Equatable, Codable {
  /// How it ended.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// The score says the probability.
    case reached
    /// It said so before, within the tolerance; nothing was moved.
    case already
    /// The prior's edge came first.
    case atEdge = "at-edge"
    /// The largest amount came first.
    case unreachable
  }

  /// a in z + a v; negative where the attribute was taken away.
  public var amount: Double
  /// The score of z.
  public var before: Double
  /// The score of z + a v.
  public var after: Double
  /// How it ended.
  public var outcome: Outcome

  /// An edit.
  ///
  /// - Parameters:
  ///   - amount: a in z + a v.
  ///   - before: The score of z.
  ///   - after: The score of z + a v.
  ///   - outcome: How it ended.
  public init(amount: Double, before: Double, after: Double, outcome: Outcome) {
    self.amount = amount
    self.before = before
    self.after = after
    self.outcome = outcome
  }
}
