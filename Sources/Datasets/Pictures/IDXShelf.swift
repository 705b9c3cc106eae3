#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import Imaging
internal import SafeFiles
internal import Synchronization

/// IDX files that pictures are taken from, each read once.
final class IDXShelf: Sendable {
  private let files = Mutex<[URL: IDXImages]>([:])

  /// The file and the number of a picture that is one of many in a file; nil for a picture of its own.
  static func place(of url: URL) -> (file: URL, number: Int)? {
    let name = url.lastPathComponent
    guard let colon = name.lastIndex(of: ":"), let number = Int(name[name.index(after: colon)...]), number >= 0 else {
      return nil
    }
    guard !ImageFiles.hasExtension(name), !FileManager.default.fileExists(atPath: url.path) else { return nil }
    let file = url.deletingLastPathComponent().appendingPathComponent(String(name[..<colon]), isDirectory: false)
    return (file, number)
  }

  /// Whether the rows and columns of a file's pictures are changed, as in EMNIST.
  static func isTransposed(_ file: URL) -> Bool { file.lastPathComponent.lowercased().hasPrefix("emnist") }

  /// A picture of a file.
  func picture(_ number: Int, in file: URL) throws -> PlanarImage {
    let images = try files.withLock { files in
      if let images = files[file] { return images }
      let images = try IDXImages(contentsOf: file, isTransposed: Self.isTransposed(file))
      files[file] = images
      return images
    }
    guard number < images.count else {
      throw FileError.unreadable(
        file,
        reason: "it has \(images.count.counted("picture")), 0 to \(images.count - 1), and not \(number)"
      )
    }
    return images[number]
  }
}
