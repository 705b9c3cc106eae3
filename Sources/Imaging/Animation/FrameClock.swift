/// When frames begin, in whole units of a format's time.
///
/// Beginnings are rounded, not durations: at 24 frames per second in hundredths frames last 4, 4, 5, 4, 4, 4 … and the
/// whole is right.
struct FrameClock {
  let framesPerSecond: Double
  /// The format's units in a second.
  let unitsPerSecond: Double

  /// The beginning of a frame, which is the end of the one before.
  func beginning(of frame: Int) -> Int { Int((Double(frame) * unitsPerSecond / framesPerSecond).rounded()) }

  /// How long a frame is shown.
  func duration(of frame: Int) -> Int { beginning(of: frame + 1) - beginning(of: frame) }
}
