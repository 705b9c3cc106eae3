internal import Imaging
internal import LatentFiles
internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension Anchor {
  /// Anchors of one latent each that stand for the same latents: the rows of a file, the tiles of a sheet, or the anchor itself.
  ///
  /// - Returns: At least one anchor.
  /// - Throws: ``RequestError`` where a sheet does not say how large its tiles are, which a model would decide, and the errors of
  ///   files.
  public func singles() throws -> [Anchor] {
    switch self {
    case .image, .random, .item, .vector, .sum: return [self]
    case .latents(let text):
      let reference = try LatentReference(parsing: text)
      guard reference.row == nil else { return [self] }
      return (0..<(try LatentFile.read(reference)).count).map { .latents(reference: "\(text):\($0)") }
    case .tiles(let sheet):
      if let numbers = sheet.tiles?.knownNumbers { return numbers.map { .tiles(sheet.tile($0)) } }
      if sheet.tiles?.isNumber == true { return [self] }
      guard let width = sheet.width, let height = sheet.height else {
        throw RequestError.invalid(
          option: sheet.shown,
          reason:
            "to choose from its tiles, write their size and the pixels between them, as in "
            + "\(TileSheet.prefix)\(sheet.path)@64x64+2"
        )
      }
      let size = try PlanarImage.size(ofImageAt: URL(fileURLWithPath: sheet.path))
      return try sheet.places(width: size.width, height: size.height, standard: (width, height))
        .map { .tiles(sheet.tile($0.number)) }
    }
  }

  /// Rows of a file of latents that a text lists, such as `z.npy:0..24:2` or `z.json:3,5`; nil for any other text.
  ///
  /// - Parameter text: One argument.
  /// - Returns: An anchor for each row.
  /// - Throws: ``RequestError`` for a row that is not there, and the errors of files.
  public static func listedRows(of text: String) throws -> [Anchor]? {
    guard LatentReference.isLikely(text), !FileManager.default.fileExists(atPath: text),
      let (file, list) = IndexList.suffix(of: text, takesNumber: false)
    else { return nil }
    let count = try LatentFile.read(LatentReference(parsing: file)).count
    return try list.numbers(count: count, of: text, "rows").map { .latents(reference: "\(file):\($0)") }
  }
}
