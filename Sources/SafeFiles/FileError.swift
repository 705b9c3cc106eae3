#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What can go wrong with a file before anybody looks at its contents.
public enum FileError: ExplainedError, Equatable {
  /// The file does not exist.
  case missing(URL)
  /// A folder was found where a file was expected.
  case isFolder(URL)
  /// The file exists and has no bytes.
  case empty(URL)
  /// The file exists and cannot be read.
  case unreadable(URL, reason: String)
  /// The output exists and overwriting was not asked for.
  case exists(URL)
  /// The output cannot be created or written.
  case cannotWrite(URL, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .missing: .missingInput
    case .isFolder, .unreadable: .cannotRead
    case .empty: .badData
    case .exists, .cannotWrite: .cannotCreate
    }
  }

  /// One sentence with the file and the cure.
  public var description: String {
    switch self {
    case .missing(let url):
      "\(url.shownPath): no such file; check the name"
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
    }
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
