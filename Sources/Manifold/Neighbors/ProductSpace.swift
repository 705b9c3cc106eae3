internal import LatentGeometry

/// Where rows are taken before BLAS multiplies them, and how far its products can be from the truth.
///
///     l2      x' = x - c;  ‖q - x‖² = ‖q'‖² + ‖x'‖² - 2 q'·x'
///     cosine  x' = x / ‖x‖;  1 - cos = 1 - q'·x'
///
/// The first formula cancels: for data far from the origin its rounding error exceeds the distances. c is therefore the
/// mean of some rows where it is longer than their deviation from it. What BLAS finds only tells which rows can be
/// among the nearest; ``ExactDistance`` decides.
struct ProductSpace: Sendable {
  let metric: DistanceMetric
  let dimension: Int
  /// c; nil where rows stay where they are.
  let center: [Float]?

  // u, the rounding error of a number.
  private static let unit = 0x1p-24
  private static let sampleCount = 1024

  /// A space for products with some rows.
  init(_ rows: any LatentRows, metric: DistanceMetric) {
    self.metric = metric
    dimension = rows.dimension
    center = metric == .l2 ? Self.center(of: rows) : nil
  }

  /// Whether rows are changed.
  var movesRows: Bool { metric == .cosine || center != nil }

  /// What multiplies a query, so that its product with a row is -2 q'·x' or -q'·x'.
  var queryFactor: Float { metric == .l2 ? -2 : -1 }

  /// The largest possible difference between the products' ‖q - x‖² or 1 - cos and ``ExactDistance``'s.
  ///
  /// With a = ‖q'‖ and b = ‖x'‖ the product is off by 2 γ a b ≤ γ (a + b)² / 2 (see `MatrixProduct`). Moving the rows
  /// (u each coordinate), ‖x'‖² (``FloatSums``) and the last addition together are off by less than 32 u (a + b)². A
  /// cosine distance is half the square for a = b = 1. Numbers of `Float` that vanish add less than the last term.
  /// Infinite where products can leave the range of `Float`.
  func margin(_ a: Double, _ b: Double) -> Double {
    let n = Double(dimension) * Self.unit
    guard n < 0.5, a < 1e18, b < 1e18 else { return .infinity }
    let square = metric == .l2 ? (a + b) * (a + b) : 2
    return square * (n / (1 - n) / 2 + 32 * Self.unit) + Double(dimension) * 0x1p-110
  }

  /// Writes factor · x'.
  ///
  /// - Returns: ‖x'‖² without the factor; for the cosine distance 1, or 0 for a zero vector.
  func enter(_ row: UnsafePointer<Float>, times factor: Float, into out: UnsafeMutablePointer<Float>) -> Double {
    switch metric {
    case .l2: return shift(row, factor, out)
    case .cosine: return normalize(row, factor, out)
    }
  }

  private func shift(_ row: UnsafePointer<Float>, _ factor: Float, _ out: UnsafeMutablePointer<Float>) -> Double {
    if let center {
      center.withUnsafeBufferPointer { center in
        guard let center = center.baseAddress else { return }
        var index = 0
        while index + 8 <= dimension {
          UnsafeMutableRawPointer(out + index)
            .storeBytes(of: eight(row, at: index) - eight(center, at: index), as: SIMD8<Float>.self)
          index += 8
        }
        while index < dimension {
          out[index] = row[index] - center[index]
          index += 1
        }
      }
    } else {
      out.update(from: row, count: dimension)
    }
    let squares = FloatSums.squares(out, count: dimension)
    if factor != 1 { for index in 0..<dimension { out[index] *= factor } }
    return squares
  }

  private func normalize(_ row: UnsafePointer<Float>, _ factor: Float, _ out: UnsafeMutablePointer<Float>) -> Double {
    let squares = FloatSums.squares(row, count: dimension)
    if squares > 1e-30, squares < 1e30 {
      let scale = Float(Double(factor) / squares.squareRoot())
      var index = 0
      while index + 8 <= dimension {
        UnsafeMutableRawPointer(out + index).storeBytes(of: eight(row, at: index) * scale, as: SIMD8<Float>.self)
        index += 8
      }
      while index < dimension {
        out[index] = row[index] * scale
        index += 1
      }
      return 1
    }
    let length = ExactDistance(metric: .cosine, dimension: dimension).length(row)
    guard length > 0 else {
      out.update(repeating: 0, count: dimension)
      return 0
    }
    for index in 0..<dimension { out[index] = factor * Float(Double(row[index]) / length) }
    return 1
  }

  /// The mean of evenly spread rows; nil where it is no longer than their deviation, and moving them would not pay.
  private static func center(of rows: any LatentRows) -> [Float]? {
    let (n, d) = (rows.count, rows.dimension)
    let count = min(n, sampleCount)
    guard count > 0 else { return nil }
    return rows.withUnsafeValues { values -> [Float]? in
      var (sums, squares) = ([Double](repeating: 0, count: d), 0.0)
      for place in 0..<count {
        let row = place * n / count
        for column in 0..<d {
          let x = Double(values[row * d + column])
          sums[column] += x
          squares += x * x
        }
      }
      let mean = sums.map { $0 / Double(count) }
      let length = mean.reduce(0) { $0 + $1 * $1 }
      // Σ ‖x - c‖² = Σ ‖x‖² - n ‖c‖².
      return length > squares / Double(count) - length ? mean.map { Float($0) } : nil
    }
  }
}
