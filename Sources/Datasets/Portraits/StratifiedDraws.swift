internal import LatentGeometry

/// Random numbers in (0, 1) that fill the interval evenly: a Latin hypercube in every block of rows.
///
/// Each column of each block has just one number in every interval of length 1 / ``blockSize``, in random order, so that shares
/// of a thousand portraits are met to the portrait and not just on average. Row i depends only on (seed, i), not on
/// how many rows are drawn. Source: McKay, Beckman and Conover, Technometrics 21, 1979.
struct StratifiedDraws {
  /// The rows of a block.
  static let blockSize = 1000

  private let generator: LatentGenerator
  private let columns: Int

  init(seed: UInt64, columns: Int) {
    generator = LatentGenerator(seed: seed)
    self.columns = columns
  }

  /// All rows of a block, [blockSize, columns], row-major.
  func block(_ number: Int) -> [Double] {
    let size = Self.blockSize
    // The first half of the columns orders the strata, the second half places a number in its stratum.
    let batch = generator.sample(
      .uniform(low: 0, high: 1),
      count: size,
      dimension: 2 * columns,
      startingAt: number * size,
      stream: .portraits
    )
    var draws = [Double](repeating: 0, count: size * columns)
    batch.withUnsafeValues { values in
      for column in 0..<columns {
        // Positive floats are ordered as their bits are; rows of equal keys stay in order.
        let order = (0..<size).map { row in UInt64(values[row * 2 * columns + column].bitPattern) << 32 | UInt64(row) }
          .sorted()
        for (stratum, key) in order.enumerated() {
          let row = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
          let within = Double(values[row * 2 * columns + columns + column])
          // Inside the stratum's ends, whatever the rounding.
          draws[row * columns + column] = (Double(stratum) + min(max(within, 1e-6), 1 - 1e-6)) / Double(size)
        }
      }
    }
    return draws
  }
}
