/// The coordinates in which a method combines latents.
enum WorkingSpace: Sendable {
  /// Latents as they are.
  case latents
  /// Latents less a centre.
  case centered([Float])
  /// Normal scores, Φ⁻¹(F(x)), coordinate by coordinate.
  case scores(NormalScores)

  /// Whether rows need no way in and out.
  var isLatents: Bool { if case .latents = self { true } else { false } }

  /// Writes a row's coordinates in this space.
  func enter(_ row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .latents: _ = out.update(from: row)
    case .centered(let center): for index in row.indices { out[index] = row[index] - center[index] }
    case .scores(let scores): scores.scores(of: row, into: out)
    }
  }

  /// Writes the latent of a row of this space; both may be the same memory.
  func leave(_ row: UnsafeBufferPointer<Float>, into out: UnsafeMutableBufferPointer<Float>) {
    switch self {
    case .latents: _ = out.update(from: row)
    case .centered(let center): for index in row.indices { out[index] = row[index] + center[index] }
    case .scores(let scores): scores.latents(of: row, into: out)
    }
  }
}
