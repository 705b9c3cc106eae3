public import LatentGeometry

/// How well a classifier tells encodings from latents drawn from the prior.
///
/// A penalised logistic regression sees the coordinates, their squares and the length, all measured from the prior's
/// centre: with coordinates alone it could not tell laws of equal means. It is fitted to four fifths of the rows and
/// scores the other fifth, five times; features are standardised by the rows that it is fitted to. The area under the
/// ROC curve is 0.5 where nothing tells them apart, and the probability that an encoding looks more like an encoding
/// than a draw does.
///
/// The area is the mean of the five folds' areas and its standard error that of DeLong with folds as independent
/// samples. They share rows of their fits, so that it is up to a third too small where the laws are nearly equal. The
/// p-value does not lean on it: each fold's own is that of Mann and Whitney, since a fit knows nothing of the rows that
/// it scores; of the five the third is taken times 5/3, which is valid however they depend on each other (Rüger 1978;
/// Vovk and Wang, "Combining p-values via averaging", Biometrika 107, 2020). It is one-sided: an area below 0.5 is
/// chance.
///
/// Of more than 512 coordinates the classifier sees 512 random ones, and the length of all: a fit takes as long as the
/// cube of their number.
///
/// Source: Lopez-Paz and Oquab, "Revisiting classifier two-sample tests", ICLR 2017, arXiv 1610.06545.
public struct ClassifierTest: Sendable, Equatable, Encodable {
  /// The area under the ROC curve, 0 … 1.
  public let area: Double
  /// The area's standard error.
  public let standardError: Double
  /// area - 1.96 standard errors, at least 0.
  public let lower: Double
  /// area + 1.96 standard errors, at most 1.
  public let upper: Double
  /// The probability of an area at least as large where the laws are equal.
  public let pValue: Double
  /// The area of each fold.
  public let foldAreas: [Double]
  /// The number of encodings that were used.
  public let encodingCount: Int
  /// The number of draws that were used.
  public let priorCount: Int
  /// 2 d + 1; of more than 512 coordinates 1025.
  public let featureCount: Int

  /// Fits and scores.
  ///
  /// - Parameters:
  ///   - encodings: Shape [n, d], n ≥ 2; finite.
  ///   - prior: Gives the centre.
  ///   - priorSample: Shape [m, d], m ≥ 2; drawn apart from the encodings.
  ///   - seed: Of the folds, and of the choice of rows where there are more than the largest count.
  ///   - largestCount: The greatest number of rows of each kind.
  ///   - penalty: λ of ‖w‖²/2; scikit-learn's 1/C.
  /// - Throws: `LinearAlgebraError` where BLAS is missing.
  /// - Complexity: O((n + m) d²) for each of five fits and each of its few steps.
  public init(
    of encodings: LatentBatch,
    prior: Prior,
    against priorSample: LatentBatch,
    seed: UInt64,
    largestCount: Int = 10_000,
    penalty: Double = 1
  ) throws(LinearAlgebraError) {
    precondition(encodings.count >= 2 && priorSample.count >= 2, "at least two rows of each kind are needed")
    precondition(largestCount >= 2 && penalty > 0, "at least two rows and a penalty above 0 are needed")
    try MatrixProduct.requireLibrary()
    let center = prior.centers(dimension: encodings.dimension).map(Double.init)
    let scale = CenteredRows.commonScale(of: [encodings, priorSample], around: center)
    let draws = SeededDraws(seed: seed, for: .folds)
    // Shuffled rows make folds of every fifth.
    let samples = [encodings, priorSample].enumerated().map { series, batch in
      let chosen = draws.choice(of: min(largestCount, batch.count), from: batch.count, series: series)
      return CenteredRows(batch.gathered(chosen), around: center, scale: scale).rows
    }
    let d = encodings.dimension
    let columns = draws.choice(of: min(d, Self.largestDimension), from: d, series: 2).sorted()
    let features = ClassifierFeatures(samples[0], samples[1], columns: columns)
    let folds = min(5, samples[0].count, samples[1].count)
    var areas = [AreaUnderCurve?](repeating: nil, count: folds)
    areas.withUnsafeMutableBufferPointer { areas in
      nonisolated(unsafe) let areas = areas
      ParallelRows.run(folds, threads: ParallelRows.threads(for: features.size)) { own in
        for fold in own { areas[fold] = features.area(ofFold: fold, of: folds, penalty: penalty) }
      }
    }
    let measured = areas.compactMap { $0 }
    foldAreas = measured.map(\.value)
    area = foldAreas.mean
    let count = Double(folds)
    standardError = measured.reduce(0) { $0 + $1.standardError * $1.standardError }.squareRoot() / count
    lower = max(0, area - 1.96 * standardError)
    upper = min(1, area + 1.96 * standardError)
    let pValues = measured.map { normalCumulative(-($0.value - 0.5) / $0.nullVariance.squareRoot()) }.sorted()
    let middle = folds / 2
    pValue = min(1, pValues[middle] * count / Double(middle + 1))
    encodingCount = samples[0].count
    priorCount = samples[1].count
    featureCount = 2 * columns.count + 1
  }

  private static let largestDimension = 512
}
