#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// Pictures in a fixed order, with what is known of each: where it lies, its split, its labels.
///
/// ```swift
/// let pictures = try PictureCollection(naming: ["celeba"])
/// let first = try pictures.source.picture(at: pictures.entries[0].path)
/// ```
public struct PictureCollection: Sendable {
  /// One picture.
  public struct Entry: Sendable, Equatable {
    /// Its path below the collection's root, or an absolute one for a picture outside it.
    public var path: String
    /// Its split; nil if it is in none.
    public var split: DatasetSplit?
    /// Its labels, one for each attribute, nil where nobody knows; empty where the collection has no attributes.
    public var labels: [Bool?]

    /// A picture.
    ///
    /// - Parameters:
    ///   - path: Its path below the collection's root, or an absolute one.
    ///   - split: Its split.
    ///   - labels: One for each attribute of the collection.
    public init(path: String, split: DatasetSplit? = nil, labels: [Bool?] = []) {
      self.path = path
      self.split = split
      self.labels = labels
    }
  }

  /// Reads the pictures.
  public let source: PictureSource
  /// The names of the attributes that pictures are labelled with; empty without labels.
  public let attributes: [String]
  /// The pictures in order.
  public private(set) var entries: [Entry]
  /// Sentences about what is missing, for people.
  public let notes: [String]

  /// The folder that paths start from.
  public var root: URL { source.root }

  /// A collection of known parts.
  ///
  /// - Parameters:
  ///   - source: Reads the pictures.
  ///   - attributes: The names of the labels.
  ///   - entries: The pictures, each with as many labels.
  ///   - notes: Sentences about what is missing.
  public init(source: PictureSource, attributes: [String] = [], entries: [Entry], notes: [String] = []) {
    precondition(entries.allSatisfy { $0.labels.count == attributes.count }, "every picture needs all labels")
    self.source = source
    self.attributes = attributes
    self.entries = entries
    self.notes = notes
  }

  /// The pictures that names stand for.
  ///
  /// A single folder in CelebA's layout brings labels and splits along, and so do IDX files, one or a folder of them: a label
  /// for each class. Anything else is files, folders and patterns as
  /// ``ImageFiles/expand(_:recursively:)`` takes them, without labels.
  ///
  /// - Parameters:
  ///   - names: At least one name.
  ///   - recursively: Whether a folder also stands for the pictures in the folders below it.
  /// - Throws: The errors of the layout, of patterns and of files.
  public init(naming names: [String], recursively: Bool = false) throws {
    if names.count == 1, let dataset = try Self.celebA(URL(fileURLWithPath: names[0])) {
      self = try PictureCollection(dataset)
      return
    }
    if names.count == 1, IDXDataset.isIDX(URL(fileURLWithPath: names[0])) {
      self = try PictureCollection(IDXDataset(URL(fileURLWithPath: names[0])))
      return
    }
    for name in names where names.count > 1 {
      guard try Self.celebA(URL(fileURLWithPath: name)) == nil, !IDXDataset.isIDX(URL(fileURLWithPath: name)) else {
        throw ImageFilesError.dataSetAmongOthers(name)
      }
    }
    let urls = try ImageFiles.expand(names, recursively: recursively)
    let root = Self.commonFolder(of: urls.map(\.path))
    self.init(
      source: PictureSource(root: URL(fileURLWithPath: root, isDirectory: true)),
      entries: urls.map { Entry(path: Self.path($0.path, below: root)) }
    )
  }

  /// The pictures of a data set in CelebA's layout that are there.
  ///
  /// - Parameter dataset: The data set.
  /// - Throws: ``CelebADatasetError`` where none is there.
  public init(_ dataset: CelebADataset) throws {
    let table = dataset.table
    let width = table.attributes.count
    let items = try dataset.items()
    self.init(
      source: PictureSource(root: dataset.layout.pictureFolder ?? dataset.layout.folder),
      attributes: table.attributes,
      entries: items.map { item in
        Entry(
          path: table.pictures[item.row],
          split: item.split,
          labels: table.labels[item.row * width..<(item.row + 1) * width].map { $0 }
        )
      },
      notes: dataset.missingSummary.map { [$0] } ?? []
    )
  }

  /// The pictures of IDX files, labelled with a yes for their class and a no for all others.
  ///
  /// - Parameter dataset: The data set.
  public init(_ dataset: IDXDataset) {
    let folder = dataset.parts[0].images.url.deletingLastPathComponent()
    let entries = dataset.parts.flatMap { part in
      (0..<part.images.count).map { index in
        let labels = part.labels.map { dataset.attributeRow(of: $0.labels[index]).map(Optional.some) }
        return Entry(
          path: "\(part.images.url.lastPathComponent):\(index)",
          split: part.split,
          labels: labels ?? [Bool?](repeating: nil, count: dataset.attributeNames.count)
        )
      }
    }
    self.init(source: PictureSource(root: folder), attributes: dataset.attributeNames, entries: entries)
  }

  /// The same collection, some of its pictures.
  ///
  /// - Parameter indices: Places in ``entries``, in the order wanted.
  /// - Returns: The smaller collection.
  public func selecting(_ indices: some Collection<Int>) -> PictureCollection {
    var selected = self
    selected.entries = indices.map { entries[$0] }
    return selected
  }

  /// The data set in a folder, where it has CelebA's list of labels.
  private static func celebA(_ folder: URL) throws -> CelebADataset? {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder else { return nil }
    do {
      _ = try CelebALayout(folder: folder)
    } catch CelebADatasetError.notCelebA {
      return nil
    }
    return try CelebADataset(folder: folder)
  }

  /// The deepest folder that has all files in it or below it.
  ///
  /// - Parameter paths: Absolute paths of files, at least one.
  /// - Returns: An absolute path.
  package static func commonFolder(of paths: [String]) -> String {
    var common = folders(of: paths[0])
    for path in paths.dropFirst() {
      let other = folders(of: path)
      let same = zip(common, other).prefix { $0 == $1 }.count
      if same < common.count { common.removeLast(common.count - same) }
    }
    return "/" + common.joined(separator: "/")
  }

  private static func folders(of path: String) -> [Substring] { path.split(separator: "/").dropLast() }

  /// A path as an entry has it.
  ///
  /// - Parameters:
  ///   - path: Absolute.
  ///   - root: The folder that it may lie below, absolute.
  /// - Returns: The rest of the path below the root; the path itself where it lies elsewhere.
  package static func path(_ path: String, below root: String) -> String {
    let prefix = root.hasSuffix("/") ? root : root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
