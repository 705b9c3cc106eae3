internal import LatentGeometry
internal import SafeFiles

/// How an animation moves, and how far its latents lie from the prior.
public struct FilmMeasurements: Measurements {
  /// The number of frames.
  public let frames: Int
  /// Frames a second.
  public let framesPerSecond: Double
  /// How long the animation lasts.
  public let seconds: Double
  /// The mean angle from a cell's latent to that in the next frame, in degrees, seen from the prior's centre; nil for a
  /// single frame.
  public let meanStep: Double?
  /// The largest such angle.
  public let largestStep: Double?
  /// The largest angle from the last frame to the first: the step across the seam when the animation plays again.
  public let seamStep: Double?
  /// Lengths and deviations, frame after frame and cell after cell.
  public let typicality: Typicality

  init(_ request: AnimateRequest, of latents: LatentBatch, prior: Prior, typicality: Typicality) {
    let cells = request.rows * request.columns
    let count = latents.count / cells
    frames = count
    framesPerSecond = request.framesPerSecond
    seconds = Double(count) / request.framesPerSecond
    self.typicality = typicality
    guard count > 1 else {
      (meanStep, largestStep, seamStep) = (nil, nil, nil)
      return
    }
    let center = prior.centers(dimension: latents.dimension)
    var (steps, seams): ([Double], [Double]) = ([], [])
    for cell in 0..<cells {
      let round = latents.rows(Array(stride(from: cell, to: latents.count, by: cells)))
        .angularSteps(around: center, isClosed: true)
        .map { $0 * 180 / .pi }
      steps += round.dropLast()
      seams.append(round.last ?? 0)
    }
    meanStep = steps.reduce(0, +) / Double(steps.count)
    largestStep = steps.max()
    seamStep = seams.max()
  }

  /// What a person reads.
  public var lines: [String] {
    var line = "\(frames.counted("frame")), \(seconds.rounded(toPlaces: 2)) s"
    if let meanStep, let largestStep, let seamStep {
      line +=
        "; \(meanStep.rounded(toPlaces: 2))° a frame, at most \(largestStep.rounded(toPlaces: 2))°, "
        + "\(seamStep.rounded(toPlaces: 2))° from the last to the first"
    }
    return [line]
  }
}
