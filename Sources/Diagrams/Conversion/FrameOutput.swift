public import Imaging
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
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
  ///   - format: The format of the files of a folder, PNG where nil; for one file, that of its name.
  ///   - overwrite: Whether existing files may be replaced.
  /// - Throws: `FileError` where it exists or cannot be written, ``RequestError`` where name and format differ.
  public init(at url: URL, format: ImageFormat? = nil, overwrite: Bool) throws {
    self.url = url
    let named = ImageFormat(extension: url)
    isSingle = named != nil && !url.hasDirectoryPath
    if isSingle, let named, let format, named != format {
      throw RequestError.invalid(
        option: "--format \(format.rawValue)",
        reason: "the file \(url.lastPathComponent) is to be \(named.name); leave --format out or name a folder"
      )
    }
    guard isSingle || url.hasDirectoryPath || url.pathExtension.isEmpty else {
      throw RequestError.invalid(
        option: "--out \(url.shownPath)",
        reason: "pictures are written as .png, .jpg or .webp; choose a name that ends so, or for a folder write "
          + "\(url.shownPath)/"
      )
    }
    self.format = (isSingle ? named : nil) ?? format ?? .png
    self.overwrite = overwrite
    var isFolder = false
    if !isSingle, FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      guard isFolder else {
        throw FileError.cannotMakeFolder(url, reason: "a file has this name", option: "--out")
      }
      guard try overwrite || names(in: url).isEmpty else { throw FileError.exists(url) }
    } else {
      try AtomicFile.check(url, overwrite: overwrite)
    }
  }

  /// Lets `body` write all pictures; they get their names only when all are there.
  ///
  /// In a folder that exists they replace pictures of the same name and nothing else.
  func write(_ body: (_ write: (Int, PlanarImage, _ recipe: String) throws -> Void) throws -> Void) throws {
    if isSingle {
      try body { _, picture, recipe in try picture.write(to: url, recipe: recipe, overwrite: overwrite) }
      return
    }
    let hidden = url.deletingLastPathComponent().appendingPathComponent(UnfinishedFiles.newName())
    do {
      try UnfinishedFiles.remember(hidden) {
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: hidden) }
        try body { row, picture, recipe in try picture.write(to: file(row, in: hidden), recipe: recipe) }
        if FileManager.default.fileExists(atPath: url.path) {
          try replaceFrames(with: hidden)
        } else {
          try FileManager.default.moveItem(at: hidden, to: url)
        }
      }
    } catch let error as any ExplainedError {
      throw error
    } catch {
      throw FileError.cannotMakeFolder(url, reason: "it is full, or not writable", option: "--out")
    }
  }

  /// Moves the pictures in, over those of the same name; whatever else is in the folder stays.
  private func replaceFrames(with folder: URL) throws {
    for name in try names(in: folder) {
      let place = url.appendingPathComponent(name)
      guard rename(folder.appendingPathComponent(name).path, place.path) == 0 else {
        throw FileError.cannotWrite(place, reason: "something that is not a picture has this name, or the disk is full")
      }
    }
  }

  private func names(in folder: URL) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw FileError.unreadable(folder, reason: "its files cannot be listed")
    }
  }

  private func file(_ row: Int, in folder: URL) -> URL {
    let digits = String(row)
    let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    return folder.appendingPathComponent("\(name).\(format == .jpeg ? "jpg" : format.rawValue)")
  }
}
