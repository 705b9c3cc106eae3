/// How a batch of latents lies in relation to a prior.
public struct PriorStatistics: Sendable, Equatable {
  /// The prior's law of lengths in the batch's dimension.
  public let law: LengthLaw
  /// ‖z - c‖ of every row, measured from the prior's centre.
  public let lengths: [Double]
  /// How many standard deviations of the prior's law each length lies above or below the prior's mean length.
  public let deviations: [Double]
  /// The share of coordinates that the prior cannot produce, 0 … 1; 0 where every number is possible.
  public let shareOutsideSupport: Double
  /// The mean over all n × d coordinates.
  public let coordinateMean: Double
  /// The standard deviation over all n × d coordinates, divided by n d.
  public let coordinateStandardDeviation: Double
  private let prior: Prior
  private let dimension: Int

  /// Measures a batch of at least one latent.
  ///
  /// - Parameters:
  ///   - batch: Shape [n, d], n ≥ 1.
  ///   - prior: What the latents should look like; of the batch's width where it has one of its own.
  /// - Complexity: O(n d).
  public init(of batch: LatentBatch, prior: Prior) {
    precondition(batch.count >= 1, "at least one latent is needed")
    let law = prior.lengthLaw(dimension: batch.dimension)
    self.prior = prior
    dimension = batch.dimension
    self.law = law
    lengths = batch.lengths(around: prior.centers(dimension: batch.dimension))
    deviations = lengths.map(law.deviation(ofLength:))
    let size = Double(batch.values.count)
    if let support = prior.support(dimension: batch.dimension) {
      var outside = 0
      for (index, value) in batch.values.enumerated() where !support[index % batch.dimension].contains(value) {
        outside += 1
      }
      shareOutsideSupport = Double(outside) / size
    } else {
      shareOutsideSupport = 0
    }
    let mean = batch.values.reduce(0.0) { $0 + Double($1) } / size
    let square = batch.values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / size
    coordinateMean = mean
    coordinateStandardDeviation = square.squareRoot()
  }

  /// The mean of the rows' lengths.
  public var meanLength: Double { lengths.reduce(0, +) / Double(lengths.count) }

  /// The standard deviation of the rows' lengths, divided by n; 0 for one row.
  public var lengthStandardDeviation: Double {
    let mean = meanLength
    return (lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(lengths.count)).squareRoot()
  }

  /// Whether the lengths follow the prior's law, by the test of Kolmogorov and Smirnov.
  ///
  /// Mean and sd of lengths can be right where their law is not. See ``LengthDistribution/test(_:)``.
  ///
  /// - Returns: Distance and p-value.
  /// - Complexity: Some milliseconds and O(n log n), on every call; nothing is kept.
  public func lengthTest() -> KolmogorovSmirnov {
    prior.lengthDistribution(dimension: dimension).test(lengths)
  }

  /// The row whose length deviates most, the first of equals.
  public var worstRow: Int {
    var worst = 0
    for row in deviations.indices where abs(deviations[row]) > abs(deviations[worst]) { worst = row }
    return worst
  }
}
