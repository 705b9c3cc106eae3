internal import LatentGeometry

extension Prior {
  /// Latents in coordinates in which the covariance of the prior is the identity, and by what they were divided.
  ///
  /// Independent coordinates and those of a sphere (whose covariance is radius²/d) are divided by their standard
  /// deviations; of a correlated Gaussian the normal scores are taken, and of an empirical prior the normal scores of
  /// its copula. Directions in which the prior does not vary are left out; nil where it varies in none. The origin is
  /// any.
  func whitened(_ batch: LatentBatch) -> (rows: LatentBatch, scale: Double)? {
    switch self {
    case .gaussian, .uniform, .truncatedGaussian, .sphere:
      guard let variance = marginalLaws(dimension: batch.dimension).first?.variance else { return nil }
      let center = centers(dimension: batch.dimension).map(Double.init)
      let deviation = variance.squareRoot()
      let scale = CenteredRows.commonScale(of: [batch], around: center, unit: deviation)
      return (CenteredRows(batch, around: center, scale: scale * deviation).rows, scale)
    case .correlatedGaussian(let law):
      let mean = law.mean.map(Double.init)
      let scale = CenteredRows.commonScale(of: [batch], around: mean)
      var rows = batch
      if scale > 1 {
        // Numbers this large lose the mean's digits anyway.
        rows = CenteredRows(batch, around: mean, scale: scale).rows
        rows = CenteredRows(rows, around: mean.map { -$0 }, scale: 1).rows
      }
      return law.scores(of: rows).map { ($0, scale) }
    case .empirical(let law):
      var scores = batch
      let d = batch.dimension
      scores.withUnsafeMutableValues { values in
        nonisolated(unsafe) let values = values
        ParallelRows.run(values.count / d, threads: ParallelRows.threads(for: values.count)) { rows in
          for row in rows {
            for column in 0..<d {
              values[row * d + column] = Float(law.score(values[row * d + column], coordinate: column))
            }
          }
        }
      }
      return law.copula.scores(of: scores).map { ($0, 1) }
    }
  }
}

extension CorrelatedGaussian {
  /// The normal scores along the directions that vary: shape [n, r]; nil where none does.
  fileprivate func scores(of batch: LatentBatch) -> LatentBatch? {
    let kept = eigenvalues.indices.filter { eigenvalues[$0] > 0 }
    guard !kept.isEmpty else { return nil }
    let (n, d, r) = (batch.count, dimension, kept.count)
    var scores = LatentBatch(count: n, dimension: r)
    scores.withUnsafeMutableValues { scores in
      nonisolated(unsafe) let scores = scores
      ParallelRows.run(n, threads: ParallelRows.threads(for: n * d)) { rows in
        var row = [Float](repeating: 0, count: d)
        batch.withUnsafeValues { values in
          row.withUnsafeMutableBufferPointer { row in
            for index in rows {
              whiten(UnsafeBufferPointer(rebasing: values[index * d..<(index + 1) * d]), into: row)
              for (place, direction) in kept.enumerated() { scores[index * r + place] = row[direction] }
            }
          }
        }
      }
    }
    return scores
  }
}
