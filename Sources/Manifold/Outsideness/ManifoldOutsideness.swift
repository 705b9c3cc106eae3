public import LatentGeometry
public import SafeFiles

/// How likely draws of the prior fall outside the manifold of encodings, beside encodings that the manifold does not know.
///
/// The manifold is that of ``BallCover`` around reference encodings. A draw is outside where no ball holds it. In many
/// dimensions most of any law lies outside the balls of a sample: the share of draws outside means something only beside
/// that of held-out encodings, which the same balls measure. Were the encodings' law the prior's, both would be equal
/// within the interval of their difference.
///
/// Intervals speak of other draws and other held-out encodings beside the same reference.
///
/// The share of the draws inside is the precision of the prior as a generator of encodings (Kynkäänniemi et al. 2019), density
/// and coverage those of Naeem et al. (2020).
public struct ManifoldOutsideness: Sendable, Equatable, Encodable {
  /// What held-out encodings look like.
  public struct HeldOut: Sendable, Equatable, Encodable {
    /// The share in no ball.
    public let outside: ShareInterval
    /// The number of balls that hold a row, over k; 1 on average for the reference's own law.
    public let density: BootstrapInterval
    /// Outsideness at ``ManifoldOutsideness/levels``; nil where infinite.
    public let outsidenessQuantiles: [Double?]
  }

  /// Other rows beside the held-out encodings.
  public struct Comparison: Sendable, Equatable, Encodable {
    /// The share in no ball.
    public let outside: ShareInterval
    /// That share less the held-out encodings'.
    public let difference: ShareDifference
    /// The number of balls that hold a row, over k.
    public let density: BootstrapInterval
    /// The share of balls that hold any of ``coverageQueryCount`` rows.
    public let coverage: Double
    /// The share of balls that hold any of as many held-out encodings.
    public let heldOutCoverage: Double
    /// The lesser of the two numbers of rows: coverage grows with it.
    public let coverageQueryCount: Int
    /// Outsideness at ``ManifoldOutsideness/levels``; nil where infinite.
    public let outsidenessQuantiles: [Double?]
  }

  /// The results for one k.
  public struct Result: Sendable, Equatable, Encodable {
    /// The number of neighbors that a ball reaches to.
    public let k: Int
    /// Draws of the prior.
    public let priorSamples: Comparison
    /// Held-out encodings.
    public let heldOut: HeldOut
    /// Other latents, where there are any.
    public let latents: Comparison?
    /// For each draw min_i d(q, i) / r_i, see ``BallMeasures/outsideness``.
    public let priorSampleOutsideness: [Double]
    /// The same for each held-out encoding.
    public let heldOutOutsideness: [Double]
    /// The same for each other latent; empty where there are none.
    public let latentOutsideness: [Double]

    /// Without the single rows' numbers.
    enum CodingKeys: CodingKey {
      case k, priorSamples, heldOut, latents
    }
  }

  /// The probabilities of all quantiles of outsideness.
  public static let levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// The number of reference encodings.
  public let referenceCount: Int
  /// The number of held-out encodings.
  public let heldOutCount: Int
  /// The number of draws of the prior.
  public let priorSampleCount: Int
  /// The number of other latents.
  public let latentCount: Int
  /// ``levels``.
  public let quantileLevels: [Double]
  /// One for each k, rising.
  public let results: [Result]

