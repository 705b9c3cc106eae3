/// How often portraits have which attributes together.
///
/// A population is given by the share of every attribute and by contingency tables of those that are correlated. Of all
/// joint distributions with these shares it is the one of maximum entropy: whatever is not said to be correlated is
/// independent as far as it can be. Iterative proportional fitting finds it (Deming and Stephan, Annals of Mathematical
/// Statistics 11, 1940): beginning with the product of the shares, each table in turn scales its cells to their
/// shares until all hold.
///
/// A portrait has one colour of hair, black, blond, brown, grey or (none of these) red, which is the one thing that is
/// correlated in every population.
public struct AttributePopulation: Sendable, Equatable {
  /// The tables of correlated attributes.
  public let tables: [ContingencyTable]
  /// The probability of every combination up to and including each one; the last is 1.
  private let cumulative: [Double]

  /// A population.
  ///
  /// - Parameter tables: Correlated attributes, or single ones with their shares. An attribute in no table has its
  ///   share of ``standardShares``; colours of hair less, where tables of other colours leave less.
  /// - Throws: ``PopulationError/contradiction(table:expected:actual:)`` where no distribution has these tables.
  /// - Complexity: O(163,840 × tables) a round; trees of tables need two or three rounds.
  public init(tables: [ContingencyTable]) throws {
    let joint = try Self.fitted(to: tables)
    self.tables = tables
    var sum = 0.0
    cumulative = joint.map {
      sum += $0
      return sum
    }
  }

  /// The attributes of the person at a quantile.
  ///
  /// Combinations are ordered by Smiling, Male and Mouth_Slightly_Open first, so that evenly spread quantiles give
  /// evenly filled tables of these.
  ///
  /// - Parameter u: 0 < u < 1.
  /// - Returns: All attributes but Blurry.
  public func attributes(at u: Double) -> Set<PortraitAttribute> {
    let target = u * (cumulative.last ?? 1)
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > target { high = middle } else { low = middle + 1 }
    }
    return AttributeCell(low).attributes
  }

  /// The expected share of portraits with some attributes and without others.
  ///
  /// - Parameters:
  ///   - attributes: What they have.
  ///   - without: What they have not.
  /// - Returns: 0 to 1.
  public func share(of attributes: Set<PortraitAttribute>, without: Set<PortraitAttribute> = []) -> Double {
    guard !attributes.contains(.blurry) else { return 0 }
    let wanted = AttributeCell.bits(of: attributes)
    let unwanted = AttributeCell.bits(of: without.subtracting([.blurry]))
    var sum = 0.0
    for cell in 0..<AttributeCell.count {
      let own = AttributeCell(cell).bits
      guard own & wanted == wanted, own & unwanted == 0 else { continue }
      sum += cumulative[cell] - (cell > 0 ? cumulative[cell - 1] : 0)
    }
    return sum
  }

  private static func fitted(to tables: [ContingencyTable]) throws -> [Double] {
    var joint = AttributeCell.independent(shares(with: tables))
    let cells = tables.map { table in
      let bits = table.attributes.map(AttributeCell.bit)
      return (0..<AttributeCell.count).map { cell in
        let mask = AttributeCell(cell).bits
        return UInt8(bits.reduce(0) { $0 * 2 + (mask >> $1 & 1 == 1 ? 0 : 1) })
      }
    }
    var worst = (table: 0, expected: 0.0, actual: 0.0)
    for _ in 0..<500 {
      worst = (0, 0, 0)
      for (number, table) in tables.enumerated() {
        var sums = [Double](repeating: 0, count: table.shares.count)
        for (cell, probability) in joint.enumerated() { sums[Int(cells[number][cell])] += probability }
        for (expected, actual) in zip(table.shares, sums)
        where abs(expected - actual) > abs(worst.expected - worst.actual) {
          worst = (number, expected, actual)
        }
        let factors = zip(table.shares, sums).map { $1 > 0 ? $0 / $1 : 0 }
        for cell in joint.indices { joint[cell] *= factors[Int(cells[number][cell])] }
      }
      if abs(worst.expected - worst.actual) < 1e-7 { return joint }
    }
    throw PopulationError.contradiction(
      table: tables[worst.table].title,
      expected: worst.expected * 100,
      actual: worst.actual * 100
    )
  }

  /// The share of each attribute: from the first table that has it, otherwise the standard.
  private static func shares(with tables: [ContingencyTable]) -> [PortraitAttribute: Double] {
    var shares = standardShares
    for attribute in PortraitAttribute.allCases {
      guard let table = tables.first(where: { $0.attributes.contains(attribute) }),
        let position = table.attributes.firstIndex(of: attribute)
      else { continue }
      let bit = table.attributes.count - 1 - position
      shares[attribute] = table.shares.indices.reduce(0) { $0 + ($1 >> bit & 1 == 0 ? table.shares[$1] : 0) }
    }
    makeRoom(
      in: &shares,
      for: PortraitAttribute.hairColors.filter { color in tables.contains { $0.attributes.contains(color) } }
    )
    return shares
  }

  /// Lets the colours of hair that no table has give way to those that tables have.
  ///
  /// Fitting would find the same, but where nothing is left for them only in the limit.
  private static func makeRoom(in shares: inout [PortraitAttribute: Double], for tabled: [PortraitAttribute]) {
    let free = PortraitAttribute.hairColors.filter { !tabled.contains($0) }
    let taken = tabled.reduce(0) { $0 + (shares[$1] ?? 0) }
    let wanted = free.reduce(0) { $0 + (shares[$1] ?? 0) }
    let room = taken > 1 - 1e-9 ? 0 : 1 - taken
    guard wanted > room else { return }
    for color in free { shares[color] = (shares[color] ?? 0) * room / wanted }
  }
}
