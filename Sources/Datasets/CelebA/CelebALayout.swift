#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// Where the parts of a data set in CelebA's layout lie below its folder.
///
/// Besides the flat layout, in which Sextant writes, the folders of CelebA's own download (`Anno`, `Eval`, `Img`) and of
/// Kaggle's copy (CSV lists, the folder of pictures inside another of the same name) are understood.
public struct CelebALayout: Sendable, Equatable {
  /// The name of the list of labels.
  public static let labelFileName = "list_attr_celeba.txt"
  /// The name of the list of splits.
  public static let partitionFileName = "list_eval_partition.txt"
  /// The name of the folder with the pictures.
  public static let pictureFolderName = "img_align_celeba"

  /// The folder of the data set.
  public let folder: URL
  /// The list of labels.
  public let labelFile: URL
  /// The list of splits; nil where there is none.
  public let partitionFile: URL?
  /// The folder with the pictures; nil where there is none, as in a copy of the lists alone.
  public let pictureFolder: URL?

  /// Finds the parts.
  ///
  /// - Parameter folder: The folder of the data set.
  /// - Throws: ``CelebADatasetError/notCelebA(_:expected:)`` without a list of labels, or `FileError` for a folder that
  ///   is missing or a file.
  public init(folder: URL) throws {
    try InputFolder.check(folder)
    func first(_ names: [String], isFolder: Bool = false) -> URL? {
      names.lazy.map { folder.appendingPathComponent($0) }.first { url in
        var isDirectory = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory == isFolder
      }
    }
    let labelFiles = [Self.labelFileName, "list_attr_celeba.csv", "Anno/\(Self.labelFileName)"]
    guard let labelFile = first(labelFiles) else {
      throw CelebADatasetError.notCelebA(folder, expected: labelFiles)
    }
    self.folder = folder
    self.labelFile = labelFile
    partitionFile = first([Self.partitionFileName, "list_eval_partition.csv", "Eval/\(Self.partitionFileName)"])
    let name = Self.pictureFolderName
    pictureFolder = first(["\(name)/\(name)", name, "Img/\(name)"], isFolder: true)
  }

  /// Which of some pictures are there.
  ///
  /// The folder is listed once, so that a small copy costs little although its list is long.
  ///
  /// - Parameter names: Names of pictures.
  /// - Returns: As many answers.
  /// - Throws: `FileError` when the folder cannot be listed.
  func presence(of names: [String]) throws -> [Bool] {
    guard let pictureFolder else { return [Bool](repeating: false, count: names.count) }
    let present = Set(try FolderWalk.names(in: pictureFolder.path))
    return names.map { present.contains($0) }
  }
}
