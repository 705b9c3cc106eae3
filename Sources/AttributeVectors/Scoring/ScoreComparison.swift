public import Manifold

/// How well several methods' vectors tell several attributes on the same items: a table with a cell for each of both.
public struct ScoreComparison: Sendable, Equatable, Codable {
  /// A method's vector of an attribute on items that it was not fitted on.
  public struct Cell: Sendable, Equatable, Codable {
    /// The attribute.
    public let attribute: String
    /// The method, or whatever tells the vectors of an attribute apart.
    public let method: String
    /// How many items have the attribute.
    public let positives: Int
    /// How many lack it.
    public let negatives: Int
    /// The area under the ROC curve.
    public let areaUnderCurve: BootstrapInterval
    /// The share told rightly by the threshold.
    public let accuracy: BootstrapInterval
    /// The mean of the shares told rightly of either kind.
    public let balancedAccuracy: Double
    /// The threshold that was used.
    public let threshold: Double
  }

  /// Which items, such as "split = 'test'".
  public let items: String
  /// All cells in the order in which they were added.
  public private(set) var cells: [Cell] = []

  /// A table without cells.
  ///
  /// - Parameter items: Which items are told.
  public init(items: String) { self.items = items }

  /// The attributes in the order in which they came first.
  public var attributes: [String] { Self.different(cells.map(\.attribute)) }
  /// The methods in the order in which they came first.
  public var methods: [String] { Self.different(cells.map(\.method)) }

  /// The cell of an attribute and a method; nil where there is none.
  ///
  /// - Parameters:
  ///   - attribute: A row.
  ///   - method: A column.
  public subscript(attribute: String, method: String) -> Cell? {
    cells.first { $0.attribute == attribute && $0.method == method }
  }

  /// Adds a cell, in the place of an earlier one of the same attribute and method.
  ///
  /// - Parameters:
  ///   - ranked: The scores of the items; their name is the attribute.
  ///   - method: The method.
  ///   - threshold: The one found on what the vector was fitted on.
  ///   - seed: Of the bootstrap's draws; the same for all cells, so that equal scores have equal intervals.
  ///   - replicateCount: B ≥ 2.
  public mutating func add(
    _ ranked: RankedScores,
    method: String,
    threshold: Double,
    seed: UInt64,
    replicateCount: Int = 1000
  ) {
    let cell = Cell(
      attribute: ranked.name,
      method: method,
      positives: ranked.positives,
      negatives: ranked.negatives,
      areaUnderCurve: ranked.areaInterval(seed: seed, replicateCount: replicateCount),
      accuracy: ranked.accuracyInterval(at: threshold, seed: seed, replicateCount: replicateCount),
      balancedAccuracy: ranked.decisions(at: threshold).balancedAccuracy,
      threshold: threshold
    )
    if let place = cells.firstIndex(where: { $0.attribute == cell.attribute && $0.method == method }) {
      cells[place] = cell
    } else {
      cells.append(cell)
    }
  }

  private static func different(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
