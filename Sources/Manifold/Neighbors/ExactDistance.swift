internal import LatentGeometry

/// Distances in double precision, coordinate by coordinate: what a result holds and what decides its order.
///
/// Differences are taken before anything is squared. A row therefore has the distance 0 from its copy however far from
/// the origin both are, and d(q, x) and d(x, q) are the same bytes.
struct ExactDistance: Sendable {
  let metric: DistanceMetric
  let dimension: Int

  /// d(q, x).
  ///
  /// - Parameters:
  ///   - query: d numbers.
  ///   - length: ‖q‖, which only the cosine distance needs.
  ///   - row: d numbers.
  /// - Returns: The distance; infinite where a coordinate is not finite.
  func callAsFunction(_ query: UnsafePointer<Float>, length: Double, _ row: UnsafePointer<Float>) -> Double {
    let distance =
      switch metric {
      case .l2: squareOfDifference(query, row).squareRoot()
      case .cosine: cosine(query, length, row, self.length(row))
      }
    return distance.isNaN ? .infinity : distance
  }

  /// ‖x‖.
  func length(_ row: UnsafePointer<Float>) -> Double {
    var sum = SIMD8<Double>.zero
    var index = 0
    while index + 8 <= dimension {
      let a = SIMD8<Double>(eight(row, at: index))
      sum += a * a
      index += 8
    }
    var total = sum.sum()
    while index < dimension {
      let a = Double(row[index])
      total += a * a
      index += 1
    }
    return total.squareRoot()
  }

  private func cosine(_ x: UnsafePointer<Float>, _ p: Double, _ y: UnsafePointer<Float>, _ q: Double) -> Double {
    guard p > 0, q > 0 else { return 1 }
    return squareOfDifference(x, y, dividedBy: (p, q)) / 2
  }

  /// Σ (x / p - y / q)².
  ///
  /// Divides, where multiplying would be faster: 1 / p is rounded, and parallel rows would be apart by its error.
  @inline(__always)
  private func squareOfDifference(
    _ x: UnsafePointer<Float>,
    _ y: UnsafePointer<Float>,
    dividedBy lengths: (p: Double, q: Double)? = nil
  ) -> Double {
    var sum = SIMD8<Double>.zero
    var index = 0
    while index + 8 <= dimension {
      var (a, b) = (SIMD8<Double>(eight(x, at: index)), SIMD8<Double>(eight(y, at: index)))
      if let lengths {
        a /= lengths.p
        b /= lengths.q
      }
      let difference = a - b
      sum += difference * difference
      index += 8
    }
    var total = sum.sum()
    while index < dimension {
      let difference = Double(x[index]) / (lengths?.p ?? 1) - Double(y[index]) / (lengths?.q ?? 1)
      total += difference * difference
      index += 1
    }
    return total
  }
}
