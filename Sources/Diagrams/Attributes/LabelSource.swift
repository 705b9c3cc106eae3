public import AttributeVectors
public import Datasets
internal import EncodedSets
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Where labels come from: the items of an encoded set, or the rows of a label file.
public enum LabelSource: Sendable, Equatable {
  /// A set, by its name.
  case set(String, condition: String?, split: DatasetSplit?)
  /// A list in the form of `list_attr_celeba.txt`, and one of splits where only one split is wanted.
  case file(String, partition: String?, split: DatasetSplit?)

  /// Reads the labels.
  ///
  /// - Parameter attributes: Different names; nil for all there are.
  /// - Returns: The labels of the items that are meant, at least one, and what they are of.
  /// - Throws: `AttributeError`, `RequestError`, and the errors of sets and label files.
  public func labels(of attributes: [String]?) throws -> (table: LabelTable, origin: LabelOrigin) {
    switch self {
    case .set(let name, let condition, let split):
      let set = try EncodedSet(named: name)
      let rows = try set.selectedRows(where: condition, split: split)
      let table = try LabelTable(of: set, attributes: attributes)
      var origin = LabelOrigin(set: set.folder.url.shownPath)
      (origin.condition, origin.split, origin.note) = (condition, split, set.unfinishedNote)
      return (rows.map { table.gathered($0) } ?? table, origin)
    case .file(let path, let partition, let split):
      let table = try AttributeTable(contentsOf: URL(fileURLWithPath: path))
      var origin = LabelOrigin(file: path)
      (origin.partition, origin.split) = (partition, split)
      let rows = try partition.map { try Self.rows(of: table, in: split, $0) } ?? nil
      return (try LabelTable(table, attributes: attributes, rows: rows), origin)
    }
  }

  private static func rows(of table: AttributeTable, in split: DatasetSplit?, _ partition: String) throws -> [Int]? {
    let splits = try PartitionTable(contentsOf: URL(fileURLWithPath: partition))
    guard let split else { return nil }
    let rows = table.rows(in: split, of: splits)
    guard !rows.isEmpty else {
      throw RequestError.invalid(
        option: "--split \(split.rawValue)",
        reason:
          "\(partition) has none of the \(table.count) pictures of \(table.file.shownPath) in it; take another split"
      )
    }
    return rows
  }
}

/// What labels were read from.
public struct LabelOrigin: Sendable, Equatable, Encodable {
  /// The set; nil for a file.
  public var set: String?
  /// The condition that its items meet.
  public var condition: String?
  /// The label file; nil for a set.
  public var file: String?
  /// The file of splits.
  public var partition: String?
  /// The split that the items are of.
  public var split: DatasetSplit?
  /// A sentence that the person should read; not part of the results.
  public var note: String?

  private enum CodingKeys: String, CodingKey {
    case set, file, partition, split
    case condition = "where"
  }

  /// What a person calls the items.
  var name: String {
    let parts = [set ?? file, split.map { "split \($0.rawValue)" }, condition.map { "where \($0)" }]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }
}
