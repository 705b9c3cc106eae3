#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import Imaging
public import SafeFiles
internal import Synchronization

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
/// Nothing that is there is replaced or removed unless it is asked for.
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

  /// The seed of the portraits that a folder holds or was begun with.
  ///
  /// - Parameter folder: The folder.
  /// - Returns: Nil where there are none, or their description cannot be read.
  public static func seed(of folder: URL) -> UInt64? {
    try? PortraitDescription(contentsOf: folder.appendingPathComponent(PortraitDescription.fileName)).seed
  }

  /// Writes what is missing.
  ///
  /// - Parameters:
  ///   - folder: A new folder, an empty one, or one that this has begun.
  ///   - overwrite: Whether portraits of other options, and those beyond a smaller count, may be replaced.
  ///   - threads: How many portraits are drawn at once; nil for as many as there are cores and memory for.
  ///   - progress: Receives after every picture the number of pictures drawn, and of those that were missing.
  /// - Returns: How many pictures were drawn and how many were there.
  /// - Throws: ``PortraitFolderError``, a `FileError`, `DrawingError`.
  @discardableResult
  public func write(
    to folder: URL,
    overwrite: Bool = false,
    threads: Int? = nil,
    progress: (@Sendable (_ drawn: Int, _ missing: Int) -> Void)? = nil
  ) throws -> (drawn: Int, kept: Int) {
    // Before anything is made or removed: without librsvg nothing can be drawn.
    _ = try Portrait(index: 0, factors: PortraitFactors(), labels: []).picture(size: 8)
    let place = try PortraitPlace(folder, for: self, overwrite: overwrite)
    let missing = count - place.present.count
    var tables = PortraitTables(count: count)
    let crew = WorkCrew(threads: threads, bytesEach: size * size * Self.bytesPerPixel)
    let drawn = Atomic(0)
    for start in stride(from: 0, to: count, by: StratifiedDraws.blockSize) {
      let portraits = generator.portraits(start..<min(start + StratifiedDraws.blockSize, count))
      for portrait in portraits { tables.add(portrait) }
      let wanted = portraits.filter { !place.present.contains(Self.name($0.index)) }
      try crew.run(wanted.count) { index in
        let portrait = wanted[index]
        let bytes = try portrait.picture(size: size).encoded(as: .jpeg, quality: quality)
        let file = place.pictures.appendingPathComponent(Self.name(portrait.index))
        try AtomicFile.write(bytes, to: file, overwrite: overwrite)
        progress?(drawn.wrappingAdd(1, ordering: .relaxed).newValue, missing)
      }
    }
    // Lists that are complete already stay as they are, also where somebody has changed them.
    if missing > 0 || !place.isComplete { try tables.write(to: folder) }
    return (missing, place.present.count)
  }

  /// About what one picture needs in memory while it is drawn, blurred and encoded, a pixel.
  private static let bytesPerPixel = 64

  /// The file name of a portrait.
  static func name(_ index: Int) -> String {
    let digits = String(index + 1)
    return String(repeating: "0", count: 6 - digits.count) + digits + ".jpg"
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
      "\(folder.shownPath): the folder is not empty and has no portraits.json, so it is left alone; choose another with --out"
    case .otherOptions(let folder, let difference):
      """
      \(folder.shownPath): holds portraits of other options (\(difference)); give the same options to go on, choose \
      another folder with --out, or replace them with --force
      """
    case .malformed(let file):
      """
      \(file.shownPath): damaged, so that nobody knows what portraits these are; replace them with --force, or choose \
      another folder with --out
      """
    }
  }
}
