internal import LatentGeometry

/// Reads a JSON list of lists of numbers, or a list of numbers, which is one latent.
///
/// Source: RFC 8259. The grammar of numbers is JSON's; Python's `NaN` and `Infinity` are recognised to be refused by
/// their right name.
struct LatentListParser {
  private let bytes: UnsafeRawBufferPointer
  private let place: LatentReference
  private var index = 0
  private var values: [Float] = []

  init(_ bytes: UnsafeRawBufferPointer, _ place: LatentReference) {
    self.bytes = bytes
    self.place = place
  }

  /// All rows.
  mutating func latents() throws -> LatentBatch {
    // Some editors begin a text with a byte order mark.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
    skipSpace()
    guard take("[") else { throw LatentFileError.unknownFormat(place.file) }
    skipSpace()
    guard current != UInt8(ascii: "]") else { throw LatentFileError.noLatents(place) }
    var rows = 1
    if current == UInt8(ascii: "[") {
      rows = try rowsOfLatents()
    } else if let current, !Self.mayBeginNumber(current) {
      throw LatentFileError.notARow(place, row: 0, found: token())
    } else {
      try numbers(row: 0)
    }
    skipSpace()
    guard index == bytes.count else {
      throw LatentFileError.badJSON(place, byte: index, reason: "more follows the list")
    }
    return LatentBatch(count: rows, dimension: values.count / rows, values: values)
  }

  private mutating func rowsOfLatents() throws -> Int {
    var rows = 0
    var dimension = 0
    repeat {
      skipSpace()
      guard take("[") else {
        guard index < bytes.count else { throw unexpected() }
        throw LatentFileError.notARow(place, row: rows, found: token())
      }
      let before = values.count
      skipSpace()
      if current == UInt8(ascii: "]") { index += 1 } else { try numbers(row: rows) }
      let length = values.count - before
      if rows == 0 {
        guard length > 0 else { throw LatentFileError.noLatents(place) }
        dimension = length
      }
      guard length == dimension else {
        throw LatentFileError.ragged(place, row: rows, expected: dimension, actual: length)
      }
      rows += 1
      skipSpace()
    } while take(",")
    guard take("]") else { throw unexpected() }
    return rows
  }

  /// The numbers up to the end of their list, at least one.
  private mutating func numbers(row: Int) throws {
    var column = 0
    repeat {
      skipSpace()
      guard index < bytes.count else { throw unexpected() }
      let start = index
      guard let value = number() else {
        index = start
        let found = token()
        guard !["NaN", "Infinity", "-Infinity"].contains(found) else {
          throw LatentFileError.notFinite(place, row: row, column: column, value: found)
        }
        throw LatentFileError.notANumber(place, row: row, column: column, found: found)
      }
      guard value.isFinite else {
        let found = String(decoding: bytes[start..<index], as: UTF8.self)
        throw LatentFileError.overflow(place, row: row, column: column, value: found)
      }
      values.append(value)
      column += 1
      skipSpace()
    } while take(",")
    guard take("]") else { throw unexpected() }
  }

  private static func mayBeginNumber(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || isDigit(byte) || byte == UInt8(ascii: "N") || byte == UInt8(ascii: "I")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  private func unexpected() -> LatentFileError {
    .badJSON(
      place,
      byte: index,
      reason: index < bytes.count ? "',' or ']' is expected, not \(token())" : "it ends within a list"
    )
  }

  /// What stands here, shortened, as a message shows it.
  private func token() -> String {
    guard let current else { return "the end" }
    switch current {
    case UInt8(ascii: "["): return "a list"
    case UInt8(ascii: "{"): return "an object"
    case UInt8(ascii: "\""): return "a text"
    case UInt8(ascii: ","), UInt8(ascii: "]"): return "missing"
    default:
      let ends = Array(",]}[{ \t\r\n".utf8)
      return String(decoding: bytes[index...].prefix(20).prefix { !ends.contains($0) }, as: UTF8.self)
    }
  }
}

// MARK: Numbers

extension LatentListParser {
  /// The number that stands here, rounded to the nearest `Float`; infinite if too large, nil if it is none.
  private mutating func number() -> Float? {
    let start = index
    let isNegative = take("-")
    var digits = Digits()
    let whole = index
    while let byte = current, Self.isDigit(byte) { digits.append(byte); index += 1 }
    guard index > whole, index == whole + 1 || bytes[whole] != UInt8(ascii: "0") else { return nil }
    var exponent = 0
    if take(".") {
      let fraction = index
      while let byte = current, Self.isDigit(byte) { digits.append(byte); index += 1 }
      guard index > fraction else { return nil }
      exponent -= index - fraction
    }
    if take("e") || take("E") {
      let isBelow = take("-")
      if !isBelow { _ = take("+") }
      let first = index
      var power = 0
      while let byte = current, Self.isDigit(byte) {
        power = min(power * 10 + Int(byte - UInt8(ascii: "0")), 1 << 20)
        index += 1
      }
      guard index > first else { return nil }
      exponent += isBelow ? -power : power
    }
    if let byte = current, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), !Self.isSpace(byte) { return nil }
    if let value = digits.float(exponent: exponent) { return isNegative ? -value : value }
    return Float(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  /// The digits of a decimal number, while they fit a `UInt64`.
  private struct Digits {
    private var value: UInt64 = 0
    private var isExact = true

    mutating func append(_ byte: UInt8) {
      guard isExact else { return }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      isExact = !overflow && !carry
      value = sum
    }

    /// digits · 10^exponent rounded to the nearest `Float`, where that is easy; nil otherwise.
    ///
    /// A whole number below 2⁵³ and a power of ten up to 10²² are exact as `Double`, so their product or quotient is
    /// rounded once (Clinger, "How to read floating point numbers accurately", 1990). Rounding that to `Float` gives
    /// what rounding the decimal number itself gives, unless the first rounding hit the middle of two `Float`s.
    func float(exponent: Int) -> Float? {
      guard isExact, value < 1 << 53, (-22...22).contains(exponent) else { return nil }
      let power = Self.powers[abs(exponent)]
      let double = exponent < 0 ? Double(value) / power : Double(value) * power
      guard double == 0 || double >= Double(Float.leastNormalMagnitude) else { return nil }
      let isMiddle = double.bitPattern & 0x1fff_ffff == 0x1000_0000
      return isMiddle ? nil : Float(double)
    }

    private static let powers: [Double] = [
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
      1e20, 1e21, 1e22,
    ]
  }
}
