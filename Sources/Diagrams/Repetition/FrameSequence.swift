/// Numbers of a sequence of pictures: `1..100`, `0..96:4`, or down, `10..1`.
public struct FrameSequence: Sendable, Equatable {
  /// The most numbers of a sequence.
  public static let largestCount = 100_000

  /// The first number, ≥ 0.
  public let first: Int
  /// Where it ends at the latest, ≥ 0.
  public let last: Int
  /// From one number to the next, ≥ 1, also downwards.
  public let step: Int

  /// Takes a text apart.
  ///
  /// - Parameter text: `FROM..TO` or `FROM..TO:STEP`.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  public init(_ text: String) throws(RequestError) {
    func fail(_ reason: String) -> RequestError { .invalid(option: "--sequence \(text)", reason: reason) }
    let form = "numbers are written FROM..TO or FROM..TO:STEP, as in 1..100 or 0..96:4"
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let dots = parts[0].firstRange(of: "..") else { throw fail(form) }
    guard let first = Int(parts[0][..<dots.lowerBound]), let last = Int(parts[0][dots.upperBound...]) else {
      throw fail(form)
    }
    guard first >= 0, last >= 0 else { throw fail("numbers are 0 or more") }
    guard let step = parts.count == 2 ? Int(parts[1]) : 1 else { throw fail(form) }
    guard step >= 1 else { throw fail("a step is at least 1; to count down write the larger number first") }
    (self.first, self.last, self.step) = (first, last, step)
    guard abs(last - first) / step < Self.largestCount else {
      throw fail("these are more than \(Self.largestCount) pictures; draw several sequences")
    }
  }

  /// The numbers in order, at least one.
  public var numbers: [Int] { Array(stride(from: first, through: last, by: first <= last ? step : -step)) }

  /// The text that ``init(_:)`` reads.
  public var shown: String { "\(first)..\(last)" + (step == 1 ? "" : ":\(step)") }
}

extension NameTemplate {
  /// An anchor's name for a number of a sequence: `frames/f_%04d.png` or `frames/f_%FRAME%.png`.
  ///
  /// - Parameter frame: The number.
  /// - Returns: The name.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for keys that are for outputs.
  public func anchor(of frame: Int) throws -> String {
    func refuse(_ key: NameKey) -> RequestError {
      .invalid(option: text, reason: "\(key.shown) is for --out; in an anchor stand %d, %04d or %FRAME%")
    }
    if has(.sequence) { throw refuse(.sequence) }
    return try filled(frame: frame) { throw refuse($0) }.joined()
  }
}
