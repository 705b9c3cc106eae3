import LatentGeometry

extension LatentBatch {
  /// Draws of N(0, 1), the same on every run.
  static func gaussian(_ count: Int, _ dimension: Int, seed: UInt64) -> LatentBatch {
    LatentGenerator(seed: seed).sample(.standardGaussian, count: count, dimension: dimension)
  }

  /// ‖row‖ of a batch of one.
  var length: Double { lengths()[0] }

  /// Whether no coordinate is NaN or infinite.
  var isFinite: Bool { values.allSatisfy { $0.isFinite } }
}

/// The largest difference of two batches' coordinates.
func largestDifference(_ a: LatentBatch, _ b: LatentBatch) -> Float {
  zip(a.values, b.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Priors whose coordinates are all alike.
extension Prior {
  /// The middle of a coordinate.
  var center: Float { centers(dimension: 1)[0] }

  /// The values that a coordinate can take.
  var support: ClosedRange<Float>? { support(dimension: 1)?[0] }
}
