/// The equations of a regression on columns of labels around their means: the intercept is out of them.
struct NormalEquations: Sendable {
  /// Σ_i (x_ij - x̄_j) (x_ik - x̄_k), shape [p, p].
  let products: [Double]
  /// Σ_i (x_ij - x̄_j) latents[i, :], shape [p, d].
  let sums: [Double]

  /// Equations of sums and products whose first row of weights is 1 for all items that count.
  ///
  /// - Parameters:
  ///   - weighted: Of 1 + p rows of weights.
  ///   - p: The number of columns.
  ///   - d: The number of coordinates.
  init(_ weighted: WeightedSums, count p: Int, dimension d: Int) {
    let raw = weighted.products
    let n = raw[0]
    var products = [Double](repeating: 0, count: p * p)
    var sums = Array(weighted.sums[d...])
    for j in 0..<p {
      let own = raw[j + 1]
      // Whole numbers below 2⁵³ until the division: nothing is lost where columns are alike.
      for k in 0..<p { products[j * p + k] = (n * raw[(j + 1) * (p + 1) + k + 1] - own * raw[k + 1]) / n }
      for column in 0..<d { sums[j * d + column] -= own / n * weighted.sums[column] }
    }
    self.products = products
    self.sums = sums
  }
}
