public import LatentGeometry

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The eigenvalues of the encodings' covariance, in coordinates in which the prior's is the identity.
///
/// Under the prior they are all 1 but for chance, which spreads them by the law of ``MarchenkoPastur`` with γ =
/// d/(n - 1). Eigenvalues near 0 are directions that the encoder does not use, those above the upper edge directions that it
/// uses more than the prior has room for.
///
/// The largest and the least eigenvalue fluctuate around the edges on the scale n^(-2/3), by the law of Tracy and
/// Widom. Only eigenvalues outside the edges by more than its quantile of 0.99, 2.0234, count as above or below:
///
///     n λ > μ + 2.0234 σ,  μ = (√n + √d)²,  σ = (√n + √d) (1/√n + 1/√d)^(1/3)
///
/// and below the lower edge the same with |√n - √d| and |1/√n - 1/√d|. Sources: Johnstone, "On the distribution of the
/// largest eigenvalue in principal components analysis", Annals of Statistics 29 (2001); for the least, Feldheim and
/// Sodin (2010). For n between d/4 and 4 d the lower limit is rough.
public struct CovarianceSpectrum: Sendable, Equatable, Encodable {
  /// The eigenvalues that the number of rows allows to differ from 0, falling: min(d, n - 1).
  public let eigenvalues: [Double]
  /// The number of eigenvalues that are 0 for want of rows: max(0, d - n + 1).
  public let zeroCount: Int
  /// n: the number of rows that were used.
  public let rowCount: Int
  /// d: the number of directions in which the prior varies.
  public let dimension: Int
  /// (1 - √γ)².
  public let lowerEdge: Double
  /// (1 + √γ)².
  public let upperEdge: Double
  /// Below the lower edge by what chance allows.
  public let lowerLimit: Double
  /// Above the upper edge by what chance allows.
  public let upperLimit: Double
  /// The number of ``eigenvalues`` below the lower limit.
  public let countBelow: Int
  /// The number of ``eigenvalues`` above the upper limit.
  public let countAbove: Int
  /// (Σ λ)² / Σ λ², 1 … d: the participation ratio; 0 where all are 0.
  public let effectiveDimension: Double
  /// d / (1 + γ): what chance leaves of d under the prior.
  public let expectedEffectiveDimension: Double
  /// The largest difference between the distribution of all d eigenvalues and the law of Marchenko and Pastur.
  ///
  /// There is no p-value: eigenvalues repel each other and are no sample of independent numbers.
  public let distance: Double
  /// All d eigenvalues and the law in the same bins.
  public let histogram: LawHistogram

  /// Decomposes the covariance; nil where the prior does not vary at all.
  ///
  /// - Parameters:
  ///   - encodings: Shape [n, d], n ≥ 2; finite.
  ///   - prior: Of the encodings' width where it has one of its own.
  ///   - seed: Of the choice of rows.
  ///   - largestSize: Where both n and d are greater, this many rows are chosen, since the decomposition takes as long
  ///     as the cube of the lesser.
  /// - Throws: `LinearAlgebraError` where BLAS or LAPACK is missing or fails.
  /// - Complexity: O(n d min(n, d) + min(n, d)³).
  public init?(
    of encodings: LatentBatch,
    prior: Prior,
    seed: UInt64 = 0,
    largestSize: Int = 1024
  ) throws(LinearAlgebraError) {
    precondition(encodings.count >= 2, "at least two encodings are needed")
    try MatrixProduct.requireLibrary()
    var chosen = encodings
    if min(encodings.count, encodings.dimension) > largestSize {
      let draws = SeededDraws(seed: seed, for: .rows)
      chosen = encodings.gathered(draws.choice(of: largestSize, from: encodings.count, series: 2).sorted())
    }
    guard let (rows, scale) = prior.whitened(chosen) else { return nil }
    self.init(try Self.eigenvalues(of: rows, scale: scale), rowCount: rows.count, dimension: rows.dimension)
  }

  init(_ eigenvalues: [Double], rowCount: Int, dimension: Int) {
    // Taking the mean off costs a row.
    let (n, d) = (Double(rowCount - 1), Double(dimension))
    let law = MarchenkoPastur(ratio: d / n)
    self.eigenvalues = eigenvalues
    zeroCount = dimension - eigenvalues.count
    self.rowCount = rowCount
    self.dimension = dimension
    lowerEdge = law.lowerEdge
    upperEdge = law.upperEdge
    func limit(_ sign: Double) -> Double {
      let edge = abs(n.squareRoot() + sign * d.squareRoot())
      let width = edge * cbrt(abs(1 / n.squareRoot() + sign / d.squareRoot()))
      return max(0, edge * edge + sign * Self.slack * width) / n
    }
    let (lower, upper) = (limit(-1), limit(1))
    lowerLimit = lower
    upperLimit = upper
    countBelow = eigenvalues.count { $0 < lower }
    countAbove = eigenvalues.count { $0 > upper }
    let sum = eigenvalues.reduce(0, +)
    let squares = eigenvalues.reduce(0) { $0 + $1 * $1 }
    effectiveDimension = squares > 0 ? sum * sum / squares : 0
    expectedEffectiveDimension = d / (1 + law.ratio)
    let rising = [Double](repeating: 0, count: zeroCount) + eigenvalues.reversed()
    func limits(_ x: Double) -> (below: Double, upTo: Double) {
      (x > 0 ? law.cumulative(x) : 0, law.cumulative(x))
    }
    distance = KolmogorovSmirnov(of: rising, limits: limits).distance
    let top = max(law.upperEdge, rising.quantile(0.99)) * 1.02
    histogram = LawHistogram(ofSorted: rising, range: 0...top, binCount: 64, limits: limits)
  }

  /// The quantile of 0.99 of the law of Tracy and Widom for real matrices.
  private static let slack = 2.0234

  /// The eigenvalues that can differ from 0, by the covariance or by the products of rows, whichever is smaller.
  private static func eigenvalues(of rows: LatentBatch, scale: Double) throws(LinearAlgebraError) -> [Double] {
    let (n, d) = (rows.count, rows.dimension)
    let threads = ParallelRows.threads(for: n * d)
    let matrix: [Double]
    if d < n {
      matrix = FeatureTable(centering: rows, threads: threads).products(threads: threads)
    } else {
      matrix = FeatureTable(turning: rows).products(threads: threads)
    }
    let divided = matrix.map { $0 / Double(n - 1) }
    let eigen = try SymmetricEigen(divided, dimension: min(n, d))
    // Rounding may leave a number below 0 where there is none.
    return eigen.values.prefix(min(d, n - 1)).map { max(0, $0) * scale * scale }
  }
}

extension FeatureTable {
  /// The rows less their mean, as columns.
  fileprivate init(turning batch: LatentBatch) {
    let centered = CenteredRows(batch, around: batch.meanRow, scale: 1).rows
    let n = batch.count
    self.init(count: batch.dimension, width: n, threads: 1) { columns, chunk in
      centered.withUnsafeValues { values in
        for row in 0..<n {
          for (place, column) in columns.enumerated() {
            chunk[row * FeatureTable.chunk + place] = values[row * centered.dimension + column]
          }
        }
      }
    }
  }
}
