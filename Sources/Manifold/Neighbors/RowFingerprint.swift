internal import LatentGeometry

/// A number that tells sets of rows, or files, apart: it guards against mistakes, not against attacks.
///
/// Eight lanes of FNV-1a over 32-bit words, joined in the same way.
enum RowFingerprint {
  private static let prime: UInt64 = 0x100_0000_01B3
  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The fingerprint of a set's numbers, bit by bit, and of its width.
  static func of(_ rows: any LatentRows) -> UInt64 {
    rows.withUnsafeValues { values in
      values.withMemoryRebound(to: UInt32.self) { (of($0) ^ UInt64(rows.dimension)) &* prime }
    }
  }

  /// The fingerprint of words.
  static func of(_ words: UnsafeBufferPointer<UInt32>) -> UInt64 {
    var lanes = SIMD8<UInt64>(repeating: basis)
    var index = 0
    while index + 8 <= words.count {
      for lane in 0..<8 { lanes[lane] = (lanes[lane] ^ UInt64(words[index + lane])) &* prime }
      index += 8
    }
    var joined = basis ^ UInt64(words.count)
    for lane in 0..<8 { joined = ((joined ^ lanes[lane]) &* prime) ^ (joined >> 29) }
    while index < words.count {
      joined = ((joined ^ UInt64(words[index])) &* prime) ^ (joined >> 29)
      index += 1
    }
    return joined
  }
}
