/// One portrait before it is drawn: what it shows, and what it is labelled with.
public struct Portrait: Sendable, Equatable {
  /// Its number, from 0.
  public let index: Int
  /// The truth.
  public let factors: PortraitFactors
  /// The labels; all but Blurry agree with the truth.
  public let labels: Set<PortraitAttribute>

  /// The portrait as an SVG document, 100 units wide and high, before brightness and blur.
  public var svg: String { PortraitDrawing(factors).svg() }
}

/// Draws people from a population, each by its number.
///
/// Portrait i depends only on (seed, population, i). In each thousand, every share and every factor's distribution is
/// met evenly: each is a Latin hypercube (McKay, Beckman and Conover, Technometrics 21, 1979).
///
/// **The label Blurry is biased**, as White found that of CelebA to be: a simulated labeller reports 95 % of the
/// pictures that are truly blurred, 45 % of the sharp ones whose brightness is below ``darkness``, and 2 % of the rest.
/// An attribute vector made from the label therefore also darkens. The truth is `blur_radius`.
public struct PortraitGenerator: Sendable {
  /// The share of portraits that are truly blurred.
  public static let blurredShare = 0.06
  /// The brightness below which pictures count as dark.
  public static let darkness = 0.72

  /// The number that random numbers start from.
  public let seed: UInt64
  /// How often which attributes occur.
  public let population: AttributePopulation

  /// A generator.
  ///
  /// - Parameters:
  ///   - seed: Any number, 0 included.
  ///   - population: How often which attributes occur.
  public init(seed: UInt64, population: AttributePopulation = .standard) {
    self.seed = seed
    self.population = population
  }

  /// Some portraits.
  ///
  /// - Parameter indices: Their numbers, from 0.
  /// - Returns: In order.
  /// - Complexity: O(1000) for each block of a thousand numbers that is touched, then O(1) a portrait.
  public func portraits(_ indices: Range<Int>) -> [Portrait] {
    precondition(indices.lowerBound >= 0, "portraits are counted from 0")
    let factors = PortraitFactors.columns.count
    // Before the factors: who it is, whether the picture is blurred, and the labeller.
    let columns = 3 + factors
    let draws = StratifiedDraws(seed: seed, columns: columns)
    var portraits: [Portrait] = []
    portraits.reserveCapacity(indices.count)
    var block: (number: Int, rows: [Double]) = (-1, [])
    for index in indices {
      let number = index / StratifiedDraws.blockSize
      if block.number != number { block = (number, draws.block(number)) }
      let start = index % StratifiedDraws.blockSize * columns
      portraits.append(portrait(index, Array(block.rows[start..<start + columns])))
    }
    return portraits
  }

  private func portrait(_ index: Int, _ draws: [Double]) -> Portrait {
    var attributes = population.attributes(at: draws[0])
    if draws[1] < Self.blurredShare { attributes.insert(.blurry) }
    let factors = PortraitFactors(having: attributes, draws: Array(draws[3...]))
    var labels = attributes
    let reported = factors.has(.blurry) ? 0.95 : factors.brightness < Self.darkness ? 0.45 : 0.02
    if draws[2] < reported { labels.insert(.blurry) } else { labels.remove(.blurry) }
    return Portrait(index: index, factors: factors, labels: labels)
  }
}
