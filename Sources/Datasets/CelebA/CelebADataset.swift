internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Pictures with labels and splits in CelebA's layout, complete or in part.
///
/// ```swift
/// let dataset = try CelebADataset(folder: folder)
/// if let sentence = dataset.missingSummary { print(sentence) }
/// for item in try dataset.items(in: .test) {
///   let image = try PlanarImage(contentsOf: item.url)
///   let isSmiling = dataset.table[item.row, smiling]
/// }
/// ```
///
/// A partial copy has the complete lists and only some of the pictures: the others are counted, and what follows is
/// about those present. A file that no row names is ignored. What is a picture is decided by the list alone; nothing is
/// opened before it is asked for.
///
/// Source: Liu, Luo, Wang and Tang, "Deep learning face attributes in the wild", ICCV 2015. CelebA itself is for
/// non-commercial research only.
public struct CelebADataset: Sendable {
  /// Where the parts lie.
  public let layout: CelebALayout
  /// The labels of all n pictures listed, present or not.
  public let table: AttributeTable
  /// The split of each row of ``table``, nil for one that the list of splits does not name; nil without such a list.
  public let splits: [DatasetSplit?]?
  /// The rows of ``table`` whose pictures are there, ascending.
  public let presentRows: [Int]

  /// Reads the lists and looks which pictures are there.
  ///
  /// - Parameter folder: A folder with `list_attr_celeba.txt` or `.csv`, mostly with `list_eval_partition.txt` or
  ///   `.csv` and the pictures in `img_align_celeba`; see ``CelebALayout``.
  /// - Throws: ``CelebADatasetError/notCelebA(_:expected:)``, ``LabelFileError`` for damage in a list, or `FileError`
  ///   for what is missing or cannot be read.
  public init(folder: URL) throws {
    layout = try CelebALayout(folder: folder)
    let table = try AttributeTable(contentsOf: layout.labelFile)
    splits = try layout.partitionFile.map { try PartitionTable(contentsOf: $0).splits(of: table.pictures) }
    let presence = try layout.presence(of: table.pictures)
    presentRows = presence.indices.filter { presence[$0] }
    self.table = table
  }

  /// The number of pictures that are listed and not there.
  public var missingCount: Int { table.count - presentRows.count }

  /// One sentence about the pictures that are missing, to be said once; nil if all are there.
  public var missingSummary: String? {
    guard missingCount > 0 else { return nil }
    let place = layout.pictureFolder?.lastPathComponent ?? CelebALayout.pictureFolderName
    return
      "\(missingCount) of the \(table.count.counted("picture")) in \(layout.labelFile.lastPathComponent) \(missingCount.form("is", "are")) not in \(place);"
      + " going on with the \(presentRows.count) that \(presentRows.count.form("is", "are"))"
  }

  /// The rows of all pictures listed, present or not.
  ///
  /// - Parameter split: The split; nil for all, also those in no split.
  /// - Returns: Ascending rows of ``table``; none where the split is empty.
  /// - Throws: ``CelebADatasetError/noPartition(_:split:)``.
  public func listedRows(in split: DatasetSplit? = nil) throws -> [Int] {
    try rows(Array(0..<table.count), in: split)
  }

  /// The rows of the pictures that are there.
  ///
  /// - Parameter split: The split; nil for all, also those in no split.
  /// - Returns: Ascending rows of ``table``; none where no picture of the split is there.
  /// - Throws: ``CelebADatasetError/noPartition(_:split:)``.
  public func presentRows(in split: DatasetSplit?) throws -> [Int] {
    try rows(presentRows, in: split)
  }

  /// The pictures that are there, in the order of the list.
  ///
  /// - Parameter split: The split; nil for all, also those in no split.
  /// - Returns: At least one picture.
  /// - Throws: ``CelebADatasetError/noPictures(_:split:listed:)`` or ``CelebADatasetError/noPartition(_:split:)``.
  public func items(in split: DatasetSplit? = nil) throws -> [CelebAItem] {
    let rows = try presentRows(in: split)
    guard !rows.isEmpty, let folder = layout.pictureFolder else {
      throw CelebADatasetError.noPictures(layout.folder, split: split, listed: try listedRows(in: split).count)
    }
    return rows.map { row in
      CelebAItem(
        url: folder.appendingPathComponent(table.pictures[row], isDirectory: false),
        row: row,
        split: splits?[row]
      )
    }
  }

  private func rows(_ rows: [Int], in split: DatasetSplit?) throws -> [Int] {
    guard let split else { return rows }
    guard let splits else { throw CelebADatasetError.noPartition(layout.folder, split: split) }
    return rows.filter { splits[$0] == split }
  }
}

/// A picture of a data set that is there.
public struct CelebAItem: Sendable, Equatable {
  /// The picture's file.
  public let url: URL
  /// Its row in ``CelebADataset/table``.
  public let row: Int
  /// Its split; nil if it is in none.
  public let split: DatasetSplit?
}
