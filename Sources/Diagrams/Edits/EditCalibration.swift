internal import AttributeVectors
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

/// Finds amounts by which a score says what was asked for, in one model.
struct EditCalibration {
  let model: GenerativeModel
  let classifier: AttributeClassifier?
  let policy: TypicalityPolicy
  /// What is added to all that is decoded, and so before a score is taken.
  let offsets: OffsetSum
  let studio: Studio
  /// Where edits stop.
  let edge: PriorEdge

  init(
    model: GenerativeModel,
    classifier: AttributeClassifier?,
    policy: TypicalityPolicy,
    offsets: OffsetSum,
    studio: Studio
  ) {
    self.model = model
    self.classifier = classifier
    self.policy = policy
    self.offsets = offsets
    self.studio = studio
    edge = PriorEdge(of: model.prior, dimension: model.latentDimension, limit: Typicality.limit)
  }

  /// One edit for each latent.
  ///
  /// - Throws: `AttributeError/classifierLacks(_:classifier:known:)`, ``RequestError`` where there is nothing to score by, and the
  ///   errors of models.
  func edits(
    of latents: LatentBatch,
    along vector: EditVectors.Vector,
    to probability: Double,
    by score: EditScore
  ) throws -> [CalibratedEdit] {
    let target = EditTarget(probability: probability)
    let latents = try offsets.applied(to: latents)
    switch score {
    case .score:
      guard let calibration = vector.calibration, calibration.slope != 0 else {
        throw RequestError.invalid(
          option: "--by score",
          reason:
            "the vector \(vector.name) has no calibration; fit it on a set, use --by classifier, or give an amount"
        )
      }
      return target.edits(of: latents, along: vector.values, within: edge, calibration: calibration)
    case .classifier:
      guard let classifier else {
        throw RequestError.invalid(
          option: "--to",
          reason: "the model \(model.name) has no classifier to go by; use --by score, or give amounts"
        )
      }
      guard let label = classifier.labels.firstIndex(of: vector.name) else {
        throw AttributeError.classifierLacks(vector.name, classifier: classifier.name, known: classifier.labels)
      }
      let reader = PictureReader(model: model, classifier: classifier, batch: studio.batch)
      return try target.edits(of: latents, along: vector.values, within: edge) { tried in
        try reader.probabilities(of: label, policy.applied(to: tried, prior: model.prior))
      }
    }
  }

  /// A sentence about those that did not get there; nil where all did.
  static func note(
    on edits: [CalibratedEdit],
    of name: String,
    to probability: Double,
    naming anchors: [String]
  ) -> String? {
    let stopped = edits.indices.filter { [.atEdge, .unreachable].contains(edits[$0].outcome) }
    guard !stopped.isEmpty else { return nil }
    let few = stopped.prefix(3).map { "\(anchors[$0]) at \(edits[$0].after.rounded(toPlaces: 2))" }
    let shown = few.joined(separator: ", ") + (stopped.count > 3 ? ", …" : "")
    let reason =
      edits[stopped[0]].outcome == .atEdge ? "were stopped at the prior's edge" : "went as far as the prior is wide"
    return
      "\(stopped.count) of \(edits.count) \(reason) before P(\(name)) = \(probability.rounded(toPlaces: 3)): \(shown)"
  }
}
