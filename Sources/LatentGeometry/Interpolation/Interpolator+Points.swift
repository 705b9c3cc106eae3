extension Interpolator {
  /// Combines points by rows of weights: every operation on latents in one.
  ///
  /// - Parameters:
  ///   - points: n latents.
  ///   - weights: Shape [m, n]; spherical methods need a positive sum in every row.
  /// - Returns: Shape [m, d]; a row without weights is the prior's centre, for ``InterpolationMethod/lerp`` the origin and
  ///   for ``InterpolationMethod/gaussianLerp`` and ``InterpolationMethod/gaussianSlerp`` their mean m. Numbers beyond single
  ///   precision, of huge weights, become the largest that it holds.
  /// - Complexity: O(m k d) for k weights a row; spherical methods add O(k² d) wherever the points of a row are others than
  ///   those of the row before, and for each row O(k r²) and some 10 times O(k r) with r ≤ k dimensions that they span.
  public func combine(_ points: LatentBatch, _ weights: WeightTable) -> LatentBatch {
    precondition(points.dimension == dimension, "latents must have \(dimension) numbers")
    precondition(points.count == weights.pointCount, "\(weights.pointCount) points are needed")
    precondition(
      !method.needsPositiveSum || (0..<weights.count).allSatisfy { weights[$0].isEmpty || weights.sum(of: $0) > 0 },
      "\(method.rawValue) needs weights with a positive sum"
    )
    return LatentBatch(count: weights.count, dimension: dimension) { out in
      nonisolated(unsafe) let out = out
      switch plan {
      case .rows(let space, let rule):
        let inside = space.entered(points, threads: threads(for: points.values.count))
        inside.withUnsafeValues { inner in
          points.withUnsafeValues { points in
            nonisolated(unsafe) let (inner, points) = (inner, points)
            let measures = RulePoints.Measures(inner, dimension: dimension, rule: rule)
            ParallelRows.run(weights.count, threads: threads(for: out.count)) { rows in
              var ready = RulePoints(inner, dimension: dimension, rule: rule, measures: measures)
              for row in rows {
                let target = target(row, in: out)
                weights.withRow(row) { chosen, weights in
                  if chosen.count == 1, weights.first == 1, let point = chosen.first {
                    _ = target.update(from: points[point * dimension..<(point + 1) * dimension])
                  } else {
                    ready.combine(chosen, weights, into: target)
                    if !space.isLatents { space.leave(UnsafeBufferPointer(target), into: target) }
                  }
                }
              }
            }
          }
        }
      case .probabilities(let law, let isSpherical):
        points.withUnsafeValues { points in
          let rows = (0..<weights.pointCount).map {
            UnsafeBufferPointer(rebasing: points[$0 * dimension..<($0 + 1) * dimension])
          }
          nonisolated(unsafe) let ready = ProbabilityPoints(rows, law: law, isSpherical: isSpherical)
          ParallelRows.run(weights.count, threads: threads(for: out.count)) { rows in
            for row in rows {
              weights.withRow(row) { ready.combine($0, $1, into: target(row, in: out)) }
            }
          }
        }
      }
    }
  }

  private func target(_ row: Int, in out: UnsafeMutableBufferPointer<Float>) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: out[row * dimension..<(row + 1) * dimension])
  }
}
