/// How rows are combined about the origin of the space in which a method works.
enum CombinationRule: Sendable {
  /// Σ w x.
  case linear
  /// Σ w x / √β, β = Σ w²: keeps N(0, Σ).
  case preserving
  /// Σ w x, scaled to the length Σ w ‖x‖, at least 0.
  case normalized
  /// Σ w x, scaled to a length.
  case onSphere(radius: Double)
  /// The spherical weighted average's coefficients, applied to the points as they are.
  case spherical
  /// The spherical weighted average of the directions, at a length.
  case sphericalOnSphere(radius: Double)
  /// The spherical weighted average of the directions, at the length that keeps the law of scale · ‖g‖, g from N(0, I).
  case sphericalKeepingLaw(ChiLaw, scale: Double)

  /// Whether points need weights with a positive sum.
  var isSpherical: Bool {
    switch self {
    case .linear, .preserving, .normalized, .onSphere: false
    case .spherical, .sphericalOnSphere, .sphericalKeepingLaw: true
    }
  }
}

/// One pair of rows under a rule, ready for any t.
///
/// What does not depend on t, the angle above all, is found once.
enum RulePair {
  case linear
  case preserving
  case normalized(square: (from: Double, to: Double, product: Double))
  case onSphere(radius: Double)
  case spherical(SlerpPair)
  case sphericalOnSphere(SlerpPair, radius: Double)
  case sphericalKeepingLaw(SlerpPair, ChiLaw, scale: Double, scores: (from: Double, to: Double))

  init(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>, _ rule: CombinationRule) {
    switch rule {
    case .linear: self = .linear
    case .preserving: self = .preserving
    case .normalized:
      let (aa, bb, ab) = VectorSums.products(a, b)
      self = .normalized(square: (aa, bb, ab))
    case .onSphere(let radius): self = .onSphere(radius: radius)
    case .spherical: self = .spherical(SlerpPair(a, b))
    case .sphericalOnSphere(let radius): self = .sphericalOnSphere(SlerpPair(a, b), radius: radius)
    case .sphericalKeepingLaw(let law, let scale):
      let pair = SlerpPair(a, b)
      let scores = (law.score(ofLength: pair.lengths.from / scale), law.score(ofLength: pair.lengths.to / scale))
      self = .sphericalKeepingLaw(pair, law, scale: scale, scores: scores)
    }
  }

  /// The point at t; beyond ±1e60, whose squares times those of latents `Double` just holds, t counts as that.
  func point(at t: Double) -> PairSum {
    let t = max(-1e60, min(1e60, t))
    let (p, q) = (1 - t, t)
    switch self {
    case .linear:
      return .sum(p, q)
    case .preserving:
      let size = (p * p + q * q).squareRoot()
      return .sum(p / size, q / size)
    case .normalized(let square):
      let length = max(0, p * square.from.squareRoot() + q * square.to.squareRoot())
      let parts = p * p * square.from + q * q * square.to
      let sum = parts + 2 * p * q * square.product
      // Where the parts cancel, the sum's length must be measured in double precision, and the sum be made in it.
      guard sum > 0.25 * parts else { return .direction(p, q, length: length) }
      let scale = length / sum.squareRoot()
      return .sum(p * scale, q * scale)
    case .onSphere(let radius):
      return .direction(p, q, length: radius)
    case .spherical(let pair):
      return pair.point(at: t)
    case .sphericalOnSphere(let pair, let radius):
      return pair.point(at: t, length: radius)
    case .sphericalKeepingLaw(let pair, let law, let scale, let scores):
      let score = (p * scores.from + q * scores.to) / (p * p + q * q).squareRoot()
      return pair.point(at: t, length: scale * law.length(ofScore: score))
    }
  }
}
