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
  private(set) var scale = LineChart.Scale.linear

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
  ///   - startsAtZero: Whether the axis begins at 0, without room, where no number is less.
  init(_ values: some Sequence<Double>, room: Double, steps: Int, startsAtZero: Bool = false) {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for value in values where value.isDrawable {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    if least > greatest { (least, greatest) = (0, 1) }
    let isFloored = startsAtZero && least >= 0
    if isFloored { least = 0 }
    let magnitude = max(abs(least), abs(greatest))
    // Ticks closer than this would need more digits than anybody reads, or than a Double has.
    let isSingle = greatest - least <= max(1e-9 * magnitude, 1e-290)
    let margin = isSingle ? (magnitude > 1e-290 ? 0.1 * magnitude : 1) : room * (greatest - least)
    lower = isFloored ? 0 : least - margin
    upper = greatest + margin
    ticks = Self.ticks(from: lower, to: upper, steps: steps)
  }

  /// A logarithmic axis for some numbers; those that are not above 0 do not count.
  ///
  /// - Parameters:
  ///   - values: Any numbers.
  ///   - room: The part of the range that is added at either end.
  ///   - steps: About how many steps between ticks there are at most.
  init(logarithmic values: some Sequence<Double>, room: Double, steps: Int) {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for value in values where value.isDrawable && value >= 1e-300 {
      least = min(least, log10(value))
      greatest = max(greatest, log10(value))
    }
    if least > greatest { (least, greatest) = (0, 1) }
    let isSingle = greatest - least < 1e-6
    let margin = isSingle ? 0.3 : room * (greatest - least)
    lower = pow(10, least - margin)
    upper = pow(10, greatest + margin)
    scale = .logarithmic
    ticks = Self.logarithmicTicks(from: least - margin, to: greatest + margin, steps: steps)
  }

  /// How far along the axis a number lies, from 0 to 1.
  func fraction(of value: Double) -> Double {
    guard scale == .logarithmic else { return (value - lower) / (upper - lower) }
    return (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
  }

  /// Multiples of powers of ten between two powers of ten, the more of them the fewer powers there are.
  private static func logarithmicTicks(from lower: Double, to upper: Double, steps: Int) -> [Tick] {
    let exponents = Int((lower - 1e-9).rounded(.down))...Int((upper + 1e-9).rounded(.up))
    let stride = max(1, Int(((upper - lower) / Double(steps)).rounded(.up)))
    let choices = [Array(1...9), [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]].map { factors in
      exponents.filter { $0.isMultiple(of: stride) || factors.count > 1 }.flatMap { exponent in
        factors.map { (factor: $0, exponent: exponent) }
      }.filter { tick in
        let place = log10(Double(tick.factor)) + Double(tick.exponent)
        return place >= lower - 1e-9 && place <= upper + 1e-9
      }
    }
    let chosen = choices.first { $0.count <= steps + 1 } ?? choices[4]
    guard chosen.count >= 2 else { return ticks(from: pow(10, lower), to: pow(10, upper), steps: min(steps, 4)) }
    return chosen.map { tick in
      let value = Double(tick.factor) * pow(10, Double(tick.exponent))
      let label =
        (-4..<6).contains(tick.exponent)
        ? ChartNumber.decimal(tick.factor, exponent: tick.exponent)
        : "\(tick.factor)e" + ChartNumber.decimal(tick.exponent, exponent: 0)
      return Tick(value: min(max(value, pow(10, lower)), pow(10, upper)), label: label)
    }
  }

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
