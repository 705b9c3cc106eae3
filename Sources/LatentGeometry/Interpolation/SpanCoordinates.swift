/// Unit vectors in orthonormal coordinates of the space that they span, found from their cosines alone.
///
/// The coordinates are the rows of L in C ≈ L Lᵀ, C the matrix of cosines: Cholesky's decomposition with pivoting, which ends
/// where every vector lies within 5e-4 of the span of those before; no cosine is then off by more than 3e-7, about the rounding
/// of cosines that come from single precision. Coordinates, rather than coefficients in the vectors themselves, since more
/// vectors than dimensions have many coefficients for one point, and nothing would keep these small.
struct SpanCoordinates {
  /// The number of vectors, n.
  let count: Int
  /// The number of coordinates, at most n.
  private(set) var rank = 0
  /// Shape [n, n], of which the first `rank` columns count.
  private var factor: [Double]

  /// Vectors whose cosines uᵢ · uⱼ are given, shape [n, n], row after row; O(n r²) for r coordinates.
  init(cosines: [Double], count: Int) {
    self.count = count
    factor = [Double](repeating: 0, count: count * count)
    var rests = [Double](repeating: 1, count: count)
    while rank < count {
      var pivot = 0
      for index in 1..<count where rests[index] > rests[pivot] { pivot = index }
      guard rests[pivot] > 3e-7 else { break }
      let root = rests[pivot].squareRoot()
      for index in 0..<count where rests[index] > 0 && index != pivot {
        var part = cosines[pivot * count + index]
        for column in 0..<rank { part -= factor[pivot * count + column] * factor[index * count + column] }
        part /= root
        factor[index * count + rank] = part
        rests[index] -= part * part
      }
      factor[pivot * count + rank] = root
      // Done: 0 keeps it from being chosen again, and later columns from changing it.
      rests[pivot] = 0
      rank += 1
    }
  }

  /// Σ c u.
  func sum(_ coefficients: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rank)
    for index in 0..<count where coefficients[index] != 0 {
      for column in 0..<rank { result[column] += coefficients[index] * factor[index * count + column] }
    }
    return result
  }

  /// uᵢ · q.
  func cosine(_ index: Int, _ q: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<rank { sum += factor[index * count + column] * q[column] }
    return sum
  }

  /// The smallest coefficients c with Σ c u = q: L y with Lᵀ L y = q, solved by conjugate gradients.
  func smallestCoefficients(of q: [Double]) -> [Double] {
    var solution = [Double](repeating: 0, count: rank)
    var (rest, direction) = (q, q)
    var square = Self.dot(rest, rest)
    let end = 1e-28 * square
    for _ in 0..<2 * rank where square > end {
      let image = sum((0..<count).map { cosine($0, direction) })
      let curvature = Self.dot(direction, image)
      guard curvature > 0 else { break }
      let step = square / curvature
      for index in 0..<rank {
        solution[index] += step * direction[index]
        rest[index] -= step * image[index]
      }
      let next = Self.dot(rest, rest)
      for index in 0..<rank { direction[index] = rest[index] + next / square * direction[index] }
      square = next
    }
    return (0..<count).map { cosine($0, solution) }
  }

  /// Σ x y.
  static func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
}
