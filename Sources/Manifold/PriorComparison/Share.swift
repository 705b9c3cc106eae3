/// How many of some items have a property.
public struct Share: Sendable, Equatable, Encodable {
  /// The items that have it, 0 … total.
  public let count: Int
  /// All items, ≥ 1.
  public let total: Int

  /// A share of at least one item.
  ///
  /// - Parameters:
  ///   - count: The items that have the property, 0 … total.
  ///   - total: All items, ≥ 1.
  public init(_ count: Int, of total: Int) {
    precondition(total >= 1 && (0...total).contains(count), "a share is of at least one item, and at most all")
    self.count = count
    self.total = total
  }

  /// count / total.
  public var value: Double { Double(count) / Double(total) }

  /// Shares of as many items drawn with replacement: binomial numbers over the total.
  func replicates(seed: UInt64, series: Int, count: Int) -> [Double] {
    let cumulative = binomialCumulative()
    let draws = SeededDraws(seed: seed, for: .resampling)
    return (0..<count).map { replicate in
      let (level, _) = draws.uniformPair(at: replicate, series: series)
      // The least number whose distribution function reaches the level.
      var (low, high) = (0, total)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < level { low = middle + 1 } else { high = middle }
      }
      return Double(low) / Double(total)
    }
  }

  /// P(K ≤ k) of a binomial number for k = 0 … total, from the probabilities' ratios outwards from the mode.
  private func binomialCumulative() -> [Double] {
    var probabilities = [Double](repeating: 0, count: total + 1)
    // (n + 1) p rounded down is the mode; with p = count / total that is the count itself.
    probabilities[count] = 1
    if count > 0, count < total {
      let odds = Double(count) / Double(total - count)
      for k in count..<total { probabilities[k + 1] = probabilities[k] * odds * Double(total - k) / Double(k + 1) }
      for k in (1...count).reversed() {
        probabilities[k - 1] = probabilities[k] / odds * Double(k) / Double(total - k + 1)
      }
    }
    let sum = probabilities.reduce(0, +)
    var running = 0.0
    return probabilities.map { probability in
      running += probability / sum
      return running
    }
  }
}
