internal import GenerativeModels
internal import LatentGeometry

/// What a method does to the lengths of latents between many pairs.
struct LengthReport {
  /// The ends themselves: what an honest method looks like.
  let ends: InterpolationReport.Row
  /// One entry a method.
  let methods: [InterpolationReport.Row]

  /// Interpolates between all pairs, one place after another, so that only one place's latents are in memory.
  init(
    from: LatentBatch,
    to: LatentBatch,
    methods: [InterpolationMethod],
    steps: Int,
    adding offsets: OffsetSum,
    model: GenerativeModel,
    studio: Studio
  ) throws {
    let prior = model.prior
    let places = InterpolationMethod.places(steps)
    let law = prior.lengthDistribution(dimension: from.dimension)
    ends = InterpolationReport.Row(
      name: "ends",
      middle: try offsets.applied(to: .concatenating([from, to])),
      path: [],
      prior: prior,
      law: law
    )
    self.methods = try methods.map { method in
      let interpolator = studio.interpolator(method, in: model)
      let centers = prior.centers(dimension: from.dimension)
      var path: [InterpolationReport.PathPoint] = []
      var middle = from
      for (index, t) in places.enumerated() {
        let latents = try offsets.applied(to: interpolator.interpolate(from: from, to: to, at: t))
        if index == steps / 2 { middle = latents }
        path.append(InterpolationReport.PathPoint(t: t, lengths: latents.lengths(around: centers)))
      }
      return InterpolationReport.Row(name: method.rawValue, middle: middle, path: path, prior: prior, law: law)
    }
  }
}
