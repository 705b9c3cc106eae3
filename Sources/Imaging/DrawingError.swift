public import SafeFiles

/// A vector drawing that cannot be turned into pixels.
public enum DrawingError: ExplainedError, Equatable {
  /// librsvg, or a library that it needs, cannot be opened.
  case missingLibrary(reason: String)
  /// librsvg cannot read or draw the document.
  case unreadable(reason: String)
  /// Neither the document nor the caller names a size from 1 to 32,767 pixels on a side.
  case size(width: Int, height: Int)

  /// The kind of the failure: drawings are made here, so a bad one is a defect.
  public var category: FailureCategory {
    switch self {
    case .missingLibrary: .missingLibrary
    case .unreadable, .size: .software
    }
  }

  /// One sentence with what is wrong.
  public var description: String {
    switch self {
    case .missingLibrary(let reason):
      "drawing needs librsvg, which cannot be opened (\(reason)); install it (apt-get install librsvg2-2, brew install "
        + "librsvg), or leave labels on sheets out with --no-labels"
    case .unreadable(let reason):
      "the SVG drawing cannot be drawn (\(reason)); this is a defect of the program that made it"
    case .size(let width, let height):
      "an SVG drawing of \(width) x \(height) pixels cannot be drawn; its sides must be 1 to 32767 pixels"
    }
  }
}
