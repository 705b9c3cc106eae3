#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif
public import SafeFiles

/// Why an index cannot be built or read.
public enum ApproximateIndexError: ExplainedError, Equatable {
  /// The graph does not fit into memory.
  case cannotBuild(reason: String)
  /// The file is something else.
  case notAnIndex(URL)
  /// Another version of the program wrote it.
  case otherVersion(URL, Int)
  /// Its contents are not what was written.
  case damaged(URL, reason: String)
  /// It is the index of other rows.
  case otherRows(URL, count: Int, dimension: Int)
  /// It is an index for another distance.
  case otherMetric(URL, expected: DistanceMetric, actual: DistanceMetric)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .cannotBuild: .software
    default: .badData
    }
  }

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .cannotBuild(let reason):
      "the index cannot be built (\(reason)); take fewer links or search exactly"
    case .notAnIndex(let url):
      "\(url.shownPath): this is no index of neighbors; build one"
    case .otherVersion(let url, let version):
      "\(url.shownPath): the index has version \(version), which is unknown; build it again"
    case .damaged(let url, let reason):
      "\(url.shownPath): the index is damaged (\(reason)); build it again"
    case .otherRows(let url, let count, let dimension):
      "\(url.shownPath): the index belongs to another set, of \(count) rows of \(dimension) numbers; build it again"
    case .otherMetric(let url, let expected, let actual):
      "\(url.shownPath): the index is for \(actual.rawValue) and not for \(expected.rawValue); build it again"
    }
  }
}