  /// Measures.
  ///
  /// - Parameters:
  ///   - reference: What the manifold is made of, shape [n, d], finite.
  ///   - heldOut: Encodings apart from the reference, shape [m, d].
  ///   - priorSamples: Draws of the prior, shape [s, d].
  ///   - latents: Other latents, shape [l, d]; nil for none.
  ///   - ks: Numbers of neighbors, strictly rising.
  ///   - seed: Of the intervals.
  ///   - threads: How many threads work; results do not depend on it.
  ///   - progress: Told what begins, and the share 0 … 1 of the work that is done.
  /// - Throws: ``ManifoldOutsidenessError``, `BallCoverError.tooFewCenters(count:k:)` or `LinearAlgebraError`.
  /// - Complexity: O(n (n + m + s + l) d).
  public init(
    reference: any LatentRows,
    heldOut: any LatentRows,
    priorSamples: any LatentRows,
    latents: (any LatentRows)? = nil,
    ks: [Int] = [3, 5, 10],
    seed: UInt64,
    threads: Int? = nil,
    progress: (String, Double) -> Void = { _, _ in }
  ) throws {
    for (rows, name) in [(heldOut, "held-out encodings"), (priorSamples, "draws of the prior")] where rows.count < 1 {
      throw ManifoldOutsidenessError.noRows(name)
    }
    if let latents, latents.count < 1 { throw ManifoldOutsidenessError.noRows("latents") }
    let (n, m) = (Double(reference.count), Double(heldOut.count))
    let (s, l) = (Double(priorSamples.count), Double(latents?.count ?? 0))
    let total = n + m + s + l
    progress("balls", 0)
    let balls = try BallCover(reference, ks: ks, threads: threads)
    progress("held-out encodings", n / total)
    let held = try balls.measure(heldOut)
    progress("draws of the prior", (n + m) / total)
    let draws = try balls.measure(priorSamples)
    progress("latents", (n + m + s) / total)
    let others = try latents.map { try balls.measure($0) }
    referenceCount = reference.count
    heldOutCount = heldOut.count
    priorSampleCount = priorSamples.count
    latentCount = latents?.count ?? 0
    quantileLevels = Self.levels
    results = ks.indices.map { index in
      Result(
        k: ks[index],
        priorSamples: Comparison(draws[index], beside: held[index], seed: seed),
        heldOut: HeldOut(held[index], seed: seed),
        latents: others.map { Comparison($0[index], beside: held[index], seed: seed) },
        priorSampleOutsideness: draws[index].outsideness,
        heldOutOutsideness: held[index].outsideness,
        latentOutsideness: others?[index].outsideness ?? []
      )
    }
    progress("done", 1)
  }

  /// The results for one k.
  ///
  /// - Parameter k: One of those that were measured.
  /// - Returns: Nil for any other.
  public func result(k: Int) -> Result? { results.first { $0.k == k } }
}

extension ManifoldOutsideness.HeldOut {
  init(_ measures: BallMeasures, seed: UInt64) {
    outside = ShareInterval(of: measures.outsideShare, seed: seed)
    density = measures.densityInterval(seed: seed)
    outsidenessQuantiles = measures.outsidenessQuantiles
  }
}

extension ManifoldOutsideness.Comparison {
  init(_ measures: BallMeasures, beside heldOut: BallMeasures, seed: UInt64) {
    outside = ShareInterval(of: measures.outsideShare, seed: seed)
    difference = ShareDifference(of: measures.outsideShare, minus: heldOut.outsideShare, seed: seed)
    density = measures.densityInterval(seed: seed)
    coverageQueryCount = min(measures.counts.count, heldOut.counts.count)
    coverage = measures.expectedCoverage(ofQueries: coverageQueryCount)
    heldOutCoverage = heldOut.expectedCoverage(ofQueries: coverageQueryCount)
    outsidenessQuantiles = measures.outsidenessQuantiles
  }
}

extension BallMeasures {
  /// The queries in no ball.
  fileprivate var outsideShare: Share { Share(counts.count { $0 == 0 }, of: counts.count) }

  fileprivate func densityInterval(seed: UInt64) -> BootstrapInterval {
    BootstrapInterval(ofMean: counts.map { Double($0) / Double(k) }, seed: seed)
  }

  fileprivate var outsidenessQuantiles: [Double?] {
    let sorted = outsideness.sorted()
    return ManifoldOutsideness.levels.map { level in
      // The nearest number below: between a number and infinity there is no straight line.
      let value = sorted[Int((level * Double(sorted.count - 1)).rounded())]
      return value.isFinite ? value : nil
    }
  }
}

/// Why nothing can be measured.
public enum ManifoldOutsidenessError: ExplainedError, Equatable {
  /// There are none of what is to be compared.
  case noRows(String)

  /// The kind of the failure.
  public var category: FailureCategory { .badData }

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .noRows(let name): "there are no \(name); give at least one"
    }
  }
}
