internal import GenerativeModels
internal import LatentGeometry
internal import Manifold

/// Linear above spherical interpolation between the same ends, for every model: White's figure 1.
enum InterpolationFigure: PaperFigure {
  static let item = PaperItem.figure1
  static let claim =
    "Halfway between two samples a straight line is far shorter than any sample of the prior, and the pictures there fade; "
    + "a great circle stays where samples lie, and its pictures stay sharp. This holds for uniform priors, too."

  private static let methods: [InterpolationMethod] = [.lerp, .slerp, .matched]
  private static let pairs = 1000
  private static let decodedPairs = 100

  /// The models whose latents have coordinates of their own first, as in the paper: those with bounded priors.
  private static func inOrder(_ models: [FigureMaterials.NamedModel]) -> [FigureMaterials.NamedModel] {
    models.filter(\.hasUniformPrior) + models.filter { !$0.hasUniformPrior }
  }

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    for named in inOrder(materials.models) {
      let name = named.model.name
      var strips = InterpolateRequest()
      strips.models = [named.reference]
      strips.seed = materials.request.seed
      strips.randomPairs = 3
      strips.typical = .off
      result.pictures.append(
        try materials.picture(
          strips.draw(in: materials.studio),
          named: "figure1-\(name.namePart)",
          caption: "\(name): linear above spherical, between the same ends"
        )
      )
      var lengths = InterpolationReportRequest()
      lengths.models = [named.reference]
      lengths.seed = materials.request.seed
      lengths.randomPairs = pairs
      lengths.picturePairs = 0
      lengths.methods = methods
      result.pictures.append(
        try materials.picture(
          lengths.draw(in: materials.studio),
          named: "figure1-\(name.namePart)-lengths",
          caption: "\(name): the length of latents along the way, with the prior's band"
        )
      )
      try measure(named.model, materials, &result)
    }
  }

  private static func measure(_ model: GenerativeModel, _ materials: FigureMaterials, _ result: inout FigureResult)
    throws
  {
    let seed = materials.request.seed
    var sharpness: [InterpolationMethod: BootstrapInterval] = [:]
    let ends = try MidpointPairs(of: model, count: pairs, pictures: decodedPairs, seed: seed, in: materials.studio)
    for method in methods {
      let measures = try MidpointMeasures(method, between: ends)
      sharpness[method] = measures.relativeSharpness(seed: seed)
      guard let deviation = measures.deviation(seed: seed) else { continue }
      // In 50 dimensions and more a straight line's middle is over 2 sd short; a great circle's law is the prior's but for its spread.
      let expected: ExpectedRange? =
        switch method {
        case .lerp: .below(-2)
        case .slerp: .between(-1...1)
        default: nil
        }
      result.findings.append(
        FigureFinding(
          "\(model.name), \(method.rawValue): length of the midpoint from the prior",
          deviation,
          unit: "sd",
          expected: expected
        )
      )
    }
    for method in methods {
      guard let own = sharpness[method] else { continue }
      result.findings.append(
        FigureFinding(
          "\(model.name), \(method.rawValue): sharpness of the midpoint, relative to the ends",
          own,
          // What a straight line's pictures have at most.
          expected: method == .slerp ? sharpness[.lerp].map { .above($0.upper) } : nil
        )
      )
    }
  }
}

extension FigureMaterials.NamedModel {
  /// Whether the prior is the paper's DCGAN's.
  fileprivate var hasUniformPrior: Bool {
    if case .uniform = model.prior { true } else { false }
  }
}
