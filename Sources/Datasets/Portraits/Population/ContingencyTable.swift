/// How often attributes occur together: shares of a population, as the paper's tables 1 and 2 give them.
///
/// For k attributes there are 2^k shares. The first attribute varies slowest and yes comes before no; of Smiling and
/// Male: smiling men, smiling women, unsmiling men, unsmiling women.
public struct ContingencyTable: Sendable, Equatable {
  /// The attributes, at least one and each once.
  public let attributes: [PortraitAttribute]
  /// 2^k shares, each at least 0, with a sum of 1.
  public let shares: [Double]

  /// A table.
  ///
  /// - Parameters:
  ///   - attributes: k attributes, 1 to 6, each once, without Blurry.
  ///   - percent: 2^k numbers of at least 0, with a sum of 100 (to 0.5, since published tables are rounded); they are
  ///     scaled to it exactly.
  /// - Throws: ``PopulationError``.
  public init(_ attributes: [PortraitAttribute], percent: [Double]) throws {
    guard (1...6).contains(attributes.count), Set(attributes).count == attributes.count else {
      throw PopulationError.attributes(attributes.map(\.rawValue))
    }
    guard !attributes.contains(.blurry) else { throw PopulationError.blurry }
    let sum = percent.reduce(0, +)
    guard percent.count == 1 << attributes.count, percent.allSatisfy({ $0 >= 0 && $0.isFinite }), abs(sum - 100) <= 0.5
    else {
      throw PopulationError.percent(attributes.map(\.rawValue), count: percent.count, sum: sum)
    }
    self.attributes = attributes
    shares = percent.map { $0 / sum }
  }

  /// The attributes' names with crosses between them.
  var title: String { attributes.map(\.rawValue).joined(separator: " x ") }
}
