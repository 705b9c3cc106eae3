/// How to get from one latent to another.
///
/// t = 0 and t = 1 give the ends exactly; t outside [0, 1] extrapolates. A row that is not finite gives a row that is not
/// finite and leaves the others alone.
public enum InterpolationMethod: String, Sendable, Codable, CaseIterable {
  /// Linear interpolation, (1 - t) a + t b. Between two draws of N(0, I) its middle is shorter by √2, the tentpole
  /// effect: over 4 sd from the prior at d = 100.
  case lerp
  /// Spherical linear interpolation, sin((1 - t) θ) / sin θ · a + sin(t θ) / sin θ · b with θ the angle between the ends
  /// as they are, so that the length travels too.
  ///
  /// For ends of equal length the length stays; for θ ≤ 90° it stays between the two ends'. Parallel ends and zero ends
  /// give ``lerp``. Antipodal ends (within 1e-6) have no shortest arc: a fixed half circle is taken, the same one for a, b
  /// as for b, a. Sources: Shoemake 1985; White 2016 (arXiv 1609.04468), section 2.
  case slerp

  /// Interpolates row by row.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents of the same width, at t = 1.
  ///   - t: Any finite number.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d), one pass over memory.
  public func interpolate(from: LatentBatch, to: LatentBatch, at t: Double) -> LatentBatch {
    interpolate(from: from, to: to, at: [t])
  }

  /// Interpolates row by row at several places: n × k rows, each pair's in a run.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents of the same width, at t = 1.
  ///   - places: k finite numbers.
  /// - Returns: Shape [n k, d]; row i k + j is pair i at `places[j]`.
  /// - Complexity: O(n k d); the angle of a pair is computed once.
  public func interpolate(from: LatentBatch, to: LatentBatch, at places: [Double]) -> LatentBatch {
    var result = LatentBatch(count: from.count * places.count, dimension: from.dimension)
    result.withUnsafeMutableValues { interpolate(from: from, to: to, at: places, into: $0) }
    return result
  }

  /// Interpolates into memory that is there already.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents of the same width, at t = 1.
  ///   - places: k finite numbers.
  ///   - out: n k d numbers, overwritten.
  public func interpolate(
    from: LatentBatch,
    to: LatentBatch,
    at places: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(from.count == to.count && from.dimension == to.dimension, "ends must have the same shape")
    precondition(places.allSatisfy(\.isFinite), "t must be finite")
    let d = from.dimension
    precondition(out.count == from.count * places.count * d, "n × k × d numbers are needed")
    from.withUnsafeValues { from in
      to.withUnsafeValues { to in
        for pair in 0..<from.count / d {
          let a = UnsafeBufferPointer(rebasing: from[pair * d..<(pair + 1) * d])
          let b = UnsafeBufferPointer(rebasing: to[pair * d..<(pair + 1) * d])
          let rows = UnsafeMutableBufferPointer(rebasing: out[pair * places.count * d..<(pair + 1) * places.count * d])
          interpolate(a, b, at: places, into: rows)
        }
      }
    }
  }

  private func interpolate(
    _ a: UnsafeBufferPointer<Float>,
    _ b: UnsafeBufferPointer<Float>,
    at places: [Double],
    into rows: UnsafeMutableBufferPointer<Float>
  ) {
    let d = a.count
    func row(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
      UnsafeMutableBufferPointer(rebasing: rows[index * d..<(index + 1) * d])
    }
    switch self {
    case .lerp:
      for (index, t) in places.enumerated() {
        VectorSums.combine(a, times: Float(1 - t), b, times: Float(t), into: row(index))
      }
    case .slerp:
      let pair = SlerpPair(a, b)
      for (index, t) in places.enumerated() { pair.interpolate(a, b, at: t, into: row(index)) }
    }
  }

  /// Evenly spaced places from 0 to 1, ends included; a single one lies in the middle.
  ///
  /// - Parameter count: k ≥ 1.
  /// - Returns: k numbers.
  public static func places(_ count: Int) -> [Double] {
    precondition(count >= 1, "at least one place is needed")
    guard count > 1 else { return [0.5] }
    return (0..<count).map { Double($0) / Double(count - 1) }
  }
}

/// Linear interpolation, (1 - t) a + t b, row by row.
///
/// - Parameters:
///   - from: n latents, at t = 0.
///   - to: n latents of the same width, at t = 1.
///   - t: Any finite number.
/// - Returns: Shape [n, d].
public func lerp(from: LatentBatch, to: LatentBatch, at t: Double) -> LatentBatch {
  InterpolationMethod.lerp.interpolate(from: from, to: to, at: t)
}

/// Spherical linear interpolation, row by row; see ``InterpolationMethod/slerp``.
///
/// - Parameters:
///   - from: n latents, at t = 0.
///   - to: n latents of the same width, at t = 1.
///   - t: Any finite number.
/// - Returns: Shape [n, d].
public func slerp(from: LatentBatch, to: LatentBatch, at t: Double) -> LatentBatch {
  InterpolationMethod.slerp.interpolate(from: from, to: to, at: t)
}
