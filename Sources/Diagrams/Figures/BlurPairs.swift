internal import AttributeVectors
internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import Manifold

/// Pictures and their blurred twins, and the vector back from the twins: figures 8 and 9.
struct BlurPairs {
  let faces: LabelledFaces
  /// In the model's pixels, of which 64 make a width mostly: less is hardly seen, and of more no detail is left.
  let attribute: SyntheticAttribute

  /// With so many the vector is some twenty times as long as chance would make it.
  private static let learnedCount = 1000

  init(_ faces: LabelledFaces) throws {
    self.faces = faces
    attribute = SyntheticAttribute(name: "unblur", try Augmentation(.blur, 1.5), isReversed: true)
  }

  /// The vector from the twins of learned pictures to these themselves, kept in the cache, where recipes of pictures refer to it.
  func vector() throws -> BlurVector {
    try faces.materials.syntheticVectors.vector(attribute.name) {
      let found = try synthesized()
      let model = VectorSet.Model(name: faces.model.name, hash: faces.model.encodingHash)
      return BlurVector(found: found, kept: try faces.keep(VectorSet([found], model: model), named: attribute.name))
    }
  }

  private func synthesized() throws -> SyntheticVector {
    let session = SessionOptions(threads: 1, spinning: false, device: faces.materials.studio.session.device)
    let model = try faces.encodings.reference.open(session: session)
    var synthesis = VectorSynthesis([attribute])
    synthesis.seed = faces.seed
    synthesis.batch = faces.materials.studio.batch
    synthesis.workers = faces.materials.studio.session.threads
    let rows = RowSplit.thinned(faces.items.learned, to: Self.learnedCount, seed: faces.seed)
    return try synthesis.vectors(from: pictures(rows), with: model)[0]
  }

  /// The pictures of some items.
  func pictures(_ rows: [Int]) throws -> SynthesisPictures {
    try SynthesisPictures(of: faces.items.set, rows: rows, for: faces.model)
  }
}

/// What was found of pairs, and where the vector lies.
struct BlurVector {
  let found: SyntheticVector
  let kept: FigureVector
}
