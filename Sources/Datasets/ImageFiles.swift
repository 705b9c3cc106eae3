#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// Finding the pictures that a person names: files, folders, patterns.
///
/// Within a folder and within a pattern, pictures come in the order of their paths' UTF-8 bytes, as in `ls` in the C
/// locale, a shell's own patterns and Python's `sorted`: `B` before `a`, `img_10` before `img_2`. The order therefore
/// depends neither on the file system nor on the language of the computer.
public enum ImageFiles {
  /// The extensions of pictures, in lower case; in names they may have any case.
  public static let extensions: Set<String> = ["png", "jpg", "jpeg", "webp"]

  /// The pictures that names stand for.
  ///
  /// A name that exists is taken as it is, whatever characters it has: a folder stands for the pictures in it, and a
  /// file for itself, also without a picture's extension. Any other name with `*`, `?`, `[` or `{` is a pattern: `*`
  /// and `?` within a name, sets `[a-z]` and `[!a-z]`, alternatives `{a,b}`, and `**` for any number of folders, also
  /// none. A pattern finds pictures only, and no hidden ones unless it names the dot.
  ///
  /// - Parameters:
  ///   - names: Paths, folders and patterns; relative ones start at the working directory.
  ///   - recursively: Whether a folder also stands for the pictures in the folders below it.
  /// - Returns: The pictures of each name in turn; what is named twice comes twice.
  /// - Throws: ``ImageFilesError``, or `FileError` for a file that is missing and for a folder that cannot be read.
  public static func expand(_ names: [String], recursively: Bool = false) throws -> [URL] {
    try names.flatMap { name in
      var isFolder = false
      if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) {
        let url = URL(fileURLWithPath: name)
        return isFolder ? try pictures(in: url, recursively: recursively) : [url]
      }
      guard GlobPattern.isPattern(name) else { throw Self.missing(name) }
      guard let patterns = GlobPattern.patterns(name) else { throw ImageFilesError.tooManyAlternatives(name) }
      let found = try patterns.flatMap { try FolderWalk.pictures(matching: $0) }
      guard !found.isEmpty else { throw ImageFilesError.noMatch(name) }
      return found.map { URL(fileURLWithPath: $0, isDirectory: false) }
    }
  }

  /// The failure of a name under which there is nothing: one without an extension, or with a slash at its end, is a folder's.
  private static func missing(_ name: String) -> FileError {
    let url = URL(fileURLWithPath: name)
    return name.hasSuffix("/") || url.pathExtension.isEmpty ? .missingFolder(url) : .missing(url)
  }

  /// The pictures in a folder.
  ///
  /// Hidden files and folders are passed over, such as those that macOS leaves on foreign disks.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - recursively: Whether folders below it are searched too; symbolic links to folders are not followed.
  /// - Returns: At least one picture.
  /// - Throws: ``ImageFilesError/noPictures(_:)``, or `FileError` for a folder that is missing or cannot be read.
  public static func pictures(in folder: URL, recursively: Bool = false) throws -> [URL] {
    try InputFolder.check(folder)
    let paths = try FolderWalk.pictures(in: folder.path, recursively: recursively)
    guard !paths.isEmpty else { throw ImageFilesError.noPictures(folder) }
    return paths.map { URL(fileURLWithPath: $0, isDirectory: false) }
  }

  /// Whether a name ends as pictures' names do.
  ///
  /// - Parameter name: A file's name or path.
  /// - Returns: True for `.png`, `.jpg`, `.jpeg` and `.webp` in any case.
  public static func hasExtension(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return extensions.contains(name[name.index(after: dot)...].lowercased())
  }
}

/// Names that stand for no pictures.
public enum ImageFilesError: ExplainedError, Equatable {
  /// Nothing that matches the pattern is a picture.
  case noMatch(String)
  /// The folder has no pictures.
  case noPictures(URL)
  /// A data set with labels was named beside other things.
  case dataSetAmongOthers(String)
  /// The pattern's braces have too many combinations.
  case tooManyAlternatives(String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .noMatch, .noPictures: .missingInput
    case .tooManyAlternatives, .dataSetAmongOthers: .usage
    }
  }

  /// One sentence with the name and the cure.
  public var description: String {
    switch self {
    case .noMatch(let pattern):
      "\(pattern): no picture matches; pictures are .png, .jpg, .jpeg and .webp files, so check the pattern"
    case .noPictures(let folder):
      "\(folder.shownPath): there are no pictures in this folder; name one with .png, .jpg, .jpeg or .webp files, or a"
        + " pattern such as '\(folder.shownPath)/**/*.jpg' for the folders below it"
    case .dataSetAmongOthers(let name):
      "\(name): a data set with labels is named alone; encode one first and the others with --append"
    case .tooManyAlternatives(let pattern):
      "\(pattern): the braces have more than 10,000 combinations; name fewer"
    }
  }
}
