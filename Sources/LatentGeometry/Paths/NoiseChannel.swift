/// One number over column, row and time that changes smoothly in all three and is the same again when t has gone from 0 to 1.
///
///     n(frequency · column + p, frequency · row + q, cycles · t + r)
///
/// n is ``PerlinNoise`` with the period `cycles` in its third variable; p, q and r are within 0 ..< 1, of the seed and the channel,
/// so that the lattices of different channels, at whose points noise vanishes, do not coincide.
public struct NoiseChannel: Sendable {
  /// Cells of noise per cell of the grid: the smaller, the more alike neighbours are.
  public let frequency: Double
  /// Cells of noise that pass while t goes from 0 to 1.
  public let cycles: Int

  private let noise: PerlinNoise
  /// p, q and r.
  private let offset: SIMD3<Double>

  /// A channel.
  ///
  /// - Parameters:
  ///   - seed: Any number.
  ///   - channel: Which of the independent channels of the seed.
  ///   - frequency: Above 0.
  ///   - cycles: 1 ... 2²⁰.
  ///   - octaves: 1 ... 16; more are rougher.
  public init(seed: UInt64, channel: UInt32 = 0, frequency: Double, cycles: Int = 1, octaves: Int = 1) {
    precondition(frequency.isFinite && frequency > 0, "the frequency must be a finite number above 0")
    self.frequency = frequency
    self.cycles = cycles
    noise = PerlinNoise(seed: seed, channel: channel, octaves: octaves, period: .init(z: cycles))
    // Octaves end at 15: these counters are free.
    let words = Philox(seed: seed).block(SIMD4(0, channel, .max, LatentGenerator.Stream.noise.rawValue))
    offset = SIMD3(Double(words[0]) + 0.5, Double(words[1]) + 0.5, Double(words[2]) + 0.5) * 0x1p-32
  }

  /// The number at a place and a time.
  ///
  /// - Parameters:
  ///   - column: Any finite number.
  ///   - row: Any finite number.
  ///   - t: Any finite number; the period is 1.
  /// - Returns: -1 ... 1.
  public func value(column: Double, row: Double, at t: Double) -> Double {
    let time = Double(cycles) * (t - t.rounded(.down))
    return noise.value(frequency * column + offset.x, frequency * row + offset.y, time + offset.z)
  }
}
