internal import LatentGeometry

/// How an interval of a share, or of a difference of shares, was found.
public enum ShareIntervalMethod: String, Sendable, Encodable {
  /// The percentile bootstrap, see ``BootstrapInterval``.
  case bootstrap
  /// Wilson's score interval, for a share of 0 or 1, whose bootstrap is a single point.
  case wilson
  /// Newcombe's, which joins the Wilson intervals of two shares, where one of them is 0 or 1.
  case newcombe
}

/// A share with an interval that is never a single point.
///
/// The interval is that of the percentile bootstrap, and Wilson's where the share is 0 or 1:
///
///     (p + z²/2n ± z √(p (1 - p)/n + z²/4n²)) / (1 + z²/n)
///
/// Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927).
public struct ShareInterval: Sendable, Equatable, Encodable {
  /// The items that have the property.
  public let count: Int
  /// All items.
  public let total: Int
  /// count / total.
  public let value: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The probability with which the method covers the truth, for many items.
  public let level: Double
  /// How the ends were found.
  public let method: ShareIntervalMethod

  /// The interval of a share.
  ///
  /// - Parameters:
  ///   - share: How many of how many items.
  ///   - seed: Of the bootstrap's draws.
  ///   - level: Between 0 and 1.
  /// - Complexity: O(n).
  public init(of share: Share, seed: UInt64, level: Double = 0.95) {
    count = share.count
    total = share.total
    value = share.value
    self.level = level
    if share.isExtreme {
      (lower, upper) = share.wilson(level: level)
      method = .wilson
    } else {
      let interval = BootstrapInterval(ofShare: share, seed: seed, level: level)
      (lower, upper) = (interval.lower, interval.upper)
      method = .bootstrap
    }
  }
}

/// The difference of two shares of independent items, with an interval.
///
/// The interval is that of the percentile bootstrap, and Newcombe's where one of the shares is 0 or 1: with Wilson's
/// ends l and u of each share
///
///     d - √((p₁ - l₁)² + (u₂ - p₂)²)  …  d + √((u₁ - p₁)² + (p₂ - l₂)²)
///
/// Source: Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
/// 17 (1998), method 10.
public struct ShareDifference: Sendable, Equatable, Encodable {
  /// The first share less the second.
  public let value: Double
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The probability with which the method covers the truth, for many items.
  public let level: Double
  /// How the ends were found.
  public let method: ShareIntervalMethod

  /// The interval of a difference.
  ///
  /// - Parameters:
  ///   - first: How many of how many items.
  ///   - second: What is taken off.
  ///   - seed: Of the bootstrap's draws.
  ///   - level: Between 0 and 1.
  /// - Complexity: O(n + m).
  public init(of first: Share, minus second: Share, seed: UInt64, level: Double = 0.95) {
    self.level = level
    if first.isExtreme || second.isExtreme {
      let (p, q) = (first.value, second.value)
      let (a, b) = (first.wilson(level: level), second.wilson(level: level))
      value = p - q
      lower = p - q - ((p - a.lower) * (p - a.lower) + (b.upper - q) * (b.upper - q)).squareRoot()
      upper = p - q + ((a.upper - p) * (a.upper - p) + (q - b.lower) * (q - b.lower)).squareRoot()
      method = .newcombe
    } else {
      let interval = BootstrapInterval(ofShare: first, minus: second, seed: seed, level: level)
      (value, lower, upper) = (interval.estimate, interval.lower, interval.upper)
      method = .bootstrap
    }
  }

  /// Whether the interval has 0 in it: chance alone can explain the difference.
  public var isChance: Bool { lower <= 0 && upper >= 0 }
}

extension Share {
  /// Whether the share is 0 or 1.
  fileprivate var isExtreme: Bool { count == 0 || count == total }

  fileprivate func wilson(level: Double) -> (lower: Double, upper: Double) {
    let (n, p, z) = (Double(total), value, normalQuantile((1 + level) / 2))
    let middle = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At 0 and 1 one end is exact but for rounding.
    return (count == 0 ? 0 : (middle - half) / scale, count == total ? 1 : (middle + half) / scale)
  }
}
