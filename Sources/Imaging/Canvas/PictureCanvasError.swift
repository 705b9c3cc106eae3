public import SafeFiles

/// A canvas that cannot be made.
public enum PictureCanvasError: ExplainedError, Equatable {
  /// A side is less than 1, or there would be more than ``PlanarImage/pixelLimit`` pixels.
  case size(width: Int, height: Int)

  /// The kind of the failure.
  public var category: FailureCategory { .usage }

  /// One sentence with the numbers and the cure.
  public var description: String {
    switch self {
    case .size(let width, let height):
      """
      a canvas of \(width) x \(height) pixels is not possible; choose at least 1 on a side, and at most \
      \(PlanarImage.pixelLimit) in all
      """
    }
  }
}
