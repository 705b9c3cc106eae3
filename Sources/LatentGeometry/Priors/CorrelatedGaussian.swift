/// N(μ, Σ): a normal law whose coordinates may depend on each other, with any symmetric positive semi-definite Σ.
///
/// With Σ = V Λ Vᵀ, latents x and independent normal scores z are two names of the same thing:
///
///     z = Λ^(-1/2) Vᵀ (x - μ)      x = μ + V Λ^(1/2) z
///
/// Directions of zero variance have z = 0, and no z leads along them. Eigenvalues of at most 1e-7 of the largest count as
/// zero, since that is what rounding Σ to single precision leaves of a zero; a diagonal Σ is taken as it is. Eigenvectors
/// have their largest coordinate positive. Two d × d matrices are kept, or d numbers for a diagonal Σ, which needs no
/// LAPACK.
public struct CorrelatedGaussian: Sendable {
  /// μ, d numbers.
  public let mean: [Float]
  /// The variances along the directions of z, in the order of z: falling, or that of the coordinates for a diagonal Σ.
  public let eigenvalues: [Double]
  /// Σ, or its diagonal where all else is 0.
  let storedCovariance: [Float]
  /// Λ^(-1/2) Vᵀ, or its diagonal.
  private let whitening: [Float]
  /// V Λ^(1/2), or its diagonal.
  private let coloring: [Float]

  /// A law of given moments.
  ///
  /// - Parameters:
  ///   - mean: μ, d ≥ 1 finite numbers.
  ///   - covariance: Σ, shape [d, d], row-major. It must equal its transpose to 1e-5 of its largest number and have no
  ///     eigenvalue below -1e-6 of the largest.
  /// - Throws: ``PriorError`` where a parameter is wrong; ``LinearAlgebraError`` where LAPACK is missing or fails.
  /// - Complexity: O(d³).
  public init(mean: [Float], covariance: [Float]) throws {
    let d = mean.count
    try Self.check(mean)
    guard covariance.count == d * d else {
      throw PriorError.invalidParameter(name: "covariance", rule: "\(d) rows of \(d) numbers, as many as mean has")
    }
    guard covariance.allSatisfy({ $0.isFinite }) else {
      throw PriorError.invalidParameter(name: "covariance", rule: "finite numbers")
    }
    let symmetric = try Self.symmetrized(covariance, dimension: d)
    if Self.isDiagonal(symmetric, dimension: d) {
      try self.init(mean: mean, variances: (0..<d).map { symmetric[$0 * d + $0] })
      return
    }
    let eigen = try SymmetricEigen(symmetric.map(Double.init), dimension: d)
    let largest = eigen.values.reduce(0) { max($0, abs($1)) }
    try Self.checkNotNegative(least: eigen.values[d - 1], largest: largest)
    let values = eigen.values.map { $0 > 1e-7 * largest ? $0 : 0 }
    var whitening = [Float](repeating: 0, count: d * d)
    var coloring = whitening
    for k in 0..<d where values[k] > 0 {
      let root = values[k].squareRoot()
      for j in 0..<d {
        let coordinate = eigen.vectors[k * d + j]
        whitening[k * d + j] = Float(coordinate / root)
        coloring[j * d + k] = Float(coordinate * root)
      }
    }
    self.init(
      mean: mean,
      storedCovariance: symmetric,
      eigenvalues: values,
      whitening: whitening,
      coloring: coloring
    )
  }

  private init(
    mean: [Float],
    storedCovariance: [Float],
    eigenvalues: [Double],
    whitening: [Float],
    coloring: [Float]
  ) {
    self.mean = mean
    self.storedCovariance = storedCovariance
    self.eigenvalues = eigenvalues
    self.whitening = whitening
    self.coloring = coloring
  }

  /// A law of independent coordinates.
  ///
  /// - Parameters:
  ///   - mean: μ, d ≥ 1 finite numbers.
  ///   - standardDeviations: d finite numbers ≥ 0.
  /// - Throws: ``PriorError`` where a parameter is wrong.
  public init(mean: [Float], standardDeviations: [Float]) throws {
    try self.init(mean: mean, preciseDeviations: standardDeviations.map(Double.init))
  }

