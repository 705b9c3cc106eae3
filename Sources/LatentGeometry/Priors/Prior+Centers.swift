extension Prior {
  /// The point that lengths are measured from.
  ///
  /// - Parameter dimension: d ≥ 1.
  /// - Returns: d numbers.
  public func centers(dimension: Int) -> [Float] { [Float](repeating: center, count: dimension) }
}
