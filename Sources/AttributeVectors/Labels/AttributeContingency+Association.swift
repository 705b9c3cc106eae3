#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

public import Datasets

/// How two attributes go together.
extension AttributeContingency {
  /// The phi coefficient, which is Pearson's correlation of labels that are 1 and 0.
  ///
  ///     φ = (n₁₁ n₀₀ - n₁₀ n₀₁) / √(n₁₊ n₀₊ n₊₁ n₊₀)
  ///
  /// From -1, where exactly one of both is there always, to 1, where both are there or none; 0 where they are independent.
  /// Nil where all items have one of the attributes, or none has it: nothing varies then. Source: Pearson (1900); Yule,
  /// "On the methods of measuring association between two attributes", JRSS 75 (1912).
  public var phi: Double? {
    let margins = [both + firstOnly, secondOnly + neither, both + secondOnly, firstOnly + neither].map { Double($0) }
    guard margins.allSatisfy({ $0 > 0 }) else { return nil }
    let difference = Double(both) * Double(neither) - Double(firstOnly) * Double(secondOnly)
    // Paired so that 1 and -1 come out exactly: the root of a rounded square is the number.
    let root = ((margins[0] * margins[1]) * (margins[2] * margins[3])).squareRoot()
    return min(1, max(-1, difference / root))
  }

  /// The probability of a φ at least as far from 0 among independent attributes, by χ² = n φ² of one degree of freedom.
  ///
  /// Without Yates' correction; good where each cell is expected to have some 5 items. Nil where ``phi`` is.
  public var pValue: Double? { phi.map { erfc(($0 * $0 * Double(total) / 2).squareRoot()) } }
}
