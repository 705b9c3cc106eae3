public import SafeFiles

/// A contact sheet that cannot be laid out.
public enum ContactSheetError: ExplainedError, Equatable {
  /// A sheet needs at least one row and one column.
  case empty(rows: Int, columns: Int)
  /// A gap or margin is negative.
  case negativeGap(Int)
  /// The scale is not a positive number.
  case scale(Double)
  /// The sheet would have more than ``PlanarImage/pixelLimit`` pixels.
  case tooLarge(width: Double, height: Double)

  /// The kind of the failure: all of them are in the request.
  public var category: FailureCategory { .usage }

  /// One sentence with the numbers and the cure.
  public var description: String {
    switch self {
    case .empty(let rows, let columns):
      "a sheet of \(rows) rows and \(columns) columns is empty; ask for at least one of each"
    case .negativeGap(let gap):
      "a gap of \(gap) pixels is not possible; choose 0 or more"
    case .scale(let scale):
      "a scale of \(scale) is not possible; choose a positive number, such as 2 or 0.5"
    case .tooLarge(let width, let height):
      """
      a sheet of \(shown(width)) x \(shown(height)) pixels is more than the limit of \(PlanarImage.pixelLimit) pixels in all; use \
      fewer or smaller cells
      """
    }
  }

  private func shown(_ length: Double) -> String { Int(exactly: length).map { "\($0)" } ?? "\(length)" }

  /// Refuses sizes over the limit.
  ///
  /// The numbers may be any, so the product is taken as floating point.
  static func check(width: Double, height: Double) throws {
    guard width * height <= Double(PlanarImage.pixelLimit) else { throw tooLarge(width: width, height: height) }
  }
}
