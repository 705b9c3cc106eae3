/// Rows in two parts: those that a manifold is made of, and those that are held out to be compared with it.
public struct RowSplit: Sendable, Equatable {
  /// The rows that the manifold is made of, rising.
  public let reference: [Int]
  /// The rows that are held out, rising.
  public let heldOut: [Int]

  /// A split that is known.
  ///
  /// - Parameters:
  ///   - reference: The rows that the manifold is made of.
  ///   - heldOut: The rows that are held out.
  public init(reference: [Int], heldOut: [Int]) {
    self.reference = reference.sorted()
    self.heldOut = heldOut.sorted()
  }

  /// Holds random rows out.
  ///
  /// - Parameters:
  ///   - rows: All rows, each once.
  ///   - count: How many are held out, at most all.
  ///   - seed: Of the choice, which depends on nothing else.
  public init(of rows: [Int], holdingOut count: Int, seed: UInt64) {
    let chosen = SeededDraws(seed: seed, for: .heldOut).choice(of: count, from: rows.count, series: 0)
    var isHeldOut = [Bool](repeating: false, count: rows.count)
    for place in chosen { isHeldOut[place] = true }
    self.init(
      reference: rows.indices.filter { !isHeldOut[$0] }.map { rows[$0] },
      heldOut: rows.indices.filter { isHeldOut[$0] }.map { rows[$0] }
    )
  }

  /// Some of many rows, chosen at random.
  ///
  /// - Parameters:
  ///   - rows: All rows.
  ///   - count: The greatest number.
  ///   - seed: Of the choice.
  /// - Returns: All where there are no more; else as many, in their order.
  public static func thinned(_ rows: [Int], to count: Int, seed: UInt64) -> [Int] {
    guard rows.count > count else { return rows }
    let chosen = SeededDraws(seed: seed, for: .heldOut).choice(of: count, from: rows.count, series: 1)
    return chosen.sorted().map { rows[$0] }
  }
}
