internal import SafeFiles

/// How cells are laid out on a sheet.
public struct SheetOptions: Sendable, Codable, Equatable {
  /// The largest number of cells of a sheet.
  public static let largestCellCount = 1_000_000

  /// The space between cells in pixels, ≥ 0; 0 is plat's "tight".
  public var gap = 2
  /// How much larger than the model's pictures the cells are drawn, above 0.
  public var scale = 1.0
  /// Whether rows and models are labelled where there are several kinds.
  public var labels = true

  /// The defaults: a gap of 2, scale 1, with labels.
  public init() {}

  /// Checks the values, and those of the grid that the sheet shows.
  ///
  /// - Parameters:
  ///   - rows: The grid's rows.
  ///   - rowsOption: What decides them.
  ///   - columns: The grid's columns.
  ///   - columnsOption: What decides them.
  ///   - least: The least number of either.
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  func validate(
    rows: Int,
    _ rowsOption: String,
    columns: Int,
    _ columnsOption: String,
    atLeast least: Int
  ) throws {
    guard (0...1000).contains(gap) else {
      throw RequestError.invalid(option: "--gap \(gap)", reason: "a gap is 0 to 1000 pixels")
    }
    guard scale > 0, scale <= 64 else {
      throw RequestError.invalid(option: "--scale \(scale)", reason: "a scale is above 0 and at most 64")
    }
    for (option, number) in [(rowsOption, rows), (columnsOption, columns)] where number < least {
      throw RequestError.invalid(
        option: "\(option) \(number)",
        reason: "at least \(least) \(least.form("is", "are")) needed"
      )
    }
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, cells <= Self.largestCellCount else {
      throw RequestError.invalid(
        option: "\(rowsOption) and \(columnsOption)",
        reason: "\(rows) x \(columns) cells are more than the \(Self.largestCellCount) of one sheet; draw several"
      )
    }
  }
}
