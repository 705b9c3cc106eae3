/// Numbers as short decimal text: fast to write, fast to read, the same everywhere.
enum DecimalText {
  /// Adds a number rounded to some decimals, without zeros at its end.
  ///
  /// - Parameters:
  ///   - number: Below 10^12 in size.
  ///   - places: The most decimals, 1 to 6.
  ///   - text: Receives ASCII.
  static func append(_ number: Double, places: Int, to text: inout [UInt8]) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    var units = Int((number * Double(scale)).rounded())
    if units < 0 {
      text.append(0x2D)
      units = -units
    }
    text += String(units / scale).utf8
    var rest = units % scale
    guard rest > 0 else { return }
    text.append(0x2E)
    while rest > 0 {
      scale /= 10
      text.append(UInt8(0x30 + rest / scale))
      rest %= scale
    }
  }
}
