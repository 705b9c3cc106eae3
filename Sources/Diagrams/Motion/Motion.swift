/// How an animation moves through latent space.
public enum Motion: String, Sendable, Codable, CaseIterable {
  /// From anchor to anchor at constant angular speed, and back to the first.
  case path
  /// The same without corners: a spline on the sphere.
  case spline
  /// Along positions in a grid of anchors, or places along the path through them, from a file.
  case points
  /// Small random turns, each frame a draw of the prior.
  case walk
  /// A random round through the prior that closes without a seam.
  case loop
  /// Cells that turn towards another latent and back, in straight or ring-shaped waves.
  case wave
  /// Cells that follow noise which is smooth over the grid and in time.
  case noise

  /// Whether the motion leads through anchors that must be named.
  public var needsAnchors: Bool {
    switch self {
    case .path, .spline, .points: true
    case .walk, .loop, .wave, .noise: false
    }
  }

  /// Whether several cells can move at a time.
  public var hasCells: Bool { !needsAnchors }
}

/// The numbers of the motions that have some.
public struct MotionOptions: Sendable, Codable, Equatable {
  /// The turn from frame to frame of a walk, in degrees, above 0.
  public var stepAngle = 8.0
  /// The number of harmonics of a loop, 1 … 64: one is an ellipse, more wander.
  public var harmonics = 3
  /// How strong each harmonic of a loop is beside the one before it, 0 … 1.
  public var roughness = 0.5
  /// The largest turn of a wave's cells, in degrees.
  public var amplitude = 40.0
  /// The distance of a wave's crests in cells, not 0.
  public var wavelength = 6.0
  /// Where a wave with straight crests travels to, in degrees: 0 to the right, 90 downwards.
  public var direction = 45.0
  /// Whether a wave's crests are rings around the middle of the grid.
  public var isRadial = false
  /// Where the sine of a wave is cut off, above 0 and at most 1; 1 leaves it whole.
  public var clipping = 1.0
  /// How often a wave swings, and how many cells of noise pass, in one round, 1 … 1000.
  public var cycles = 1
  /// Cells of noise per cell of the grid, above 0.
  public var frequency = 0.25
  /// Octaves of noise, 1 … 16.
  public var octaves = 1
  /// The number of draws that noise weighs, 4 … 256.
  public var noiseDraws = 8

  /// The defaults.
  public init() {}

  /// Checks the numbers.
  ///
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  func validate() throws {
    func check(_ isValid: Bool, _ option: String, _ value: some Any, _ rule: String) throws {
      guard isValid else { throw RequestError.invalid(option: "\(option) \(value)", reason: rule) }
    }
    try check(
      stepAngle > 0 && stepAngle <= 180,
      "--step",
      stepAngle,
      "a step turns by more than 0 and at most 180 degrees"
    )
    try check((1...64).contains(harmonics), "--harmonics", harmonics, "a loop has 1 to 64 harmonics")
    try check((0...1).contains(roughness), "--roughness", roughness, "roughness is 0 to 1")
    try check(abs(amplitude) <= 3600, "--amplitude", amplitude, "an amplitude is at most 3600 degrees")
    try check(
      wavelength.isFinite && wavelength != 0,
      "--wavelength",
      wavelength,
      "a wavelength is a number other than 0"
    )
    try check(direction.isFinite, "--direction", direction, "a direction is a number of degrees")
    try check(clipping > 0 && clipping <= 1, "--clip", clipping, "a wave is cut off above 0 and at most at 1")
    try check((1...1000).contains(cycles), "--cycles", cycles, "1 to 1000 cycles are possible")
    try check(frequency > 0 && frequency <= 1000, "--frequency", frequency, "a frequency is above 0 and at most 1000")
    try check((1...16).contains(octaves), "--octaves", octaves, "noise has 1 to 16 octaves")
    try check((4...256).contains(noiseDraws), "--draws", noiseDraws, "noise weighs 4 to 256 draws")
  }
}
