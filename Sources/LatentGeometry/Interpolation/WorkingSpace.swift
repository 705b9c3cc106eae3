/// The coordinates in which a method combines latents.
enum WorkingSpace: Sendable {
  /// Latents as they are.
  case latents
  /// Latents less a centre.
  case centered([Float])
  /// Normal scores, Φ⁻¹(F(x)), coordinate by coordinate.
  case scores(NormalScores)
  /// Λ^(-1/2) Vᵀ (x - μ): coordinates in which a correlated prior is N(0, I).
  case whitened(CorrelatedGaussian)
  /// Normal scores by the laws of a set's coordinates.
  case learned(EmpiricalPrior)
  /// The same, whitened by the scores' correlations.
  case learnedWhitened(EmpiricalPrior)

  /// Whether rows need no way in and out.
  var isLatents: Bool { if case .latents = self { true } else { false } }

  /// Writes a row's coordinates in this space.
  func enter(_ row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .latents: _ = out.update(from: row)
    case .centered(let center): for index in row.indices { out[index] = row[index] - center[index] }
    case .scores(let scores): scores.scores(of: row, into: out)
    case .whitened(let law): law.whiten(row, into: out)
    case .learned(let law), .learnedWhitened(let law):
      // The ends of a range stand for all normal numbers beyond: their root mean square keeps the variance of what is made of
      // them, which their least would not.
      let (greatest, end) = (law.greatestScore, Float(law.endScore))
      for index in row.indices {
        let score = law.score(row[index], coordinate: index)
        out[index] = abs(score) < greatest ? Float(score) : score < 0 ? -end : end
      }
      if case .learnedWhitened = self { law.copula.whiten(UnsafeBufferPointer(out), into: out) }
    }
  }

  /// Writes the latent of a row of this space; both may be the same memory.
  func leave(_ row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .latents: _ = out.update(from: row)
    case .centered(let center): for index in row.indices { out[index] = row[index] + center[index] }
    case .scores(let scores): scores.latents(of: row, into: out)
    case .whitened(let law): law.color(row, into: out)
    case .learned(let law):
      for index in row.indices { out[index] = law.value(ofScore: Double(row[index]), coordinate: index) }
    case .learnedWhitened(let law):
      law.copula.color(row, into: out)
      for index in out.indices { out[index] = law.value(ofScore: Double(out[index]), coordinate: index) }
    }
  }

  /// Latents in this space.
  func entered(_ latents: LatentBatch, threads: Int) -> LatentBatch {
    guard !isLatents else { return latents }
    let width = latents.dimension
    return latents.withUnsafeValues { source in
      LatentBatch(count: latents.count, dimension: width) { target in
        nonisolated(unsafe) let (source, target) = (source, target)
        ParallelRows.run(source.count / width, threads: threads) { rows in
          for row in rows {
            let range = row * width..<(row + 1) * width
            enter(
              UnsafeBufferPointer(rebasing: source[range]),
              into: UnsafeMutableBufferPointer(rebasing: target[range])
            )
          }
        }
      }
    }
  }
}
