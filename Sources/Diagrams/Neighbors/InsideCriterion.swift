/// Which draws of a prior count as inside the manifold of an encoded set.
public struct InsideCriterion: Sendable, Codable, Equatable {
  /// The name of the set.
  public var set: String
  /// The number of neighbors that the radius of an encoding's ball reaches to, ≥ 1.
  public var k = 5
  /// The greatest outsideness min_i ‖z - e_i‖ / r_i of a draw that is kept: 1 for balls as they are, more for larger ones.
  public var limit = 1.0
  /// How many draws are looked at before it is given up.
  public var tries = 100_000

  /// The criterion of a set: inside any ball that reaches to the fifth neighbor.
  ///
  /// - Parameter set: The name of the set.
  public init(set: String) { self.set = set }

  /// Checks the values.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  func validate() throws {
    guard k >= 1 else { throw RequestError.invalid(option: "--inside-k \(k)", reason: "at least 1 neighbor is needed") }
    guard limit > 0, limit.isFinite else {
      throw RequestError.invalid(
        option: "--inside-limit \(limit)",
        reason: "a limit is above 0; 1 is the balls as they are"
      )
    }
    guard (1...100_000_000).contains(tries) else {
      throw RequestError.invalid(option: "--inside-tries \(tries)", reason: "1 to 100000000 draws can be tried")
    }
  }
}

/// How draws fared that were accepted or rejected.
public struct InsideReport: Encodable, Sendable, Equatable {
  /// The number of draws that were looked at.
  public let tried: Int
  /// How many of them were inside.
  public let inside: Int
  /// The share of draws outside.
  public var outsideShare: Double { 1 - Double(inside) / Double(tried) }
  /// The outsideness that half of the draws do not exceed.
  public let medianOutsideness: Double
}
