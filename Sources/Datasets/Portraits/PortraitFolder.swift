#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import Imaging
public import SafeFiles

/// A folder of portraits in CelebA's layout.
///
/// | file | holds |
/// |---|---|
/// | `img_align_celeba/000001.jpg` … | the pictures |
/// | `list_attr_celeba.txt` | labels, -1 or 1 |
/// | `list_eval_partition.txt` | of every ten pictures eight train (0), one valid (1), one test (2) |
/// | `factors.csv` | the true factors of every portrait |
/// | `portraits.json` | the options that all of it follows from |
///
/// The labels come last: a folder that has them is complete. Writing again with the same options goes on where it was
/// interrupted and ends with the same bytes; a larger count adds pictures and leaves those that are there as they are.
public struct PortraitFolder: Sendable {
  /// The most portraits that file names of six digits can number.
  public static let countLimit = 999_999

  /// Who is drawn.
  public let generator: PortraitGenerator
  /// The number of portraits.
  public let count: Int
  /// The width and height in pixels.
  public let size: Int
  /// The quality of the JPEG files, 1 to 100.
  public let quality: Int

  /// A folder's contents.
  ///
  /// - Parameters:
  ///   - generator: Who is drawn.
  ///   - count: 1 to ``countLimit``.
  ///   - size: The width and height in pixels, 8 to 4,096.
  ///   - quality: The quality of the JPEG files, 1 to 100.
  public init(generator: PortraitGenerator, count: Int, size: Int = 64, quality: Int = 95) {
    precondition((1...Self.countLimit).contains(count), "1 ... \(Self.countLimit) portraits")
    precondition((8...4096).contains(size), "8 ... 4096 pixels")
    precondition((1...100).contains(quality), "1 ... 100")
    self.generator = generator
    self.count = count
    self.size = size
    self.quality = quality
  }

  /// Writes what is missing.
  ///
  /// - Parameters:
  ///   - folder: A new folder, an empty one, or one that this has begun.
  ///   - overwrite: Whether portraits of other options may be replaced.
  ///   - threads: How many portraits are drawn at once; nil for as many as there are cores.
  ///   - progress: Receives the number of pictures done, and of all, after every thousand or more often.
  /// - Returns: How many pictures were drawn and how many were there.
  /// - Throws: ``PortraitFolderError``, a `FileError`, `DrawingError`.
  @discardableResult
  public func write(
    to folder: URL,
    overwrite: Bool = false,
    threads: Int? = nil,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) throws -> (drawn: Int, kept: Int) {
    let pictures = folder.appendingPathComponent(CelebALayout.pictureFolderName)
    var present = try prepare(folder, pictures: pictures, overwrite: overwrite)
    present.formIntersection((0..<count).map(Self.name))
    let crew = WorkCrew(threads: threads)
    var labels = PortraitTables(count: count)
    var done = 0
    for start in stride(from: 0, to: count, by: StratifiedDraws.blockSize) {
      let portraits = generator.portraits(start..<min(start + StratifiedDraws.blockSize, count))
      for portrait in portraits { labels.add(portrait) }
      let missing = portraits.filter { !present.contains(Self.name($0.index)) }
      let before = done + portraits.count - missing.count
      try crew.run(missing.count) { index in
        let portrait = missing[index]
        let bytes = try portrait.picture(size: size).encoded(as: .jpeg, quality: quality)
        let file = pictures.appendingPathComponent(Self.name(portrait.index))
        try AtomicFile.write(bytes, to: file, overwrite: overwrite)
        if index % 50 == 49 { progress?(before + index + 1, count) }
      }
      done += portraits.count
      progress?(done, count)
    }
    try labels.write(to: folder)
    return (count - present.count, present.count)
  }

  /// The file name of a portrait.
  static func name(_ index: Int) -> String {
    let digits = String(index + 1)
    return String(repeating: "0", count: 6 - digits.count) + digits + ".jpg"
  }

  /// Makes or checks the folder.
  ///
  /// - Returns: The names of the pictures that need not be drawn again.
  private func prepare(_ folder: URL, pictures: URL, overwrite: Bool) throws -> Set<String> {
    let description = folder.appendingPathComponent(PortraitDescription.fileName)
    let own = PortraitDescription(self)
    let manager = FileManager.default
    var present: Set<String> = []
    if manager.fileExists(atPath: description.path) {
      let other = try PortraitDescription(contentsOf: description)
      if let difference = own.difference(from: other) {
        guard overwrite else { throw PortraitFolderError.otherOptions(folder, difference: difference) }
        try PortraitTables.remove(from: folder)
        for name in try names(in: pictures) where Self.isPicture(name) {
          try? manager.removeItem(at: pictures.appendingPathComponent(name))
        }
      } else {
        present = Set(try names(in: pictures).filter(Self.isPicture))
      }
    } else if manager.fileExists(atPath: folder.path) {
      guard try names(in: folder).isEmpty else { throw PortraitFolderError.foreign(folder) }
    }
    do {
      try manager.createDirectory(at: pictures, withIntermediateDirectories: true)
    } catch {
      throw FileError.cannotWrite(pictures, reason: "the folder cannot be made")
    }
    try own.write(to: description)
    return present
  }

  private func names(in folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw FileError.unreadable(folder, reason: "it is no folder that can be listed")
    }
  }

  private static func isPicture(_ name: String) -> Bool {
    name.utf8.count == 10 && name.hasSuffix(".jpg") && name.utf8.prefix(6).allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// What can be wrong with a folder for portraits.
public enum PortraitFolderError: ExplainedError, Equatable {
  /// The folder holds something else.
  case foreign(URL)
  /// The folder holds portraits that were made with other options.
  case otherOptions(URL, difference: String)
  /// `portraits.json` cannot be read.
  case malformed(URL)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .foreign, .otherOptions: .cannotCreate
    case .malformed: .badData
    }
  }

  /// One sentence with the folder and the cure.
  public var description: String {
    switch self {
    case .foreign(let folder):
      "\(folder.shownPath): the folder holds other files than portraits; choose a new folder with --out"
    case .otherOptions(let folder, let difference):
      """
      \(folder.shownPath): holds portraits of other options (\(difference)); give the same options to go on, choose \
      another folder with --out, or replace them with --force
      """
    case .malformed(let file):
      "\(file.shownPath): not the description of a folder of portraits; remove it, or choose another folder with --out"
    }
  }
}
