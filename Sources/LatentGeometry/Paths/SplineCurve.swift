/// The segments of a spline, ready for any t.
struct SplineCurve: Sendable {
  let knots: SplineKnots
  /// The parameter at every knot, and after the last segment.
  private let parameters: [Double]
  private let lengths: MonotoneCubic
  private let arcs: [Arc]

  /// One segment's Bézier curve.
  private struct Arc: Sendable {
    /// The knots whose span the curve is in; those that do not exist are replaced by a neighbour.
    var basis: [Int]
    var span: SphereSpan
    var controls: (SphereSpan.Coefficients, SphereSpan.Coefficients, SphereSpan.Coefficients, SphereSpan.Coefficients)
  }

  init(_ knots: SplineKnots, spacing: PathPacing) {
    self.knots = knots
    let isFlat = knots.directions.dimension == 1
    let origin = PathSteps([Float](repeating: 0, count: knots.directions.dimension))
    let angles = (0..<knots.segments).map { segment -> Double in
      // In one dimension, where nothing turns, distances take the place of angles.
      let next = (segment + 1) % knots.directions.count
      return isFlat
        ? abs(knots.values[next] - knots.values[segment]) : origin.angle(knots.directions, segment, next)
    }
    // Where the direction rests, the length needs some of the parameter.
    let least = max(1e-3 * (angles.max() ?? 0), 1e-6)
    let steps = (0..<knots.segments).map { spacing == .evenly ? knots.durations[$0] : max(angles[$0], least) }
    var parameters = [0.0]
    for step in steps { parameters.append((parameters.last ?? 0) + step) }
    self.parameters = parameters
    let isPeriodic = knots.isClosed && knots.segments > 0
    lengths = MonotoneCubic(
      knots: parameters,
      values: knots.values + (isPeriodic ? [knots.values[0]] : []),
      isPeriodic: isPeriodic
    )
    arcs = isFlat ? [] : (0..<knots.segments).map { Self.arc($0, knots, steps) }
  }

  private static func arc(_ segment: Int, _ knots: SplineKnots, _ steps: [Double]) -> Arc {
    let before = knots.knot(segment, offset: -1)
    let end = knots.knot(segment, offset: 1) ?? segment
    let after = knots.knot(segment, offset: 2)
    let basis = [before ?? segment, segment, end, after ?? end]
    let span = SphereSpan(cosines: cosines(knots.directions, basis))
    let (u, v) = (SphereSpan.vector(1), SphereSpan.vector(2))
    func derivative(at p: SphereSpan.Coefficients, from: Int?, _ stepBefore: Int, to: Int?, _ stepAfter: Int)
      -> SphereSpan.Coefficients
    {
      guard let from else {
        return to.map { span.logarithm(at: p, of: SphereSpan.vector($0)) / steps[stepAfter] } ?? .zero
      }
      let arriving = -span.logarithm(at: p, of: SphereSpan.vector(from)) / steps[stepBefore]
      guard let to else { return arriving }
      let leaving = span.logarithm(at: p, of: SphereSpan.vector(to)) / steps[stepAfter]
      // A rest begins and ends without a jerk.
      if knots.rests[stepBefore] || knots.rests[stepAfter] { return .zero }
      return (steps[stepAfter] * arriving + steps[stepBefore] * leaving) / (steps[stepBefore] + steps[stepAfter])
    }
    let count = steps.count
    let (previous, next) = ((segment + count - 1) % count, (segment + 1) % count)
    let leaving = derivative(at: u, from: before == nil ? nil : 0, previous, to: 2, segment)
    let arriving = derivative(at: v, from: 1, segment, to: after == nil ? nil : 3, next)
    let third = steps[segment] / 3
    return Arc(
      basis: basis,
      span: span,
      controls: (u, span.exponential(at: u, of: third * leaving), span.exponential(at: v, of: -third * arriving), v)
    )
  }

  /// The cosines between chosen unit vectors, shape [4, 4].
  private static func cosines(_ directions: LatentBatch, _ basis: [Int]) -> [Double] {
    let width = directions.dimension
    return directions.withUnsafeValues { values in
      func product(_ i: Int, _ j: Int) -> Double {
        (0..<width).reduce(0) { $0 + Double(values[i * width + $1]) * Double(values[j * width + $1]) }
      }
      let lengths = basis.map { product($0, $0).squareRoot() }
      var result = [Double](repeating: 1, count: 16)
      for i in 0..<4 {
        for j in 0..<i where basis[i] != basis[j] {
          let cosine = min(1, max(-1, product(basis[i], basis[j]) / (lengths[i] * lengths[j])))
          result[4 * i + j] = cosine
          result[4 * j + i] = cosine
        }
      }
      return result
    }
  }

  /// The latents at positions.
  func latents(at positions: [PathClock.Position], threads: Int?) -> LatentBatch {
    let width = knots.directions.dimension
    var result = LatentBatch(count: positions.count, dimension: width)
    result.withUnsafeMutableValues { out in
      nonisolated(unsafe) let out = out
      ParallelRows.run(positions.count, threads: threads ?? ParallelRows.threads(for: out.count)) { rows in
        for row in rows {
          write(positions[row], into: UnsafeMutableBufferPointer(rebasing: out[row * width..<(row + 1) * width]))
        }
      }
    }
    return result
  }

  private func write(_ position: PathClock.Position, into out: UnsafeMutableBufferPointer<Float>) {
    let (segment, width) = (position.segment, out.count)
    let t = knots.rests[segment] ? 0 : position.t
    if t == 0 || t == 1, let anchor = knots.anchorsOfKnots[(segment + Int(t)) % knots.directions.count] {
      knots.anchors.withUnsafeValues { _ = out.update(from: $0[anchor * width..<(anchor + 1) * width]) }
      return
    }
    let value = lengths.value(at: parameters[segment] + t * (parameters[segment + 1] - parameters[segment]))
    if width == 1 {
      if case .constant(let radius) = knots.rule {
        out[0] = Float(value < 0 ? -radius : radius)
      } else {
        out[0] = Float(saturating: value)
      }
    } else {
      let arc = arcs[segment]
      let length = knots.rule.length(ofValue: value)
      let coefficients = arc.span.bezier(arc.controls, t) * length
      knots.directions.withUnsafeValues { directions in
        let basis = arc.basis.map { UnsafeBufferPointer(rebasing: directions[$0 * width..<($0 + 1) * width]) }
        let weights = (0..<4).map { coefficients[$0] }
        VectorSums.combine(basis, times: weights, into: out)
        // Lengths near the largest numbers of single precision leave it on the way.
        if FiniteCheck.firstFailure(in: UnsafeBufferPointer(out)) != nil {
          VectorSums.combineExactly(basis, times: weights, into: out)
        }
      }
    }
    knots.space.leave(UnsafeBufferPointer(out), into: out)
  }
}
