extension LatentBatch {
  /// The angles between consecutive latents, seen from a centre: how fast a path turns.
  ///
  ///     θ = 2 atan2(‖u - v‖, ‖u + v‖),   u = (x - c) / ‖x - c‖
  ///
  /// The spread of these numbers is what one sees as an uneven pace. A latent at the centre has no direction: its angles
  /// count as 0. Single precision leaves an error of about 1e-7 in every angle.
  ///
  /// - Parameters:
  ///   - center: c, d numbers; nil for the origin.
  ///   - isClosed: Whether the angle from the last latent back to the first is added.
  /// - Returns: n - 1 angles in radians, 0 ... π, or n for a closed path; none where there are no latents.
  /// - Complexity: O(n d).
  public func angularSteps(around center: [Float]? = nil, isClosed: Bool = false) -> [Double] {
    guard count > 0 else { return [] }
    let steps = PathSteps(center ?? [Float](repeating: 0, count: dimension))
    return (0..<(isClosed ? count : count - 1)).map { steps.angle(self, $0, ($0 + 1) % count) }
  }
}
