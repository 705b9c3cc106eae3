public import GenerativeModels
public import Imaging
internal import LatentGeometry

/// Some pictures, their changed twins, and what a model and the vectors make of them.
///
/// Columns are pictures. Rows are the pictures and their reconstructions; then for each vector the twins, the twins'
/// reconstructions, and the pictures' reconstructions moved by the vector, decode(E(x) + v), which should look like the row above
/// or, for a reversed vector, the other way. Source: White (2016), figure 8.
public struct SynthesisSheet: Sendable {
  /// A vector and what it is of.
  public struct Row: Sendable, Equatable {
    /// What is done to pictures, and what the vector is called.
    public var attribute: SyntheticAttribute
    /// d numbers.
    public var vector: [Float]

    /// A vector to be shown.
    ///
    /// - Parameters:
    ///   - attribute: What is done to pictures, and what the vector is called.
    ///   - vector: d numbers.
    public init(_ attribute: SyntheticAttribute, vector: [Float]) {
      (self.attribute, self.vector) = (attribute, vector)
    }
  }

  /// The vectors shown.
  public var vectors: [Row]
  /// What noise started from.
  public var seed: UInt64

  /// A sheet of vectors.
  ///
  /// - Parameters:
  ///   - vectors: At least one.
  ///   - seed: The synthesis' seed.
  public init(_ vectors: [Row], seed: UInt64) {
    self.vectors = vectors
    self.seed = seed
  }

  /// A sheet of vectors that were found now.
  ///
  /// - Parameters:
  ///   - vectors: At least one.
  ///   - seed: The synthesis' seed.
  public init(_ vectors: [SyntheticVector], seed: UInt64) {
    self.init(vectors.map { Row($0.attribute, vector: $0.vector) }, seed: seed)
  }

  /// How many pictures are shown where nobody says.
  public static let standardColumns = 8

  /// Draws the sheet.
  ///
  /// - Parameters:
  ///   - pictures: The pictures; the first are shown.
  ///   - columns: How many at most, ≥ 1.
  ///   - model: The vectors' model.
  ///   - style: Gap, margin and scale.
  /// - Returns: The picture.
  /// - Throws: The errors of pictures, models and sheets.
  public func draw(
    _ pictures: SynthesisPictures,
    columns: Int = standardColumns,
    with model: GenerativeModel,
    style: ContactSheet.Style = ContactSheet.Style()
  ) throws -> PlanarImage {
    precondition(columns >= 1 && pictures.count >= 1, "at least one picture is needed")
    let shown = 0..<min(columns, pictures.count)
    let images = try shown.map { try pictures.picture($0) }
    let conditions = pictures.conditions.rows(shown)
    func encoded(_ images: [PlanarImage]) throws -> LatentBatch {
      try model.encode(ImageBatch(images), conditions: conditions.encoding)
    }
    func decoded(_ latents: LatentBatch) throws -> [PlanarImage] {
      let images = try model.decode(latents, conditions: conditions.decoding)
      return (0..<images.count).map { images[$0] }
    }
    let latents = try encoded(images)
    var rows = [("pictures", images), ("reconstructed", try decoded(latents))]
    for vector in vectors {
      let twins = try images.enumerated().map { number, image in
        try vector.attribute.augmentation.applied(to: image, number: number, seed: seed)
      }
      var moved = latents
      for row in 0..<moved.count { moved.setRow(row, to: zip(latents[row].values, vector.vector).map { $0 + $1 }) }
      rows += [
        (vector.attribute.augmentation.description, twins),
        ("reconstructed", try decoded(encoded(twins))),
        ("moved by \(vector.attribute.name)", try decoded(moved)),
      ]
    }
    return try ContactSheet(
      cells: rows.flatMap { $0.1.map(Optional.some) },
      rows: rows.count,
      columns: images.count,
      rowLabels: rows.map(\.0),
      style: style
    ).picture
  }
}
