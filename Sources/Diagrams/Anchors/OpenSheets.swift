internal import GenerativeModels
internal import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Sheets of tiles that anchors name, each read once.
struct OpenSheets {
  let model: GenerativeModel

  private var found: [String: (picture: PlanarImage, stamp: InputStamp)] = [:]

  init(model: GenerativeModel) { self.model = model }

  /// Where the tiles of a sheet lie, and the digest of its file.
  ///
  /// - Throws: ``RequestError``, and the errors of pictures.
  mutating func tiles(of sheet: TileSheet) throws -> (places: [TilePlace], stamp: InputStamp) {
    let (picture, stamp) = try opened(sheet.path)
    let shape = model.imageShape
    let places = try sheet.places(
      width: picture.width,
      height: picture.height,
      standard: (shape.width, shape.height)
    )
    return (places, stamp)
  }

  /// A tile as the model's encoder sees it.
  ///
  /// One of the model's own size is it already, since sheets are made of pictures that models see or draw; any other is cropped
  /// and resized as a picture of a file is.
  ///
  /// - Throws: `CropError` with the sheet's name, where the model crops more than a tile has.
  mutating func picture(at place: TilePlace, of sheet: TileSheet) throws -> PlanarImage {
    let tile = try place.cut(from: try opened(sheet.path).picture)
    let shape = model.imageShape
    guard tile.width != shape.width || tile.height != shape.height else { return tile }
    do {
      return try model.preparation.apply(to: tile, width: shape.width, height: shape.height)
    } catch var error as CropError {
      error.url = URL(fileURLWithPath: sheet.path)
      throw error
    }
  }

  private mutating func opened(_ path: String) throws -> (picture: PlanarImage, stamp: InputStamp) {
    if let known = found[path] { return known }
    let url = URL(fileURLWithPath: path)
    // Read once: what is digested is what is cut.
    let bytes = try FileContents.read(url)
    let picture = try PlanarImage(decoding: bytes, name: url, channels: model.imageShape.channels)
    let opened = (picture, InputStamp(path: path, sha256: FileDigest.sha256(bytes)))
    found[path] = opened
    return opened
  }
}
