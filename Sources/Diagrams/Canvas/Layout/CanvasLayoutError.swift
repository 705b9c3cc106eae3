public import SafeFiles

/// What can be wrong with a canvas's layout.
///
/// The path is nil for layouts that are made and not read.
public enum CanvasLayoutError: ExplainedError, Equatable {
  /// A file is no layout.
  case file(path: String, reason: String)
  /// The canvas has no pixels.
  case canvas(path: String?, width: Int, height: Int)
  /// No place is there, or none is left.
  case empty(path: String?, reason: String)
  /// A place cannot be used; counted from 0.
  case place(path: String?, number: Int, reason: String)
  /// More than ``CanvasLayout/placeLimit`` places.
  case tooMany(Double)
  /// Tiles, distances or octaves of which no layout can be made.
  case arrangement(reason: String)

  /// The kind of the failure: a file's, or the request's.
  public var category: FailureCategory {
    switch self {
    case .file: .badData
    case .canvas(let path, _, _), .empty(let path, _), .place(let path, _, _): path == nil ? .usage : .badData
    case .tooMany, .arrangement: .usage
    }
  }

  /// One sentence with the file and the place.
  public var description: String {
    switch self {
    case .file(let path, let reason): "\(path): \(reason)"
    case .canvas(let path, let width, let height):
      "\(prefix(path))a canvas of \(width) x \(height) pixels is not possible; choose at least 1 on a side"
    case .empty(let path, let reason): "\(prefix(path))\(reason)"
    case .place(let path, let number, let reason): "\(prefix(path))place \(number) (counted from 0): \(reason)"
    case .tooMany(let count):
      """
      about \(Int(exactly: count.rounded()).map { "\($0)" } ?? "\(count)") places are more than the limit of \
      \(CanvasLayout.placeLimit); choose larger tiles or distances
      """
    case .arrangement(let reason): reason
    }
  }

  /// The same mistake, found in a file.
  func found(in path: String) -> CanvasLayoutError {
    switch self {
    case .canvas(_, let width, let height): .canvas(path: path, width: width, height: height)
    case .empty(_, let reason): .empty(path: path, reason: reason)
    case .place(_, let number, let reason): .place(path: path, number: number, reason: reason)
    case .file, .tooMany, .arrangement: self
    }
  }

  private func prefix(_ path: String?) -> String { path.map { "\($0): " } ?? "" }
}
