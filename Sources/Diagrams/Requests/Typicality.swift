public import LatentGeometry

/// How far latents lie from the prior: by their length, and by coordinates that the prior never has.
public struct Typicality: Sendable, Codable, Equatable {
  /// ‖z - c‖ of each latent, measured from the prior's centre.
  public let lengths: [Double]
  /// How many sd of the prior's law of lengths each lies above or below its mean; nil where the law has no spread and the
  /// length is another.
  public let deviations: [Double?]
  /// The share of each latent's coordinates outside the prior's support, 0 … 1; nil where every number is possible.
  public let outsideSupport: [Double]?

  /// Beyond this many sd a latent counts as one that the model was hardly ever trained on.
  ///
  /// One draw of N(0, I) in 16,000 lies further out; White (2016, section 2) calls the linear midpoint's four sd improbable.
  public static let limit = 4.0

  /// Measures latents.
  ///
  /// - Parameters:
  ///   - latents: Any number; a sheet of original pictures has none.
  ///   - prior: The model's prior.
  public init(of latents: LatentBatch, prior: Prior) {
    guard latents.count > 0 else {
      self.init(lengths: [], deviations: [], outsideSupport: nil)
      return
    }
    let statistics = PriorStatistics(of: latents, prior: prior)
    self.init(
      lengths: statistics.lengths,
      deviations: statistics.deviations.map { $0.isFinite ? $0 : nil },
      outsideSupport: prior.sharesOutsideSupport(of: latents)
    )
  }

  private init(lengths: [Double], deviations: [Double?], outsideSupport: [Double]?) {
    self.lengths = lengths
    self.deviations = deviations
    self.outsideSupport = outsideSupport
  }

  /// The same of some of the latents.
  ///
  /// - Parameter rows: A range of them.
  public subscript(rows: Range<Int>) -> Typicality {
    Typicality(
      lengths: Array(lengths[rows]),
      deviations: Array(deviations[rows]),
      outsideSupport: outsideSupport.map { Array($0[rows]) }
    )
  }

  /// The latents beyond ``limit``.
  public var atypical: [Int] {
    deviations.indices.filter { row in deviations[row].map { abs($0) > Self.limit } ?? true }
  }

  /// The latent that lies furthest out, the first of equals; those whose deviation is no number lie furthest, by their lengths.
  ///
  /// - Parameter length: The mean of the prior's law of lengths.
  /// - Returns: The latent's row.
  func furthest(from length: Double) -> Int? {
    func isNearer(_ a: Int, _ b: Int) -> Bool {
      switch (deviations[a], deviations[b]) {
      case (let one?, let other?): abs(one) < abs(other)
      case (nil, nil): abs(lengths[a] - length) < abs(lengths[b] - length)
      case (let one, _): one != nil
      }
    }
    return deviations.indices.max { isNearer($0, $1) || (!isNearer($1, $0) && $0 > $1) }
  }

  /// The same with numbers that are short enough for a recipe.
  var rounded: Typicality {
    func short(_ number: Double) -> Double { (number * 1e4).rounded() / 1e4 }
    return Typicality(
      lengths: lengths.map(short),
      deviations: deviations.map { $0.map(short) },
      outsideSupport: outsideSupport.map { $0.map(short) }
    )
  }
}
