public import LatentGeometry

extension ConditionInput {
  /// Conditions between others: Σ w c, summed in Double, for each row of weights.
  ///
  /// Linear and not spherical: the weights of classes are shares of a whole, and embeddings were trained on as points, so that
  /// halfway between two lies their mean; neither has a law of lengths that a straight line would leave. Weights within 1e-6
  /// of a whole number are that number, so that equal conditions stay as they are. Where conditions cannot be mixed
  /// (``canBeMixed``) a row has the condition that weighs most, of equals the first.
  ///
  /// - Parameters:
  ///   - rows: The conditions, shape [m, w].
  ///   - weights: Shape [n, m].
  /// - Returns: n conditions; numbers of two classes stay between them.
  public func mixed(_ rows: ConditionBatch, weights: LatentBatch) -> ConditionBatch {
    precondition(rows.width == width, "conditions have \(width) numbers")
    precondition(weights.dimension == rows.count, "every condition has a weight")
    var mixed = LatentBatch(count: weights.count, dimension: width)
    var sum = [Double](repeating: 0, count: width)
    let isBounded = kind == .label && width == 1
    for row in 0..<weights.count {
      let shares = weights.values[row * rows.count..<(row + 1) * rows.count]
      guard canBeMixed else {
        mixed.setRow(row, to: rows.rows[Self.heaviest(shares)].values)
        continue
      }
      for index in sum.indices { sum[index] = 0 }
      for (condition, share) in shares.enumerated() {
        let whole = share.rounded()
        let weight = Double(abs(share - whole) < 1e-6 ? whole : share)
        guard weight != 0 else { continue }
        let start = condition * width
        for index in sum.indices { sum[index] += weight * Double(rows.rows.values[start + index]) }
      }
      if isBounded, let classCount { sum[0] = min(max(sum[0], 0), Double(classCount - 1)) }
      mixed.setRow(row, to: sum.map { Float($0) })
    }
    return ConditionBatch(mixed)
  }

  /// The first of the largest weights, rounding aside.
  private static func heaviest(_ shares: ArraySlice<Float>) -> Int {
    let largest = shares.max() ?? 0
    return (shares.firstIndex { $0 > largest - 1e-6 } ?? shares.startIndex) - shares.startIndex
  }
}
