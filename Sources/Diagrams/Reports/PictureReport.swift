internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

/// What interpolation methods do to decoded pictures, at the middle of pairs.
public struct PictureReport: Encodable, Sendable {
  /// A method's pictures at the middle, or the ends' pictures.
  public struct Row: Encodable, Sendable {
    /// The method, or `ends`.
    public let name: String
    /// The mean variance of the Laplacian, as a share of the ends': below 1 pictures are blurred.
    public let sharpness: Double
    /// How sure the model's classifier is: the mean of |2p - 1| over pictures and attributes, 0 … 1; nil without one.
    public let confidence: Double?
    /// The mean of ‖E(D(z)) - z‖ / ‖z - c‖, how far the encoder takes pictures from the latents that they were decoded from, by
    /// the latents' own lengths; nil without an encoder.
    public let reencoding: Double?
  }

  /// The number of pairs that were decoded.
  public let pairs: Int
  /// The classifier's name, where there is one.
  public let classifier: String?
  /// The ends: what the others are measured by.
  public let ends: Row
  /// One entry a method.
  public let methods: [Row]

  /// Decodes the ends and every method's middles.
  init(
    from: LatentBatch,
    to: LatentBatch,
    _ methods: [InterpolationMethod],
    _ model: GenerativeModel,
    adding offsets: OffsetSum,
    policy: TypicalityPolicy,
    in studio: Studio
  ) throws {
    let classifier = try model.classifier(options: studio.session)
    self.classifier = classifier?.name
    pairs = from.count
    let total = from.count * (methods.count + 2)
    var done = 0
    func measured(_ latents: LatentBatch) throws -> Means {
      let latents = policy.applied(to: try offsets.applied(to: latents), prior: model.prior)
      var means = Means(count: latents.count)
      try model.decode(latents, batch: studio.batch) { range, images in
        try means.add(images, of: latents[range], model, classifier, batch: studio.batch)
        done += range.count
        studio.progress(done, total)
      }
      return means
    }
    let reference = try measured(.concatenating([from, to]))
    ends = reference.row("ends", relativeTo: reference)
    self.methods = try methods.map { method in
      let interpolator = studio.interpolator(method, in: model)
      return try measured(interpolator.interpolate(from: from, to: to, at: 0.5))
        .row(method.rawValue, relativeTo: reference)
    }
  }

  /// What a person reads.
  var lines: [String] {
    let head =
      ["pictures of \(pairs) pairs", "sharpness"] + (classifier == nil ? [] : ["confidence"])
      + (ends.reencoding == nil ? [] : ["re-encoding"])
    let rows = ([ends] + methods).map { row in
      [row.name, row.sharpness.fixed(3)] + [row.confidence, row.reencoding].compactMap { $0?.fixed(3) }
    }
    return TextTable.lines([head] + rows)
  }

  /// Sums over pictures, divided by their number.
  private struct Means {
    let count: Int
    var sharpness = 0.0
    var confidence: Double?
    var reencoding: Double?

    init(count: Int) { self.count = count }

    mutating func add(
      _ images: ImageBatch,
      of latents: LatentBatch,
      _ model: GenerativeModel,
      _ classifier: AttributeClassifier?,
      batch: Int?
    ) throws {
      let share = 1 / Double(count)
      for index in 0..<images.count { sharpness += share * images[index].sharpness }
      if let classifier {
        let values = try classifier.probabilities(of: images).values
        let sum = values.reduce(0.0) { $0 + abs(2 * Double($1) - 1) }
        confidence = (confidence ?? 0) + share * sum / Double(classifier.labels.count)
      }
      if model.hasEncoder {
        let center = model.prior.centers(dimension: model.latentDimension)
        let again = try model.encode(images, batch: batch)
        for row in 0..<latents.count {
          let length = latents[row].lengths(around: center)[0]
          let distance = again[row].lengths(around: latents[row].values)[0]
          reencoding = (reencoding ?? 0) + share * (length > 0 ? distance / length : 0)
        }
      }
    }

    func row(_ name: String, relativeTo reference: Means) -> Row {
      Row(
        name: name,
        sharpness: reference.sharpness > 0 ? sharpness / reference.sharpness : 1,
        confidence: confidence,
        reencoding: reencoding
      )
    }
  }
}
