import LatentGeometry

/// Vectors with and without structure, for tests of placements.
enum PlacementData {
  static func noise(_ count: Int, _ dimension: Int, seed: UInt64 = 1) -> LatentBatch {
    LatentGenerator(seed: seed).sample(.standardGaussian, count: count, dimension: dimension)
  }

  /// A curved sheet in `dimension` numbers: products and squares of two hidden coordinates, and a little noise.
  static func sheet(_ count: Int, _ dimension: Int, seed: UInt64 = 1) -> LatentBatch {
    let hidden = LatentGenerator(seed: seed).sample(.uniform(low: -1, high: 1), count: count, dimension: 2)
    let axes = noise(dimension, 5, seed: seed + 1)
    var batch = noise(count, dimension, seed: seed + 2)
    batch.withUnsafeMutableValues { values in
      for row in 0..<count {
        let (u, v) = (hidden.values[2 * row], hidden.values[2 * row + 1])
        let terms = [u, v, 0.3 * u * v, 0.3 * u * u, 0.3 * v * v]
        for column in 0..<dimension {
          var sum = 0.02 * values[row * dimension + column]
          for (term, number) in terms.enumerated() { sum += number * axes.values[column * 5 + term] }
          values[row * dimension + column] = sum
        }
      }
    }
    return batch
  }

  /// The cells of a grid as points of the plane, cell after cell.
  static func lattice(rows: Int, columns: Int) -> LatentBatch {
    LatentBatch(
      count: rows * columns,
      dimension: 2,
      values: (0..<rows * columns).flatMap { [Float($0 / columns), Float($0 % columns)] }
    )
  }

  /// 0 ..< count in an order drawn by chance.
  static func permutation(_ count: Int, seed: UInt64) -> [Int] {
    let keys = LatentGenerator(seed: seed).sample(.uniform(low: 0, high: 1), count: max(1, count), dimension: 1).values
    return (0..<count).sorted { keys[$0] < keys[$1] }
  }
}
