extension Double {
  /// The finite number that a text such as `-1.5` or `2e-3` writes out; nil for any other text, and for words such as `nan`.
  ///
  /// - Parameter text: Digits, signs, a point and an exponent.
  init?(typed text: some StringProtocol) {
    guard Self.isLikelyTyped(text), let number = Double(String(text)), number.isFinite else { return nil }
    self = number
  }

  /// Whether a text is made of a number's characters, a comma among them, so that it was meant to be one.
  ///
  /// - Parameter text: Any text.
  /// - Returns: True for `0,8`, which is no number.
  static func isLikelyTyped(_ text: some StringProtocol) -> Bool {
    text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && text.allSatisfy { "0123456789+-.,eE".contains($0) }
  }

  /// The number as short as it can be typed: 2, 0.8, -1e-05.
  var typed: String { self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
}
