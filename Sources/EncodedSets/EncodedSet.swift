public import Datasets
public import Imaging
public import LatentFiles
public import LatentGeometry
internal import GenerativeModels
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Encodings of pictures on disk, with paths, splits and labels.
///
/// ```swift
/// let set = try EncodedSet(SetFolder(naming: "faces"))
/// let smiling = try set.rows(where: "Smiling = 1 AND split = 'test'")
/// let latents = set.vectors.gathered(smiling)
/// ```
///
/// The folder has `vectors.npy`, float32 of shape [n, d], which is mapped and not read; `catalog.sqlite` with the tables
/// `items` (`id`, the row; `path`, `split`, `width`, `height`), `labels` (`id` and a column for each attribute, 1, 0 or NULL)
/// and `skipped`; `set.json`, a ``SetDescription``; and `prior.json`, the law of the latents.
public struct EncodedSet: Sendable {
  /// Where it lies.
  public let folder: SetFolder
  /// What it is.
  public let description: SetDescription
  /// The latents, shape [n, d].
  public let vectors: MappedLatents
  /// Reads the original pictures.
  public let originals: PictureSource

  let catalog: CatalogReader

  /// Opens a set; one that is still growing has the rows that are committed now.
  ///
  /// - Parameters:
  ///   - folder: Where it lies.
  ///   - originals: Where the original pictures lie now; nil for where they were encoded from.
  /// - Throws: ``EncodedSetError``, `LatentFileError` or `FileError`.
  public init(_ folder: SetFolder, originals: URL? = nil) throws {
    self.folder = folder
    description = try SetDescription(folder)
    catalog = try CatalogReader(folder.catalog)
    let count = try catalog.count()
    guard count > 0 else { throw EncodedSetError.noItems(folder.url) }
    vectors = try MappedLatents(folder.vectors, count: count)
    guard vectors.dimension == description.dimension else {
      throw EncodedSetError.damaged(
        folder.vectors,
        reason: "its rows have \(vectors.dimension) numbers, and set.json says \(description.dimension)"
      )
    }
    if let originals { try InputFolder.check(originals) }
    // A data set's folder stands for the one with its pictures.
    let inside = originals.flatMap { (try? CelebALayout(folder: $0))?.pictureFolder }
    let root = inside ?? originals ?? URL(fileURLWithPath: description.root, isDirectory: true)
    self.originals = PictureSource(root: root)
  }

  /// Opens a set by its name.
  ///
  /// - Parameter name: The folder, with or without `.encodings`.
  /// - Throws: ``EncodedSetError``, `LatentFileError` or `FileError`.
  public init(named name: String) throws { try self.init(SetFolder(naming: name)) }

  /// The number of items, n.
  public var count: Int { vectors.count }
  /// The number of coordinates of a latent, d.
  public var dimension: Int { vectors.dimension }
  /// The names of the attributes that items are labelled with.
  public var attributes: [String] { catalog.attributes }

  /// What identifies the latents: SHA-256 of `vectors.npy`.
  ///
  /// - Returns: As set.json has it; computed for a set that is unfinished.
  /// - Throws: `FileError`.
  public func digest() throws -> String {
    try description.vectorsSHA256 ?? FileDigest.sha256(of: folder.vectors)
  }

  /// A sentence for people where the set is unfinished.
  public var unfinishedNote: String? {
    guard !description.finished else { return nil }
    let wanted = description.sessions.last.map { $0.firstItem + $0.pictures } ?? 0
    return
      "\(folder.url.shownPath): the set is unfinished, \(count) of \(wanted) pictures; run its `encode` again to go on"
  }

  /// The rows of the items that a condition holds for.
  ///
  /// - Parameters:
  ///   - condition: SQL over `id`, `path`, `split`, `width`, `height` and the attributes, such as
  ///     `Smiling = 1 AND split = 'test'`; nil for all.
  ///   - split: Only items of this split; nil for all.
  ///   - limit: The greatest number of rows, the first ones; nil for all.
  /// - Returns: Rising rows; none where it holds for none.
  /// - Throws: ``EncodedSetError/condition(_:reason:columns:)``.
  public func rows(where condition: String?, split: DatasetSplit? = nil, limit: Int? = nil) throws -> [Int] {
    try catalog.rows(where: condition, split: split, limit: limit).filter((0..<count).contains)
  }

