public import LatentGeometry

/// A probability that edits should give to an attribute, each latent by an amount of its own.
///
/// A constant amount changes one face hardly and another beyond recognition; the paper's figures choose it by eye. Here every latent
/// goes along the vector, to the side that is needed, as little as makes the score say p, and stops at the ``PriorEdge``. The latents
/// of the edits are those of ``PriorEdge/moved(_:along:by:)``.
public struct EditTarget: Sendable, Equatable {
  /// What the score should say, 0 < p < 1.
  public let probability: Double
  /// How near to it is near enough.
  public var tolerance = 0.005
  /// The largest |a| that is tried; nil for the prior's edge, and on a sphere, which has none, for its diameter.
  public var largestAmount: Double?

  /// The places between z and the edge that are looked at before the first crossing is narrowed down.
  ///
  /// A score that rises above p and falls again between two of them is taken for one that does neither.
  public static let scanSteps = 16
  /// How often the interval of the first crossing is halved at most: 1 + 16 + 13 = 30 scores for a latent.
  public static let halvings = 13

  /// A target.
  ///
  /// - Parameter probability: 0 < p < 1.
  public init(probability: Double) {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1 is needed")
    self.probability = probability
  }

  /// Amounts by any score of a latent, such as what a classifier says of its picture.
  ///
  /// The places from z to the edge are looked at from z outwards, in ``scanSteps`` equal steps, and the first interval in which
  /// the score passes p is halved until the score is within the tolerance. Nothing is assumed beyond that crossing. All latents take each
  /// step together, those that are finished no longer.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - vector: v, d numbers, not all 0, along which the score should rise.
  ///   - edge: Where to stop.
  ///   - score: The scores of a batch of latents, 0 … 1, each from its own latent only.
  /// - Returns: n edits.
  /// - Throws: What `score` throws.
  /// - Complexity: At most 30 n scores.
  public func edits(
    of latents: LatentBatch,
    along vector: [Float],
    within edge: PriorEdge,
    score: (LatentBatch) throws -> [Double]
  ) rethrows -> [CalibratedEdit] {
    guard latents.count > 0 else { return [] }
    var searches = try score(latents).enumerated().map { row, before in
      let sign = before < probability ? 1.0 : -1.0
      return Search(
        before: before,
        sign: sign,
        end: end(of: latents[row], along: vector, sign: sign, within: edge),
        self
      )
    }
    for _ in 0..<Self.scanSteps + Self.halvings {
      let open = searches.indices.filter { searches[$0].isOpen }
      guard !open.isEmpty else { break }
      let tried = edge.moved(latents.rows(open), along: vector, by: open.map { searches[$0].next })
      for (row, score) in zip(open, try score(tried)) { searches[row].take(score, self) }
    }
    return searches.map(\.result)
  }

  /// Amounts by the vector's own calibration, in closed form: (s(p) - s(z)) / ‖v‖ with s the projection on the unit vector; more where
  /// coordinates stop at the support's end.
  ///
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - vector: v, d numbers, not all 0.
  ///   - edge: Where to stop.
  ///   - calibration: Of v; its slope must not be 0.
  /// - Returns: n edits.
  /// - Complexity: O(n d).
  public func edits(
    of latents: LatentBatch,
    along vector: [Float],
    within edge: PriorEdge,
    calibration: AttributeVector.Calibration
  ) -> [CalibratedEdit] {
    precondition(calibration.slope != 0, "a slope of 0 tells nothing")
    let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    let goal = calibration.projection(atProbability: probability)
    return (0..<latents.count).map { row in
      let latent = latents[row]
      let own = zip(latent.values, vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / length
      let before = calibration.probability(atProjection: own)
      guard abs(before - probability) > tolerance else {
        return CalibratedEdit(amount: 0, before: before, after: before, outcome: .already)
      }
      let sign = goal < own ? -1.0 : 1
      let wanted = edge.amount(
        from: latent.values,
        along: sign < 0 ? vector.map { -$0 } : vector,
        gaining: abs(goal - own) * length
      )
      let (largest, stop) = end(of: latent, along: vector, sign: sign, within: edge)
      guard wanted > largest else {
        return CalibratedEdit(amount: sign * wanted, before: before, after: probability, outcome: .reached)
      }
      let moved = edge.moved(latent, along: vector, by: [sign * largest])
      let after = zip(moved.values, vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / length
      return CalibratedEdit(
        amount: largest == 0 ? 0 : sign * largest,
        before: before,
        after: calibration.probability(atProjection: after),
        outcome: stop
      )
    }
  }

  /// The largest amount to a side, and what it means to get there.
  private func end(
    of latent: LatentBatch,
    along vector: [Float],
    sign: Double,
    within edge: PriorEdge
  ) -> (amount: Double, outcome: CalibratedEdit.Outcome) {
    let own = edge.largestAmount(from: latent.values, along: sign < 0 ? vector.map { -$0 } : vector)
    let largest = largestAmount ?? edge.diameter / vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard largestAmount != nil || !own.isFinite else { return (own, .atEdge) }
    return own <= largest ? (own, .atEdge) : (largest, .unreachable)
  }
}

/// The search for one latent's amount: a scan outwards, then halving.
private struct Search {
  let before: Double
  /// To which side.
  let sign: Double
  /// The largest |amount| and what it means.
  let end: (amount: Double, outcome: CalibratedEdit.Outcome)
  private(set) var isOpen = true
  private var step = 1
  /// The interval of the crossing once it is found: the score has not passed p at `near` and has at `far`.
  private var near: (amount: Double, score: Double)
  private var far: (amount: Double, score: Double)?
  private var outcome = CalibratedEdit.Outcome.already
  private var found: (amount: Double, score: Double)

  init(before: Double, sign: Double, end: (amount: Double, outcome: CalibratedEdit.Outcome), _ target: EditTarget) {
    self.before = before
    self.sign = sign
    self.end = end
    near = (0, before)
    found = (0, before)
    if abs(before - target.probability) <= target.tolerance {
      isOpen = false
    } else if end.amount == 0 {
      (isOpen, outcome) = (false, end.outcome)
    }
  }

  /// The signed amount to be scored next.
  var next: Double { sign * distance }

  private var distance: Double {
    if let far { return (near.amount + far.amount) / 2 }
    // The last step is the end itself, without rounding.
    return step == EditTarget.scanSteps ? end.amount : end.amount * Double(step) / Double(EditTarget.scanSteps)
  }

  mutating func take(_ score: Double, _ target: EditTarget) {
    let place = (amount: distance, score: score)
    let hasPassed = sign > 0 ? score >= target.probability : score <= target.probability
    let isNear = abs(score - target.probability) <= target.tolerance
    if far == nil, !hasPassed, !isNear {
      near = place
      if step == EditTarget.scanSteps { close(place, end.outcome) }
      step += 1
      return
    }
    if isNear { return close(place, .reached) }
    if hasPassed { far = place } else { near = place }
    guard let far else { return }
    let width = end.amount / Double(EditTarget.scanSteps * (1 << EditTarget.halvings))
    // A step of the score, as a classifier may have: the side of it that has passed p.
    if far.amount - near.amount <= 1.5 * width { close(far, .reached) }
  }

  private mutating func close(_ place: (amount: Double, score: Double), _ outcome: CalibratedEdit.Outcome) {
    (found, self.outcome, isOpen) = (place, outcome, false)
  }

  var result: CalibratedEdit {
    CalibratedEdit(
      amount: found.amount == 0 ? 0 : sign * found.amount,
      before: before,
      after: found.score,
      outcome: outcome
    )
  }
}