  init(mean: [Float], preciseDeviations standardDeviations: [Double]) throws {
    guard standardDeviations.count == mean.count, standardDeviations.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw PriorError.invalidParameter(
        name: "sd",
        rule: "\(mean.count) finite numbers of 0 or more, as many as mean has"
      )
    }
    try self.init(mean: mean, variances: standardDeviations.map { Float($0 * $0) })
  }

  private init(mean: [Float], variances: [Float]) throws {
    try Self.check(mean)
    guard variances.allSatisfy({ $0.isFinite }) else {
      throw PriorError.invalidParameter(name: "sd", rule: "numbers whose squares are finite")
    }
    let largest = variances.reduce(0) { max($0, abs($1)) }
    try Self.checkNotNegative(least: Double(variances.min() ?? 0), largest: Double(largest))
    self.mean = mean
    storedCovariance = variances.map { max(0, $0) }
    eigenvalues = storedCovariance.map(Double.init)
    coloring = storedCovariance.map { $0.squareRoot() }
    whitening = eigenvalues.map { $0 > 0 ? Float(1 / $0.squareRoot()) : 0 }
  }

  /// The law with the mean and the unbiased covariance of some latents.
  ///
  /// With n ≤ d rows it has at most n - 1 directions that vary.
  ///
  /// - Parameter batch: Shape [n, d], n ≥ 2; finite.
  /// - Throws: ``PriorError`` for fewer rows or moments that overflow; ``LinearAlgebraError`` where LAPACK is missing or
  ///   fails.
  /// - Complexity: O(n d² + d³).
  public init(fitting batch: LatentBatch) throws {
    guard batch.count >= 2 else {
      throw PriorError.invalidParameter(name: "the number of latents to fit", rule: "2 or more, not \(batch.count)")
    }
    let (mean, covariance) = sampleCovariance(of: batch)
    try self.init(mean: mean.map { Float($0) }, covariance: covariance.map { Float($0) })
  }

  /// d.
  public var dimension: Int { mean.count }

  /// Whether all coordinates are independent.
  public var isDiagonal: Bool { storedCovariance.count == mean.count }

  /// Σ, shape [d, d], row-major.
  public var covariance: [Float] {
    guard isDiagonal else { return storedCovariance }
    var full = [Float](repeating: 0, count: dimension * dimension)
    for index in 0..<dimension { full[index * dimension + index] = storedCovariance[index] }
    return full
  }

  /// The diagonal of Σ: each coordinate's own variance.
  public var variances: [Float] {
    isDiagonal
      ? storedCovariance : (0..<dimension).map { max(0, storedCovariance[$0 * dimension + $0]) }
  }

  /// z = Λ^(-1/2) Vᵀ (x - μ), with 0 along directions of zero variance.
  ///
  /// - Parameters:
  ///   - row: x, d numbers.
  ///   - scores: Receives z; may be the same memory as `row`.
  /// - Complexity: O(d²), O(d) for a diagonal Σ.
  public func whiten(_ row: UnsafeBufferPointer<Float>, into scores: UnsafeMutableBufferPointer<Float>) {
    precondition(row.count == dimension && scores.count == dimension, "a row of the law has \(dimension) numbers")
    guard !isDiagonal else {
      for index in 0..<dimension { scores[index] = (row[index] - mean[index]) * whitening[index] }
      return
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: dimension) { centered in
      for index in 0..<dimension { centered.initializeElement(at: index, to: row[index] - mean[index]) }
      whitening.withUnsafeBufferPointer { MatrixRows.apply($0, to: UnsafeBufferPointer(centered), into: scores) }
    }
  }

  /// x = μ + V Λ^(1/2) z.
  ///
  /// - Parameters:
  ///   - scores: z, d numbers.
  ///   - row: Receives x; may be the same memory as `scores`.
  /// - Complexity: O(d²), O(d) for a diagonal Σ.
  public func color(_ scores: UnsafeBufferPointer<Float>, into row: UnsafeMutableBufferPointer<Float>) {
    precondition(row.count == dimension && scores.count == dimension, "a row of the law has \(dimension) numbers")
    guard !isDiagonal else {
      for index in 0..<dimension { row[index] = mean[index] + coloring[index] * scores[index] }
      return
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: dimension) { copy in
      for index in 0..<dimension { copy.initializeElement(at: index, to: scores[index]) }
      coloring.withUnsafeBufferPointer { MatrixRows.apply($0, to: UnsafeBufferPointer(copy), into: row) }
    }
    for index in 0..<dimension { row[index] += mean[index] }
  }

  private static func check(_ mean: [Float]) throws(PriorError) {
    guard !mean.isEmpty, mean.allSatisfy({ $0.isFinite }) else {
      throw PriorError.invalidParameter(name: "mean", rule: "one or more finite numbers")
    }
  }

  private static func checkNotNegative(least: Double, largest: Double) throws(PriorError) {
    guard least >= -1e-6 * largest else {
      throw PriorError.invalidParameter(
        name: "covariance",
        rule: "positive semi-definite, but its least eigenvalue is \(Float(least))"
      )
    }
  }

  private static func symmetrized(_ matrix: [Float], dimension d: Int) throws(PriorError) -> [Float] {
    let tolerance = 1e-5 * matrix.reduce(0) { max($0, abs($1)) }
    var symmetric = matrix
    for i in 0..<d {
      for j in 0..<i where matrix[i * d + j] != matrix[j * d + i] {
        guard abs(matrix[i * d + j] - matrix[j * d + i]) <= tolerance else {
          throw PriorError.invalidParameter(
            name: "covariance",
            rule: "symmetric, but its numbers in row \(i), column \(j) and row \(j), column \(i) differ"
          )
        }
        let middle = matrix[i * d + j] / 2 + matrix[j * d + i] / 2
        symmetric[i * d + j] = middle
        symmetric[j * d + i] = middle
      }
    }
    return symmetric
  }

  private static func isDiagonal(_ matrix: [Float], dimension d: Int) -> Bool {
    matrix.indices.allSatisfy { matrix[$0] == 0 || $0 / d == $0 % d }
  }
}

extension CorrelatedGaussian: Equatable {
  /// Whether mean and covariance are the same; all else follows from them.
  ///
  /// - Parameters:
  ///   - first: A law.
  ///   - second: Another.
  /// - Returns: Equality number by number.
  public static func == (first: CorrelatedGaussian, second: CorrelatedGaussian) -> Bool {
    first.mean == second.mean && first.storedCovariance == second.storedCovariance
  }
}
