#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Yes-or-no labels of n pictures for m attributes, as a label file lists them.
///
/// ```swift
/// let table = try AttributeTable(contentsOf: labels)
/// let smiling = try table.index(of: "Smiling")
/// let smiles = (0..<table.count).filter { table[$0, smiling] }
/// ```
///
/// The attributes are whatever the file names; CelebA has 40. Source: Liu, Luo, Wang and Tang, "Deep learning face
/// attributes in the wild", ICCV 2015.
public struct AttributeTable: Sendable, Equatable {
  /// The file that the labels come from, for messages.
  public let file: URL
  /// The m names of the columns, m ≥ 1, none of them twice.
  public let attributes: [String]
  /// The n names of pictures, none of them twice, as the file has them: without a folder.
  public let pictures: [String]
  /// The labels: shape [n, m], row-major, flat; true for yes.
  public let labels: [Bool]

  /// A table over labels that are laid out already.
  ///
  /// - Parameters:
  ///   - file: What to call it in messages.
  ///   - attributes: m ≥ 1 different names.
  ///   - pictures: n different names of pictures.
  ///   - labels: n × m labels, row after row.
  public init(file: URL, attributes: [String], pictures: [String], labels: [Bool]) {
    precondition(!attributes.isEmpty, "a table needs at least one attribute")
    precondition(labels.count == attributes.count * pictures.count, "n × m labels are needed")
    self.file = file
    self.attributes = attributes
    self.pictures = pictures
    self.labels = labels
  }

  /// The number of pictures, n.
  public var count: Int { pictures.count }

  /// Whether a picture has an attribute.
  ///
  /// - Parameters:
  ///   - row: 0 … n - 1.
  ///   - attribute: 0 … m - 1, from ``index(of:)``.
  public subscript(row: Int, attribute: Int) -> Bool {
    precondition(attributes.indices.contains(attribute), "the attribute is not in the table")
    return labels[row * attributes.count + attribute]
  }

  /// The column of an attribute, in O(m).
  ///
  /// - Parameter attribute: Its name, exactly.
  /// - Returns: 0 … m - 1.
  /// - Throws: ``LabelFileError/unknownAttribute(_:attribute:known:)``, which suggests names.
  public func index(of attribute: String) throws -> Int {
    guard let index = attributes.firstIndex(of: attribute) else {
      throw LabelFileError.unknownAttribute(file, attribute: attribute, known: attributes)
    }
    return index
  }
}
