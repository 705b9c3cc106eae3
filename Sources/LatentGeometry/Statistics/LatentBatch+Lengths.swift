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
