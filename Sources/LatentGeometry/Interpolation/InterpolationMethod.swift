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
        let ends = PairedRows(from: from, to: to, dimension: d)
        switch self {
        case .lerp: interpolateLinearly(ends, at: places, into: out)
        case .slerp: interpolateSpherically(ends, at: places, into: out)
        }
      }
    }
  }

  private func interpolateLinearly(
    _ ends: PairedRows,
    at places: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let isStreamed = out.count >= Self.streamingCount
    for row in 0..<ends.count {
      let (a, b) = ends[row]
      for (index, t) in places.enumerated() {
        VectorSums.combine(
          a,
          times: Float(1 - t),
          b,
          times: Float(t),
          into: ends.target(row * places.count + index, in: out),
          isStreamed ? .streamedFetchingAhead : .cached
        )
      }
    }
    if isStreamed { VectorSums.finishStreaming() }
  }

  private func interpolateSpherically(
    _ ends: PairedRows,
    at places: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    guard ends.count > 0 else { return }
    let isStreamed = out.count >= Self.streamingCount
    // The next pair's angle is found before this pair's rows are written: neither waits for the other, so that the
    // processor works on both at once.
    var next = SlerpPair(ends[0].from, ends[0].to)
    for row in 0..<ends.count {
      let pair = next
      if row + 1 < ends.count { next = SlerpPair(ends[row + 1].from, ends[row + 1].to) }
      let (a, b) = ends[row]
      for (index, t) in places.enumerated() {
        let target = ends.target(row * places.count + index, in: out)
        pair.interpolate(a, b, at: t, into: target, isStreamed ? .streamed : .cached)
      }
    }
    if isStreamed { VectorSums.finishStreaming() }
  }

  /// From this many numbers on (32 MiB) a result counts as larger than the caches and is written past them.
  private static let streamingCount = 1 << 23

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
