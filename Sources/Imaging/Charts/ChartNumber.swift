/// Numbers as charts write them, the same on every machine.
enum ChartNumber {
  /// A length in an SVG document, to a hundredth: "12.5", never "-0".
  static func coordinate(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let text = decimal(hundredths, exponent: -2, minus: "-")
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// number × 10^exponent in digits, exactly.
  static func decimal(_ number: Int, exponent: Int, minus: String = "\u{2212}") -> String {
    let sign = number < 0 ? minus : ""
    var digits = String(number.magnitude)
    guard exponent < 0 else { return sign + digits + (number == 0 ? "" : String(repeating: "0", count: exponent)) }
    if digits.count <= -exponent { digits = String(repeating: "0", count: 1 - exponent - digits.count) + digits }
    return sign + digits.dropLast(-exponent) + "." + digits.suffix(-exponent)
  }
}
