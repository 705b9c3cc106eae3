internal import Datasets
internal import GenerativeModels
internal import Imaging
internal import LatentGeometry
internal import SafeFiles

/// Reads, decodes, crops, resizes and encodes the pictures of one batch.
struct BatchEncoder: Sendable {
  let model: GenerativeModel
  let pictures: PictureCollection
  let posterior: Posterior
  let conditions: PictureConditions
  /// The number of the first picture in the whole set, which decides the noise of its draw.
  let firstNumber: Int
  let isStrict: Bool

  /// What a batch comes to.
  struct Result: Sendable {
    var latents: LatentBatch
    var items: [CatalogItem]
    var skipped: [SkippedPicture]
  }

  /// Encodes pictures that follow each other.
  ///
  /// - Parameter range: Places in the collection.
  /// - Returns: Rows of those that could be read; the others with the reason.
  /// - Throws: The first picture's error where only whole ones are wanted; errors of the model.
  func encode(_ range: Range<Int>) throws -> Result {
    let shape = model.imageShape
    var prepared: [PlanarImage] = []
    var result = Result(latents: LatentBatch(count: 0, dimension: model.latentDimension), items: [], skipped: [])
    for index in range {
      let entry = pictures.entries[index]
      do {
        let picture = try pictures.source.picture(
          at: entry.path,
          preparation: model.preparation,
          channels: shape.channels,
          width: shape.width,
          height: shape.height
        )
        prepared.append(picture.image)
        result.items.append(CatalogItem(entry: entry, width: picture.width, height: picture.height))
      } catch let error as any ExplainedError {
        guard !isStrict else { throw EncodedSetError.badPicture(reason: error.description) }
        result.skipped.append(SkippedPicture(path: entry.path, reason: error.description))
      }
    }
    guard !prepared.isEmpty else { return result }
    let first = firstNumber + range.lowerBound
    result.latents = try model.encode(
      ImageBatch(prepared),
      conditions: conditions.rows(of: result.items.map(\.entry)),
      posterior: posterior,
      startingAt: first,
      batch: prepared.count
    )
    return result
  }
}
