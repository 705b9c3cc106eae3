#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What can go wrong with a file before anybody looks at its contents.
public enum FileError: ExplainedError, Equatable {
  /// The file does not exist.
  case missing(URL)
  /// The folder does not exist; `cure` is what mends that.
  case missingFolder(URL, cure: String = FileError.folderCure)
  /// A folder was found where a file was expected.
  case isFolder(URL)
  /// A file was found where a folder was expected.
  case isFile(URL)
  /// The file exists and has no bytes.
  case empty(URL)
  /// The file exists and cannot be read.
  case unreadable(URL, reason: String)
  /// The output exists and overwriting was not asked for.
  case exists(URL)
  /// The output cannot be created or written.
  case cannotWrite(URL, reason: String)
  /// The folder cannot be made or filled; `option` names another.
  case cannotMakeFolder(URL, reason: String, option: String)

  /// What mends the name of a folder that does not exist.
  public static let folderCure = "check the name"

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .missing, .missingFolder: .missingInput
    case .isFolder, .isFile, .unreadable: .cannotRead
    case .empty: .badData
    case .exists, .cannotWrite, .cannotMakeFolder: .cannotCreate
    }
  }

  /// One sentence with the file and the cure.
  public var description: String {
    switch self {
    case .missing(let url):
      "\(url.shownPath): no such file; check the name"
    case .missingFolder(let url, let cure):
      "\(url.shownPath): no such folder\(Self.place(of: url)); \(cure)"
    case .isFile(let url):
      "\(url.shownPath): this is a file; name the folder that it lies in"
    case .isFolder(let url):
      "\(url.shownPath): this is a folder; name a file in it"
    case .empty(let url):
      "\(url.shownPath): the file is empty; copy or download it again"
    case .unreadable(let url, let reason):
      "\(url.shownPath): cannot be read (\(reason)); check its permissions"
    case .exists(let url):
      "\(url.shownPath): exists already; choose another name or overwrite it with --force"
    case .cannotWrite(let url, let reason):
      "\(url.shownPath): cannot be written (\(reason)); choose another place with --out"
    case .cannotMakeFolder(let url, let reason, let option):
      "\(url.shownPath): the folder cannot be written (\(reason)); choose another with \(option)"
    }
  }

  /// Where it was looked for, of a path that does not say so itself.
  private static func place(of url: URL) -> String {
    url.shownPath == url.path ? "" : " in \(url.deletingLastPathComponent().path)"
  }
}

extension URL {
  /// The path as a person would type it: relative to the working directory where it lies inside it.
  public var shownPath: String {
    let path = self.path
    let directory = FileManager.default.currentDirectoryPath
    guard directory != "/", path.hasPrefix(directory + "/") else { return path }
    return String(path.dropFirst(directory.count + 1))
  }
}
