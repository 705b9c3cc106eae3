internal import EncodedSets
internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// Which draws of a prior count as inside the manifold of an encoded set.
public struct InsideCriterion: Sendable, Codable, Equatable {
  /// The name of the set.
  public var set: String
  /// The number of neighbors that the radius of an encoding's ball reaches to, ≥ 1.
  public var k = 5
  /// The greatest outsideness min_i ‖z - e_i‖ / r_i of a draw that is kept: 1 for balls as they are, more for larger ones.
  public var limit = 1.0
  /// How many draws are looked at before it is given up.
  public var tries = 100_000

  /// The criterion of a set: inside any ball that reaches to the fifth neighbor.
  ///
  /// - Parameter set: The name of the set.
  public init(set: String) { self.set = set }

  /// Checks the values.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  func validate() throws {
    guard k >= 1 else { throw RequestError.invalid(option: "--inside-k \(k)", reason: "at least 1 neighbor is needed") }
    guard limit > 0, limit.isFinite else {
      throw RequestError.invalid(
        option: "--inside-limit \(limit)",
        reason: "a limit is above 0; 1 is the balls as they are"
      )
    }
    guard (1...100_000_000).contains(tries) else {
      throw RequestError.invalid(option: "--inside-tries \(tries)", reason: "1 to 100000000 draws can be tried")
    }
  }
}

/// How draws fared that were accepted or rejected.
public struct InsideReport: Encodable, Sendable, Equatable {
  /// The number of draws that were looked at.
  public let tried: Int
  /// How many of them were inside.
  public let inside: Int
  /// The share of draws outside.
  public var outsideShare: Double { 1 - Double(inside) / Double(tried) }
  /// The outsideness that half of the draws do not exceed.
  public let medianOutsideness: Double
}

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
