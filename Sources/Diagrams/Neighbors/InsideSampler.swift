internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// Draws of a prior, of which those outside an encoded set's manifold are rejected.
struct InsideSampler {
  let criterion: InsideCriterion
  let balls: BallCover

  /// The sampler of a set in one model.
  init(_ criterion: InsideCriterion, model: GenerativeModel, studio: Studio) throws {
    self.criterion = criterion
    let set = try EncodedSet(named: criterion.set)
    try set.requireModel(model)
    do {
      balls = try BallCover(set.vectors, ks: [criterion.k], threads: studio.session.threads)
    } catch let error as BallCoverError {
      throw RequestError.invalid(option: "--set \(criterion.set)", reason: error.description)
    }
  }

  /// The first draws of a seed that are inside, in the order of the seed's table.
  ///
  /// - Parameters:
  ///   - count: How many are wanted.
  ///   - prior: What is drawn from.
  ///   - generator: Where the numbers come from.
  ///   - seed: What they start from.
  /// - Returns: Shape [count, d], and how the draws fared.
  /// - Throws: ``RequestError`` where too few of the greatest number of draws are inside.
  func sample(
    _ count: Int,
    of prior: Prior,
    _ generator: RandomAlgorithm,
    seed: UInt64
  ) throws -> (latents: LatentBatch, report: InsideReport) {
    let d = balls.centers.dimension
    var kept: [LatentBatch] = []
    var outsideness: [Double] = []
    var (tried, found, piece) = (0, 0, 1024)
    var draws = SeededRows(generator, seed: seed)
    while found < count, tried < criterion.tries {
      let size = min(piece, criterion.tries - tried)
      let batch = draws.next(size, of: prior, dimension: d)
      let measured = try balls.measure(batch)[0].outsideness
      for row in 0..<size {
        tried += 1
        outsideness.append(measured[row])
        guard measured[row] <= criterion.limit else { continue }
        kept.append(batch[row])
        found += 1
        if found == count { break }
      }
      piece = min(2 * piece, 1 << 14)
    }
    outsideness.sort()
    let median = outsideness[outsideness.count / 2]
    let enough = outsideness[min(count, outsideness.count) - 1]
    guard found == count else {
      throw RequestError.invalid(
        option: "--inside",
        reason:
          "\(found) of \(tried) draws of the prior lie inside the encodings' balls, and \(count) are wanted; with "
          + "--inside-limit \((enough + 5e-4).fixed(3)) they would be found, and half of the draws with \(median.fixed(3)); "
          + "or draw from --prior set:\(criterion.set)"
      )
    }
    return (.concatenating(kept), InsideReport(tried: tried, inside: found, medianOutsideness: median))
  }
}

/// The rows of a seed's table, one piece after another.
private struct SeededRows {
  private var sextant: LatentGenerator?
  private var numpy: NumPyRandomState
  private var row = 0

  init(_ generator: RandomAlgorithm, seed: UInt64) {
    sextant = generator == .sextant ? LatentGenerator(seed: seed) : nil
    numpy = NumPyRandomState(seed: UInt32(truncatingIfNeeded: seed))
  }

  mutating func next(_ count: Int, of prior: Prior, dimension: Int) -> LatentBatch {
    defer { row += count }
    guard let sextant else { return numpy.sample(prior, count: count, dimension: dimension) }
    return sextant.sample(prior, count: count, dimension: dimension, startingAt: row)
  }
}
