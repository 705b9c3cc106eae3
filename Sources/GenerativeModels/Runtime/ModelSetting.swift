#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// What a person corrects where a graph is not what is said of it.
public enum ModelSetting: Sendable, Hashable, CustomStringConvertible {
  /// A flag of the request, or an option of ``BareModelOptions``.
  case flag(String)
  /// A key in a package's description.
  case key(String, in: URL)

  /// The flag, or the key and its file.
  public var description: String {
    switch self {
    case .flag(let flag): flag
    case .key(let key, let file): "\(key) in \(file.shownPath)"
    }
  }

  /// The kind of failure that a wrong setting is.
  var category: FailureCategory {
    switch self {
    case .flag: .usage
    case .key: .badData
    }
  }
}
