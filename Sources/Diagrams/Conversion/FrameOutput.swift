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
  ///   - url: A name with a picture's extension means one file; any other name a folder.
  ///   - format: The format of the files of a folder.
  ///   - overwrite: Whether existing files may be replaced.
  /// - Throws: `FileError` where it exists or cannot be written.
  public init(at url: URL, format: ImageFormat, overwrite: Bool) throws {
    self.url = url
    let named = ImageFormat(extension: url)
    isSingle = named != nil
    self.format = named ?? format
    self.overwrite = overwrite
    var isFolder = false
    if !isSingle, FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      guard isFolder else { throw FileError.cannotWrite(url, reason: "a file has the name of the folder") }
      let isEmpty = try FileManager.default.contentsOfDirectory(atPath: url.path).isEmpty
      guard isEmpty || overwrite else { throw FileError.exists(url) }
    } else {
      try AtomicFile.check(url, overwrite: overwrite)
    }
  }

  /// Lets `body` write all pictures; a new folder gets its name only when all are there.
  func write(_ body: (_ write: (Int, PlanarImage) throws -> Void) throws -> Void) throws {
    if isSingle {
      try body { _, picture in try picture.write(to: url, overwrite: overwrite) }
      return
    }
    guard !FileManager.default.fileExists(atPath: url.path) else {
      try body { row, picture in try picture.write(to: file(row, in: url), overwrite: overwrite) }
      return
    }
    let hidden = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(UInt32.random(in: 0 ... .max)).part")
    do {
      try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: false)
    } catch {
      throw FileError.cannotWrite(url, reason: "its folder cannot be made")
    }
    do {
      try body { row, picture in try picture.write(to: file(row, in: hidden), overwrite: false) }
      try FileManager.default.moveItem(at: hidden, to: url)
    } catch {
      try? FileManager.default.removeItem(at: hidden)
      if let explained = error as? any ExplainedError { throw explained }
      throw FileError.cannotWrite(url, reason: "its folder cannot be named")
    }
  }

  private func file(_ row: Int, in folder: URL) -> URL {
    let digits = String(row)
    let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    return folder.appendingPathComponent("\(name).\(format == .jpeg ? "jpg" : format.rawValue)")
  }
}
