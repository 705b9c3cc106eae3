#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// Pictures with labels in IDX files, as MNIST, Fashion-MNIST, KMNIST and EMNIST come.
///
/// ```swift
/// let dataset = try IDXDataset(folder)
/// for part in dataset.parts where part.split == .test {
///   for index in 0..<part.images.count { use(part.images[index], part.labels?.labels[index]) }
/// }
/// ```
///
/// Files of pictures are known by their names, which end in `images-idx3-ubyte` or `images.idx3-ubyte` (`idx4` with
/// channels), with or without `.gz`; of two copies of one file the unpacked one is read. Their labels have the same
/// names with `labels` for `images` and `idx1` for `idx3`. A word `train` in a name, between hyphens, underscores or
/// dots, is the split train; `t10k` and `test` are the split test.
public struct IDXDataset: Sendable {
  /// One file of pictures with its labels.
  public struct Part: Sendable {
    /// The pictures.
    public let images: IDXImages
    /// As many labels; nil if there is no such file.
    public let labels: IDXLabels?
    /// The split; nil if the name does not say it.
    public let split: DatasetSplit?
  }

  /// The folder, or the file of pictures.
  public let url: URL
  /// At least one part: train first, then test, then others in the order of their names.
  public let parts: [Part]
  /// The different labels of all parts, ascending; none without labels.
  public let classes: [UInt8]

  /// Reads all pictures and labels into memory, as bytes.
  ///
  /// - Parameters:
  ///   - url: A folder, or one file of pictures of any name.
  ///   - isTransposed: True for EMNIST, see ``IDXImages``.
  /// - Throws: ``IDXError``, or `FileError` for what is missing or cannot be read.
  public init(_ url: URL, isTransposed: Bool = false) throws {
    let folder: URL
    let names: [IDXImageName]
    if Self.isFolder(url) {
      folder = url
      names = try Self.imageNames(in: url)
    } else {
      folder = url.deletingLastPathComponent()
      names = [IDXImageName(any: url.lastPathComponent)]
    }
    let parts = try names.map { name in
      // The URL of a file is kept as it came, for messages.
      let file = folder == url ? folder.appendingPathComponent(name.name, isDirectory: false) : url
      return try Part(name, at: file, isTransposed: isTransposed)
    }
    self.url = url
    self.parts = parts
    classes = Self.distinct(parts)
  }

  /// The number of pictures in all parts.
  public var count: Int { parts.reduce(0) { $0 + $1.images.count } }

  /// The classes as names of yes-or-no attributes: `class_0`, `class_1`, …, in the order of ``classes``.
  public var attributeNames: [String] { classes.map { "class_\($0)" } }

  /// The row of attributes that a label means: yes for its own class, no for the others.
  ///
  /// - Parameter label: One of ``classes``.
  /// - Returns: As many as ``attributeNames``.
  public func attributeRow(of label: UInt8) -> [Bool] {
    precondition(classes.contains(label), "the label is not in the data set")
    return classes.map { $0 == label }
  }

  /// Whether a file begins as an IDX file does, or a folder has a file of pictures that does.
  ///
  /// At most 64 KiB of a file are read. A file whose elements are not unsigned bytes, or are labels, is one too, so that
  /// reading it as a data set says what is wrong.
  ///
  /// - Parameter url: A file or a folder.
  /// - Returns: False also for what is missing, cannot be read, or is no ordinary file.
  public static func isIDX(_ url: URL) -> Bool {
    guard isFolder(url) else { return IDXFile.isIDX(url) }
    let names = (try? FolderWalk.names(in: url.path)) ?? []
    return names.contains { name in
      IDXImageName(name) != nil && IDXFile.isIDX(url.appendingPathComponent(name, isDirectory: false))
    }
  }
}

extension IDXDataset {
  /// The files of pictures in a folder, each once, in the order of the parts.
  private static func imageNames(in folder: URL) throws -> [IDXImageName] {
    // Unpacked files come before those in .gz, so that they are the ones that stay.
    let found = try FolderWalk.names(in: folder.path).sorted { one, other in
      let (isPacked, isOtherPacked) = (one.hasSuffix(".gz"), other.hasSuffix(".gz"))
      return isPacked == isOtherPacked ? one.utf8.lexicographicallyPrecedes(other.utf8) : isOtherPacked
    }
    var stems: Set<String> = []
    var names: [IDXImageName] = []
    for name in found.compactMap({ IDXImageName($0) }) {
      let isFile = isFile(folder.appendingPathComponent(name.name, isDirectory: false))
      if isFile && stems.insert(name.stem).inserted { names.append(name) }
    }
    guard !names.isEmpty else { throw IDXError.noImages(folder) }
    let split = names.filter { $0.split != nil }
    guard Set(split.map(\.set)).count <= 1, Set(split.map(\.split)).count == split.count else {
      throw IDXError.severalSets(folder, files: split.map(\.name))
    }
    let order = { (name: IDXImageName) in name.split?.number ?? DatasetSplit.allCases.count }
    return names.sorted { (order($0), $0.stem) < (order($1), $1.stem) }
  }

  private static func distinct(_ parts: [Part]) -> [UInt8] {
    var isPresent = [Bool](repeating: false, count: 256)
    for part in parts {
      for label in part.labels?.labels ?? [] { isPresent[Int(label)] = true }
    }
    return (0...255).filter { isPresent[Int($0)] }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder
  }

  fileprivate static func isFile(_ url: URL) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder
  }
}

extension IDXDataset.Part {
  /// Reads a file of pictures and the labels beside it.
  fileprivate init(_ name: IDXImageName, at file: URL, isTransposed: Bool) throws {
    images = try IDXImages(contentsOf: file, isTransposed: isTransposed)
    let folder = file.deletingLastPathComponent()
    let places = name.labelNames.map { folder.appendingPathComponent($0, isDirectory: false) }
    labels = try places.first(where: IDXDataset.isFile).map(IDXLabels.init)
    split = name.split
    if let labels, labels.labels.count != images.count {
      throw IDXError.wrongCount(labels.url, images: file, expected: images.count, actual: labels.labels.count)
    }
  }
}
