public import LatentGeometry

/// Vectors seen from the side from which they are spread the most: two coordinates for each.
///
/// The coordinates are centred; the first has the greatest variance. Of each the entry of largest size is positive (the
/// first of those within 1e-6 of it), so that nothing but the vectors decides the signs. A coordinate whose variance is
/// below 1e-12 of the first's is 0: vectors on a line have a second coordinate of 0, equal vectors none at all.
public struct PlanarEmbedding: Sendable, Equatable {
  /// Which plane.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// That of the first two principal components; by cosine, of the vectors' directions.
    case principalComponents = "pca"
    /// That of classical scaling (Torgerson 1952), which by Euclidean distance is the same; by cosine it scales 1 - cos.
    case classicalScaling = "mds"
  }

  /// The number of vectors, n.
  public let count: Int
  /// Shape [n, 2].
  public let coordinates: [Double]

  /// Principal components: the projections on the two directions of greatest variance.
  ///
  /// - Parameters:
  ///   - latents: n ≥ 0 finite vectors of d numbers.
  ///   - metric: With ``DistanceMetric/cosine`` the vectors' directions are projected.
  /// - Returns: The scores, in units of the latents.
  /// - Complexity: O(n d min(n, d) + min(n, d)³).
  /// - Throws: ``PlacementError``.
  public static func principalComponents(
    of latents: some LatentRows,
    metric: DistanceMetric = .l2
  ) throws(PlacementError) -> PlanarEmbedding {
    try PlanarEmbedding(of: PlacementVectors(latents, metric: metric))
  }

  /// Through the covariance, or where there are fewer vectors than numbers in one, through the table of their products.
  init(of vectors: PlacementVectors) throws(PlacementError) {
    let (n, d) = (vectors.count, vectors.dimension)
    guard n > d else {
      try self.init(products: vectors.products(), count: n, scale: vectors.scale)
      return
    }
    let eigen = try Self.decompose(vectors.transposed().products(), d)
    var coordinates = [Double](repeating: 0, count: 2 * n)
    for axis in 0..<min(2, d) where Self.isSpread(eigen.values, axis) {
      for row in 0..<n {
        var sum = 0.0
        for column in 0..<d {
          sum += Double(vectors.values[row * vectors.stride + column]) * eigen.vectors[axis * d + column]
        }
        coordinates[2 * row + axis] = sum * vectors.scale
      }
    }
    self.init(count: n, unsigned: coordinates)
  }

  /// Classical scaling of a table of distances: B = -½ J D² J with J = I - 1/n, and of its two greatest eigenvalues
  /// the eigenvectors times λ^½.
  ///
  /// Of Euclidean distances it gives the principal components. An eigenvalue below 0, which distances that no points
  /// have may give, counts as 0. Source: Torgerson, "Multidimensional scaling: I. Theory and method", Psychometrika 17
  /// (1952).
  ///
  /// - Parameters:
  ///   - distances: Shape [n, n], finite, symmetric, 0 on the diagonal.
  ///   - count: n ≥ 0.
  /// - Returns: Coordinates in units of the distances.
  /// - Complexity: O(n³).
  /// - Throws: ``PlacementError``.
  public static func classicalScaling(distances: [Double], count: Int) throws(PlacementError) -> PlanarEmbedding {
    precondition(distances.count == count * count, "n × n distances are needed")
    if let index = distances.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: index / count, column: index % count)
    }
    guard count > 0 else { return PlanarEmbedding(count: 0, unsigned: []) }
    let largest = distances.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else {
      return PlanarEmbedding(count: count, unsigned: [Double](repeating: 0, count: 2 * count))
    }
    let n = Double(count)
    var b = distances.map { -0.5 * ($0 / largest) * ($0 / largest) }
    var means = [Double](repeating: 0, count: count)
    for row in 0..<count { means[row] = b[row * count..<(row + 1) * count].reduce(0, +) / n }
    let mean = means.reduce(0, +) / n
    for row in 0..<count { for column in 0..<count { b[row * count + column] += mean - means[row] - means[column] } }
    return try PlanarEmbedding(products: b, count: count, scale: largest)
  }

  /// Classical scaling of the distances between vectors.
  ///
  /// - Parameters:
  ///   - latents: n ≥ 0 finite vectors.
  ///   - metric: The distance; for the cosine that of unit vectors, (2 - 2 cos)^½.
  /// - Returns: Coordinates in units of the distances.
  /// - Complexity: O(n² d + n³).
  /// - Throws: ``PlacementError``.
  public static func classicalScaling(
    of latents: some LatentRows,
    metric: DistanceMetric
  ) throws(PlacementError) -> PlanarEmbedding {
    let vectors = try PlacementVectors(latents, metric: metric)
    let products = vectors.products()
    let n = vectors.count
    var distances = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n where j != i {
        let square = products[i * n + i] + products[j * n + j] - 2 * products[i * n + j]
        let chord = max(0, square).squareRoot() * vectors.scale
        // Between directions the squared chord is 2 (1 - cos).
        distances[i * n + j] = metric == .cosine ? chord * chord / 2 : chord
      }
    }
    return try classicalScaling(distances: distances, count: n)
  }

  /// Eigenvectors of the products of centred vectors are their scores, but for λ^½.
  private init(products: [Double], count n: Int, scale: Double) throws(PlacementError) {
    var coordinates = [Double](repeating: 0, count: 2 * n)
    if n > 0 {
      let eigen = try Self.decompose(products, n)
      for axis in 0..<min(2, n) where Self.isSpread(eigen.values, axis) {
        let factor = eigen.values[axis].squareRoot() * scale
        for row in 0..<n { coordinates[2 * row + axis] = factor * eigen.vectors[axis * n + row] }
      }
    }
    self.init(count: n, unsigned: coordinates)
  }

  init(count: Int, unsigned: [Double]) {
    var coordinates = unsigned
    for axis in 0..<2 {
      let numbers = stride(from: axis, to: 2 * count, by: 2)
      let largest = numbers.reduce(0) { max($0, abs(unsigned[$1])) }
      guard let leading = numbers.first(where: { abs(unsigned[$0]) >= largest * (1 - 1e-6) }) else { continue }
      if unsigned[leading] < 0 { for index in numbers { coordinates[index] = -coordinates[index] } }
    }
    (self.count, self.coordinates) = (count, coordinates)
  }

  /// Products of vectors that are all equal are 0, and those of a line leave no more than rounding for a second axis.
  private static func isSpread(_ values: [Double], _ axis: Int) -> Bool {
    values[axis] > 1e-12 * values[0] && values[axis] > 1e-30
  }

  private static func decompose(_ matrix: [Double], _ size: Int) throws(PlacementError) -> SymmetricEigen {
    do { return try SymmetricEigen(matrix, dimension: size) } catch { throw .embedding(error) }
  }
}
