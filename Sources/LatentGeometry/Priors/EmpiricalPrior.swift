/// The law of a set of latents, learned without assuming its shape: a Gaussian copula.
///
/// Each coordinate j has its own distribution function F_j, kept as the quantiles at normal scores that are equally far
/// apart, with straight lines between them; a normal coordinate is so kept exactly, and tails as finely as the middle. The
/// scores Φ⁻¹(F_j(x_j)) of all coordinates are taken as jointly normal with their correlations in the set.
///
/// - Scores reach from -s to s with s = Φ⁻¹(1 - 1/(2n)), those of the least and the greatest of n numbers (Hazen's plotting
///   position (i - ½)/n); values beyond have them too. A normal number beyond, of which there is 1 in n, stands for the end
///   of the range, so that no value leaves what was seen.
/// - A value that many rows share fills a range of scores, all of which stand for it; its own score is the one in the
///   middle of their probability.
/// - A coordinate that never varies has the score 0, whatever the value, and that one value for every score.
///
/// Source: Liu, Lafferty and Wasserman, "The nonparanormal", Journal of Machine Learning Research 10 (2009).
public struct EmpiricalPrior: Sendable, Equatable {
  /// The mean of the rows, d numbers; lengths are measured from it.
  public let mean: [Float]
  /// The law of the normal scores: mean 0, every variance 1.
  public let copula: CorrelatedGaussian
  /// ‖x - mean‖ of every fitted row, rising.
  package let sortedLengths: [Float]
  /// The number of quantiles of a coordinate.
  let levels: Int
  /// Shape [d, levels], rising along rows.
  let quantiles: [Float]
  /// s, the score of the greatest value; -s is that of the least.
  public let greatestScore: Double

  /// The law of some latents.
  ///
  /// With n ≤ d rows their correlations could not be told from chance, and would leave directions without variance; they
  /// are then multiplied by 1 - λ, where λ is at least 0.01 and at most 1, and otherwise the estimate
  /// Σ (1 - r²)² / (n - 1) / Σ r² over all pairs (Schäfer and Strimmer 2005).
  ///
  /// - Parameters:
  ///   - batch: Shape [n, d], n ≥ 2; finite.
  ///   - levels: The number of quantiles kept of each coordinate, 2 or more.
  /// - Throws: ``PriorError`` for fewer rows; ``LinearAlgebraError`` where LAPACK is missing or fails.
  /// - Complexity: O(n d log n + n d² + d³).
  public init(fitting batch: LatentBatch, levels: Int = 513) throws {
    precondition(levels >= 2, "a law needs at least its two ends")
    let (n, d) = (batch.count, batch.dimension)
    guard n >= 2 else {
      throw PriorError.invalidParameter(name: "the number of latents to fit", rule: "2 or more, not \(n)")
    }
    let mean = sampleMean(of: batch).map { Float($0) }
    let quantiles = Self.quantiles(of: batch, levels: levels)
    let marginals = try EmpiricalPrior(
      mean: mean,
      quantiles: quantiles,
      levels: levels,
      sortedLengths: batch.lengths(around: mean).map { Float($0) }.sorted(),
      copula: CorrelatedGaussian(
        mean: [Float](repeating: 0, count: d),
        standardDeviations: [Float](repeating: 1, count: d)
      )
    )
    var scores = batch
    scores.withUnsafeMutableValues { values in
      nonisolated(unsafe) let values = values
      ParallelRows.run(n, threads: ParallelRows.threads(for: values.count)) { rows in
        for row in rows {
          for column in 0..<d {
            values[row * d + column] = Float(marginals.score(values[row * d + column], coordinate: column))
          }
        }
      }
    }
    let copula = try CorrelatedGaussian(mean: marginals.copula.mean, covariance: Self.correlations(of: scores))
    self.init(
      mean: mean,
      quantiles: quantiles,
      levels: levels,
      sortedLengths: marginals.sortedLengths,
      copula: copula
    )
  }

  /// A law of parts that fit together.
  init(mean: [Float], quantiles: [Float], levels: Int, sortedLengths: [Float], copula: CorrelatedGaussian) {
    self.mean = mean
    self.quantiles = quantiles
    self.levels = levels
    self.sortedLengths = sortedLengths
    self.copula = copula
    greatestScore = Self.greatestScore(count: sortedLengths.count)
  }

  /// d.
  public var dimension: Int { mean.count }

  /// The least and the greatest value of a coordinate.
  ///
  /// - Parameter coordinate: 0 ..< d.
  /// - Returns: A closed range; one value for a coordinate that never varies.
  public func range(of coordinate: Int) -> ClosedRange<Float> {
    quantiles[coordinate * levels]...quantiles[(coordinate + 1) * levels - 1]
  }

  /// The normal score Φ⁻¹(F_j(x)) of a value.
  ///
  /// - Parameters:
  ///   - x: Any number; values outside the coordinate's range have the score of its nearer end.
  ///   - coordinate: j, 0 ..< d.
  /// - Returns: A number from -``greatestScore`` to ``greatestScore``, never falling as x rises; 0 for a coordinate that
  ///   never varies.
  /// - Complexity: O(log levels).
  public func score(_ x: Float, coordinate: Int) -> Double {
    quantiles.withUnsafeBufferPointer { quantiles in
      score(x, among: UnsafeBufferPointer(rebasing: quantiles[coordinate * levels..<(coordinate + 1) * levels]))
    }
  }

