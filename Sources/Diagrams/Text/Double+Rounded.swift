extension Double {
  /// The number with exactly so many decimal places, for columns that stand below each other.
  ///
  /// - Parameter places: 0 … 9.
  /// - Returns: For example "9.80"; "-" for a number that is not finite.
  package func fixed(_ places: Int) -> String {
    guard isFinite, abs(self) < 1e9 else { return isFinite ? "\(self)" : "-" }
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let digits = String(Int((abs(self) * factor).rounded()))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = self < 0 && padded.contains { $0 != "0" } ? "-" : ""
    return sign + (places == 0 ? padded : "\(padded.dropLast(places)).\(padded.suffix(places))")
  }

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
