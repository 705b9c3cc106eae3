#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// Which split each of n pictures belongs to, as a partition file lists them.
public struct PartitionTable: Sendable, Equatable {
  /// The file that the splits come from, for messages.
  public let file: URL
  /// The n names of pictures, none of them twice.
  public let pictures: [String]
  /// The n splits.
  public let splits: [DatasetSplit]

  /// A table of splits that are known already.
  ///
  /// - Parameters:
  ///   - file: What to call it in messages.
  ///   - pictures: n different names of pictures.
  ///   - splits: n splits.
  public init(file: URL, pictures: [String], splits: [DatasetSplit]) {
    precondition(pictures.count == splits.count, "n splits are needed")
    self.file = file
    self.pictures = pictures
    self.splits = splits
  }

  /// Reads a list of splits.
  ///
  /// Rows are `000001.jpg 0` with any run of spaces or tabs between; or, where the first line has a comma, CSV:
  /// `000001.jpg,0` below a header such as `image_id,partition`, which may be missing. 0 is train, 1 valid, 2 test.
  /// Lines end in LF or CRLF; blank ones are passed over. O(bytes).
  ///
  /// - Parameter url: The file, such as `list_eval_partition.txt`.
  /// - Throws: ``LabelFileError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  public init(contentsOf url: URL) throws {
    try self.init(parsing: FileContents.read(url), name: url)
  }

  /// Reads the bytes of a list of splits, as ``init(contentsOf:)`` does.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What to call it in messages.
  /// - Throws: ``LabelFileError``.
  public init(parsing bytes: Data, name: URL) throws {
    self = try bytes.withUnsafeBytes { buffer in
      var parser = PartitionTableParser(buffer.bindMemory(to: UInt8.self), file: name)
      return try parser.table()
    }
  }

  /// The split of each of some pictures, in O(names + n).
  ///
  /// - Parameter names: Names of pictures, in any order.
  /// - Returns: As many splits; nil for a picture that is not listed.
  public func splits(of names: [String]) -> [DatasetSplit?] {
    // Most often both files list the same pictures in the same order.
    if names == pictures { return splits }
    let known = Dictionary(zip(pictures, splits)) { first, _ in first }
    return names.map { known[$0] }
  }
}

extension AttributeTable {
  /// The rows of a split.
  ///
  /// - Parameters:
  ///   - split: The split.
  ///   - partition: The splits of pictures; one that it does not list is in none, and one that the table does not list
  ///     is passed over.
  /// - Returns: Ascending rows, 0 … n - 1.
  public func rows(in split: DatasetSplit, of partition: PartitionTable) -> [Int] {
    let splits = partition.splits(of: pictures)
    return splits.indices.filter { splits[$0] == split }
  }
}
