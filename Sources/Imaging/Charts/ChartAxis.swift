#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A range of numbers with round numbers in it.
struct ChartAxis: Equatable {
  let lower: Double
  let upper: Double
  let ticks: [Tick]

  /// A round number and how it is written.
  struct Tick: Equatable {
    var value: Double
    var label: String
  }

  /// An axis for some numbers; those that cannot be drawn do not count.
  ///
  /// - Parameters:
  ///   - values: Any numbers.
  ///   - room: The part of the range that is added at either end.
  ///   - steps: The largest number of steps between ticks.
  init(_ values: some Sequence<Double>, room: Double, steps: Int) {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for value in values where value.isDrawable {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    if least > greatest { (least, greatest) = (0, 1) }
    let magnitude = max(abs(least), abs(greatest))
    // Ticks closer than this would need more digits than anybody reads, or than a Double has.
    let isSingle = greatest - least <= max(1e-9 * magnitude, 1e-290)
    let margin = isSingle ? (magnitude > 1e-290 ? 0.1 * magnitude : 1) : room * (greatest - least)
    lower = least - margin
    upper = greatest + margin
    ticks = Self.ticks(from: lower, to: upper, steps: steps)
  }

  /// How far along the axis a number lies, from 0 to 1.
  func fraction(of value: Double) -> Double { (value - lower) / (upper - lower) }

  /// Multiples of 1, 2 or 5 times a power of ten.
  private static func ticks(from lower: Double, to upper: Double, steps: Int) -> [Tick] {
    let wanted = (upper - lower) / Double(steps)
    var exponent = Int(log10(wanted).rounded(.down))
    // Rounding in the logarithm must not make a step too small by a power of ten.
    let leading = wanted / pow(10, Double(exponent))
    var factor = [1, 2, 5].first { Double($0) >= leading * (1 - 1e-9) } ?? 10
    if factor == 10 { (factor, exponent) = (1, exponent + 1) }
    let step = Double(factor) * pow(10, Double(exponent))
    let first = Int((lower / step - 1e-6).rounded(.up))
    let last = Int((upper / step + 1e-6).rounded(.down))
    let numbers = (first...max(first, last)).map { $0 * factor }
    let labels = labels(of: numbers, exponent: exponent)
    return zip(numbers, labels).map { number, label in
      let value = Double(number) * pow(10, Double(exponent))
      return Tick(value: min(max(value, lower), upper), label: label)
    }
  }

  /// numbers × 10^exponent, all in digits or all as powers of ten.
  private static func labels(of numbers: [Int], exponent: Int) -> [String] {
    let longest = numbers.map { String($0.magnitude).count }.max() ?? 1
    // The power of ten of the largest number.
    let power = longest - 1 + exponent
    if (-3..<6).contains(power) { return numbers.map { ChartNumber.decimal($0, exponent: exponent) } }
    return numbers.map { number in
      number == 0
        ? "0" : ChartNumber.decimal(number, exponent: exponent - power) + "e" + ChartNumber.decimal(power, exponent: 0)
    }
  }
}