  /// The rows of a selection that must not be empty.
  ///
  /// - Parameters:
  ///   - condition: SQL, as ``rows(where:split:limit:)`` takes it; nil for all.
  ///   - split: Only items of this split; nil for all.
  /// - Returns: Rising rows, at least one; nil where nothing was to be selected.
  /// - Throws: ``EncodedSetError``.
  public func selectedRows(where condition: String?, split: DatasetSplit?) throws -> [Int]? {
    guard condition != nil || split != nil else { return nil }
    let rows = try rows(where: condition, split: split)
    guard !rows.isEmpty else {
      let options = [condition.map { "--where \"\($0)\"" }, split.map { "--split \($0.rawValue)" }].compactMap { $0 }
      throw EncodedSetError.nothingSelected(
        reason: "\(options.joined(separator: " and ")) leaves none of the \(count) items of the set"
      )
    }
    return rows
  }

  /// The row that a number means.
  ///
  /// - Parameter number: From 0, or from the end where it is negative: -1 is the last.
  /// - Returns: 0 … n - 1.
  /// - Throws: ``EncodedSetError/noSuchRow(_:row:count:)``.
  public func row(_ number: Int) throws -> Int {
    let row = number < 0 ? number &+ count : number
    guard (0..<count).contains(row) else { throw EncodedSetError.noSuchRow(folder.url, row: number, count: count) }
    return row
  }

  /// One item.
  ///
  /// - Parameter number: As ``row(_:)`` takes it.
  /// - Returns: Its path, split and size.
  /// - Throws: ``EncodedSetError``.
  public func item(_ number: Int) throws -> EncodedItem {
    let row = try row(number)
    guard let item = try catalog.item(row) else {
      throw EncodedSetError.damaged(folder.catalog, reason: "it has no item \(row)")
    }
    return item
  }

  /// The latent of an item.
  ///
  /// - Parameter row: 0 … n - 1.
  /// - Returns: Shape [1, d].
  public func latent(_ row: Int) -> LatentBatch { vectors.gathered(CollectionOfOne(row)) }

  /// The original picture of an item as an encoder sees it.
  ///
  /// - Parameters:
  ///   - item: An item of this set.
  ///   - preparation: What is done to it; that of the set's model is in its description.
  ///   - channels: The model's channels.
  ///   - width: The model's width.
  ///   - height: The model's height.
  /// - Returns: The picture.
  /// - Throws: ``EncodedSetError/originalMissing(path:set:)``, and the errors of pictures.
  public func original(
    of item: EncodedItem,
    preparation: ImagePreparation,
    channels: Int,
    width: Int,
    height: Int
  ) throws -> PlanarImage {
    do {
      return try originals.picture(
        at: item.path,
        preparation: preparation,
        channels: channels,
        width: width,
        height: height
      ).image
    } catch FileError.missing(let url) {
      throw EncodedSetError.originalMissing(path: url.shownPath, set: folder.url)
    }
  }

  /// The labels of an attribute by row: 1, 0 or nil where nobody knows.
  ///
  /// - Parameter attribute: One of ``attributes``.
  /// - Returns: n labels.
  /// - Throws: ``EncodedSetError``.
  public func labels(of attribute: String) throws -> [Int?] {
    guard attributes.contains(attribute) else {
      throw EncodedSetError.condition(attribute, reason: "no such attribute", columns: attributes)
    }
    return try catalog.labels(of: attribute, count: count)
  }

  /// The labels of several attributes, read in one pass: 1 yes, 0 no, -1 where nobody knows.
  ///
  /// - Parameter attributes: Each one of ``attributes``.
  /// - Returns: Shape [the number of attributes, n], attribute after attribute.
  /// - Throws: ``EncodedSetError``.
  package func labels(of attributes: [String]) throws -> [Int8] {
    if let unknown = attributes.first(where: { !self.attributes.contains($0) }) {
      throw EncodedSetError.condition(unknown, reason: "no such attribute", columns: self.attributes)
    }
    return try catalog.labels(of: attributes, count: count)
  }

  /// How many items are in each split, and how many have and lack each attribute.
  ///
  /// - Returns: Counts by split, nil for none; one entry for each of ``attributes``, in order.
  /// - Throws: ``EncodedSetError``.
  public func counts() throws -> (splits: [DatasetSplit?: Int], labels: [(name: String, yes: Int, no: Int)]) {
    let (splits, labels) = try catalog.counts()
    let named = splits.map { ($0.key.flatMap(DatasetSplit.init(rawValue:)), $0.value) }
    return (Dictionary(named, uniquingKeysWith: +), labels)
  }

  /// The pictures that could not be read when the set was encoded, in order.
  ///
  /// - Returns: Their paths, each with the reason.
  /// - Throws: ``EncodedSetError``.
  public func skipped() throws -> [SkippedPicture] { try catalog.skipped() }

  /// All items in order, with their labels.
  ///
  /// - Parameter body: Receives an item and one label for each of ``attributes``.
  /// - Throws: ``EncodedSetError``, and what `body` throws.
  public func forEachItem(_ body: (EncodedItem, [Int?]) throws -> Void) throws {
    try catalog.forEach(upTo: count, body)
  }
}
