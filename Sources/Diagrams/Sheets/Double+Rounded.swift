extension Double {
  /// The number as a person reads it, with at most the given number of decimal places.
  ///
  /// - Parameter places: 0 … 9.
  /// - Returns: For example "9.87".
  package func rounded(toPlaces places: Int) -> String {
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let value = (self * factor).rounded() / factor
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
