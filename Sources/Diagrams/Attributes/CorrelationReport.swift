public import AttributeVectors
public import Imaging
/// The correlations of attributes with each other, as numbers and as a heat map.
public struct CorrelationReport: Measurements {
  /// What was counted.
  public let source: LabelOrigin
  /// The phi coefficients of all pairs.
  public let correlation: LabelCorrelation

  /// Counts.
  ///
  /// - Parameters:
  ///   - source: Where labels come from.
  ///   - attributes: At least two different names; nil for all there are.
  /// - Throws: `AttributeError`, `RequestError`, and the errors of sets and label files.
  public init(_ source: LabelSource, attributes: [String]?) throws {
    let (labels, origin) = try source.labels(of: attributes)
    guard labels.attributes.count >= 2 else {
      throw RequestError.invalid(
        option: attributes.map { "--attributes \($0.joined(separator: ","))" } ?? "--all",
        reason: "correlations are of at least two attributes, and there "
          + (labels.attributes.isEmpty ? "is none" : "is one, \(labels.attributes[0])")
      )
    }
    self.source = origin
    correlation = try LabelCorrelation(of: labels)
  }

  /// The matrix as a picture.
  public var chart: HeatMap {
    HeatMap(
      title: "Correlation of attributes (phi), \(correlation.count) items",
      rows: correlation.attributes,
      columns: correlation.attributes,
      values: correlation.values,
      colors: .diverging(limit: 1)
    )
  }

  // MARK: Texts

  /// How many pairs are told where there are too many attributes for a matrix.
  private static let strongestCount = 20
  private static let largestMatrix = 8

  /// The matrix of a few attributes; of more the pairs that go together most.
  public var lines: [String] {
    let names = correlation.attributes
    let head = ["labels       \(source.name)", "items        \(correlation.count)", "attributes   \(names.count)", ""]
    func text(_ phi: Double?) -> String { phi?.fixed(3) ?? "-" }
    guard names.count > Self.largestMatrix else {
      let rows = names.indices.map { row in [names[row]] + names.indices.map { text(correlation[row, $0]) } }
      return head + TextTable.numberLines([["phi"] + names] + rows)
    }
    let rows = correlation.strongest(Self.strongestCount).map { pair in
      ["\(names[pair.first]), \(names[pair.second])", text(pair.phi)]
    }
    return head + TextTable.numberLines([["strongest pairs", "phi"]] + rows)
  }

  private enum CodingKeys: CodingKey { case source, items, attributes, phi }

  /// The matrix as rows of numbers, null where there is none.
  ///
  /// - Parameter encoder: Any.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    let m = correlation.attributes.count
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    try container.encode(correlation.count, forKey: .items)
    try container.encode(correlation.attributes, forKey: .attributes)
    try container.encode((0..<m).map { row in (0..<m).map { correlation[row, $0] } }, forKey: .phi)
  }
}
