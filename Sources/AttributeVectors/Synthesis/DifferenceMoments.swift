internal import LatentGeometry

/// The mean of vectors' differences and the sum of squares around it, by coordinate.
///
/// Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).
struct DifferenceMoments: Sendable {
  private(set) var count = 0
  private(set) var mean: [Double]
  /// Σ (x - mean)².
  private(set) var squares: [Double]

  /// No differences yet.
  init(dimension: Int) {
    mean = [Double](repeating: 0, count: dimension)
    squares = mean
  }

  /// The differences b - a of two batches' rows.
  init(from a: LatentBatch, to b: LatentBatch) {
    precondition(a.count == b.count && a.dimension == b.dimension, "pairs of latents are needed")
    self.init(dimension: a.dimension)
    for row in 0..<a.count {
      count += 1
      for column in 0..<a.dimension {
        let place = row * a.dimension + column
        let difference = Double(b.values[place]) - Double(a.values[place])
        let away = difference - mean[column]
        mean[column] += away / Double(count)
        squares[column] += away * (difference - mean[column])
      }
    }
  }

  /// Adds those of others.
  mutating func merge(_ other: DifferenceMoments) {
    guard other.count > 0 else { return }
    let total = Double(count + other.count)
    let (share, weight) = (Double(other.count) / total, Double(count) * Double(other.count) / total)
    for column in mean.indices {
      let away = other.mean[column] - mean[column]
      mean[column] += away * share
      squares[column] += other.squares[column] + away * away * weight
    }
    count += other.count
  }

  /// The standard error of the mean by coordinate, √(Σ (x - mean)² / (n - 1) / n).
  var standardErrors: [Double] {
    squares.map { ($0 / Double(count - 1) / Double(count)).squareRoot() }
  }
}
