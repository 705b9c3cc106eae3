public import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Where decoded pictures go: a folder of numbered files, or one file.
public struct FrameOutput: Sendable {
  /// The folder, or the single file.
  public let url: URL
  /// The format of the files.
  public let format: ImageFormat
  /// Whether what exists may be replaced.
  public let overwrite: Bool
  /// Whether a single file is meant.
  public let isSingle: Bool

  /// An output, checked before any work is done.
  ///
  /// - Parameters:
  ///   - url: A name with a picture's extension means one file; a name without an extension, one that ends with a slash
  ///     and that of an existing folder mean a folder.
  ///   - format: The format of the files of a folder.
  ///   - overwrite: Whether existing files may be replaced.
  /// - Throws: ``FileError`` where it exists or cannot be written, ``RequestError`` for the name of a file that no
  ///   picture has.
  public init(at url: URL, format: ImageFormat, overwrite: Bool) throws {
    self.url = url
    let named = ImageFormat(extension: url)
    isSingle = named != nil && !url.hasDirectoryPath
    self.format = isSingle ? named ?? format : format
    self.overwrite = overwrite
    guard isSingle || url.hasDirectoryPath || url.pathExtension.isEmpty else {
      throw RequestError.invalid(
        option: "--out \(url.shownPath)",
        reason: "pictures are written as .png, .jpg or .webp; choose a name that ends so, or for a folder write "
          + "\(url.shownPath)/"
      )
    }
    var isFolder = false
    if !isSingle, FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      guard isFolder else { throw FileError.cannotWrite(url, reason: "a file has the name of the folder") }
      let isEmpty = try FileManager.default.contentsOfDirectory(atPath: url.path).isEmpty
      guard isEmpty || overwrite else { throw FileError.exists(url) }
    } else {
      try AtomicFile.check(url, overwrite: overwrite)
    }
  }

  /// Lets `body` write all pictures; the folder receives them only when all are there.
  func write(_ body: (_ write: (Int, PlanarImage) throws -> Void) throws -> Void) throws {
    if isSingle {
      try body { _, picture in try picture.write(to: url, overwrite: overwrite) }
      return
    }
    let files = FileManager.default
    let isNew = !files.fileExists(atPath: url.path)
    // On the same file system as the folder, so that what lies in it can be moved.
    let hidden = (isNew ? url.deletingLastPathComponent() : url)
      .appendingPathComponent(".sextant-\(UInt64.random(in: 0 ... .max)).part")
    do {
      try files.createDirectory(at: hidden, withIntermediateDirectories: false)
    } catch {
      throw FileError.cannotWrite(url, reason: "its folder cannot be made")
    }
    do {
      try body { row, picture in try picture.write(to: file(row, in: hidden), overwrite: false) }
      if isNew {
        try files.moveItem(at: hidden, to: url)
      } else {
        try moveFiles(from: hidden)
        try files.removeItem(at: hidden)
      }
    } catch {
      try? files.removeItem(at: hidden)
      if let explained = error as? any ExplainedError { throw explained }
      throw FileError.cannotWrite(url, reason: "its pictures are complete and cannot be put there")
    }
  }

  /// Gives the pictures their places in the folder, which exists.
  private func moveFiles(from hidden: URL) throws {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: hidden.path).sorted() {
      let place = url.appendingPathComponent(name)
      if overwrite, files.fileExists(atPath: place.path) { try files.removeItem(at: place) }
      try files.moveItem(at: hidden.appendingPathComponent(name), to: place)
    }
  }

  private func file(_ row: Int, in folder: URL) -> URL {
    let digits = String(row)
    let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    return folder.appendingPathComponent("\(name).\(format == .jpeg ? "jpg" : format.rawValue)")
  }
}