  private func score(_ x: Float, among quantiles: UnsafeBufferPointer<Float>) -> Double {
    let last = levels - 1
    guard quantiles[0] < quantiles[last] else { return 0 }
    if x < quantiles[0] { return -greatestScore }
    if x > quantiles[last] { return greatestScore }
    // The last place whose quantile is at most x, by halving without branches.
    var (place, length) = (0, levels)
    while length > 1 {
      let half = length / 2
      place &+= quantiles[place &+ half] <= x ? half : 0
      length &-= half
    }
    let low = quantiles[place]
    if low < x {
      let fraction = (Double(x) - Double(low)) / (Double(quantiles[place + 1]) - Double(low))
      return score(ofLevel: Double(place) + fraction)
    }
    var first = place
    while first > 0, quantiles[first - 1] == x { first -= 1 }
    if first == place { return score(ofLevel: Double(place)) }
    let ends = normalCumulative(score(ofLevel: Double(first))) + normalCumulative(score(ofLevel: Double(place)))
    return normalQuantile(ends / 2)
  }

  /// The value F_j⁻¹(Φ(q)) of a normal score.
  ///
  /// - Parameters:
  ///   - q: Any number; beyond ±``greatestScore`` the result is the end of the range.
  ///   - coordinate: j, 0 ..< d.
  /// - Returns: A number of the coordinate's range, never falling as q rises.
  public func value(ofScore q: Double, coordinate: Int) -> Float {
    let level = (max(-greatestScore, min(greatestScore, q)) + greatestScore) / spacing
    let below = min(Int(level), levels - 2)
    let (low, high) = (quantiles[coordinate * levels + below], quantiles[coordinate * levels + below + 1])
    let value = Double(low) + (level - Double(below)) * (Double(high) - Double(low))
    return max(low, min(high, Float(value)))
  }

  /// The distance of two neighbouring scores of the table.
  private var spacing: Double { 2 * greatestScore / Double(levels - 1) }

  private func score(ofLevel level: Double) -> Double {
    max(-greatestScore, min(greatestScore, level * spacing - greatestScore))
  }
}

extension EmpiricalPrior {
  /// Φ⁻¹(1 - 1/(2n)).
  static func greatestScore(count n: Int) -> Double { -normalQuantile(0.5 / Double(n)) }

  /// The table of a batch: straight lines between the order statistics, which stand at (i - ½)/n.
  private static func quantiles(of batch: LatentBatch, levels: Int) -> [Float] {
    let (n, d) = (batch.count, batch.dimension)
    let end = greatestScore(count: n)
    // Where each level lies among the sorted numbers, counted from 0.
    let places = (0..<levels).map { level in
      let score = end * (2 * Double(level) / Double(levels - 1) - 1)
      return max(0, min(Double(n - 1), Double(n) * normalCumulative(score) - 0.5))
    }
    return [Float](unsafeUninitializedCapacity: d * levels) { quantiles, count in
      nonisolated(unsafe) let quantiles = quantiles
      ParallelRows.run(d, threads: ParallelRows.threads(for: n * d)) { coordinates in
        var column = [Float](repeating: 0, count: n)
        for coordinate in coordinates {
          for row in 0..<n { column[row] = batch.values[row * d + coordinate] }
          column.sort()
          var last = column[0]
          for (level, place) in places.enumerated() {
            let below = min(Int(place), n - 2)
            let (low, high) = (Double(column[below]), Double(column[below + 1]))
            let value = Float(low + (place - Double(below)) * (high - low))
            // Rounding must touch neither the ends nor the order.
            last = level == 0 ? column[0] : level == levels - 1 ? column[n - 1] : max(last, value)
            quantiles.initializeElement(at: coordinate * levels + level, to: last)
          }
        }
      }
      count = d * levels
    }
  }

  /// The correlations of normal scores, with 1 on the diagonal and 0 beside it for coordinates that never vary.
  private static func correlations(of scores: LatentBatch) -> [Float] {
    let (n, d) = (scores.count, scores.dimension)
    var matrix = sampleCovariance(of: scores).covariance
    let factors = (0..<d).map { matrix[$0 * d + $0] > 0 ? 1 / matrix[$0 * d + $0].squareRoot() : 0 }
    for i in 0..<d {
      for j in 0..<d {
        matrix[i * d + j] = i == j ? 1 : max(-1, min(1, matrix[i * d + j] * factors[i] * factors[j]))
      }
    }
    guard n <= d else { return matrix.map { Float($0) } }
    var (chance, squares) = (0.0, 0.0)
    for i in 0..<d {
      for j in 0..<i {
        let square = matrix[i * d + j] * matrix[i * d + j]
        chance += (1 - square) * (1 - square) / Double(n - 1)
        squares += square
      }
    }
    let shrinkage = squares > 0 ? max(0.01, min(1, chance / squares)) : 1
    return matrix.indices.map { Float($0 / d == $0 % d ? 1 : (1 - shrinkage) * matrix[$0]) }
  }
}
