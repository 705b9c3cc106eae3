extension LatentBatch {
  /// ‖z - c‖ of every row, summed in `Double`.
  ///
  /// - Parameter center: c, the same in every coordinate.
  /// - Returns: n numbers ≥ 0.
  public func lengths(around center: Float = 0) -> [Double] {
    withUnsafeValues { values in
      (0..<count).map { row in
        let row = UnsafeBufferPointer(rebasing: values[row * dimension..<(row + 1) * dimension])
        return VectorSums.squares(row, around: center).squareRoot()
      }
    }
  }

  /// ‖z - c‖ of every row, summed in `Double`.
  ///
  /// - Parameter centers: c, d numbers.
  /// - Returns: n numbers ≥ 0.
  public func lengths(around centers: [Float]) -> [Double] {
    precondition(centers.count == dimension, "the centre has \(dimension) numbers")
    // One number for all coordinates, as most priors have it, needs no pass over c.
    if let first = centers.first, centers.allSatisfy({ $0 == first }) { return lengths(around: first) }
    return withUnsafeValues { values in
      (0..<count).map { row in
        var sum = 0.0
        for column in 0..<dimension {
          let difference = Double(values[row * dimension + column]) - Double(centers[column])
          sum += difference * difference
        }
        return sum.squareRoot()
      }
    }
  }

  /// Calls `body` with each row's coordinates in turn, to be written.
  mutating func withEachMutableRow(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let (count, dimension) = (count, dimension)
    withUnsafeMutableValues { values in
      for row in 0..<count { body(.init(rebasing: values[row * dimension..<(row + 1) * dimension])) }
    }
  }

  /// Scales every row to a length; rows of zeros stay.
  mutating func scaleRows(toLength length: Float) {
    let factors = lengths().map { $0 > 0 ? Double(length) / $0 : 1 }
    let dimension = self.dimension
    withUnsafeMutableValues { values in
      for index in values.indices {
        values[index] = Float(Double(values[index]) * factors[index / dimension])
      }
    }
  }
}
