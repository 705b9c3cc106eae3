/// How cells are laid out on a sheet.
public struct SheetOptions: Sendable, Codable, Equatable {
  /// The space between cells in pixels, ≥ 0; 0 is plat's "tight".
  public var gap = 2
  /// How much larger than the model's pictures the cells are drawn, above 0.
  public var scale = 1.0
  /// Whether rows, columns and models are labelled where that says something.
  public var labels = true

  /// The defaults: a gap of 2, scale 1, with labels.
  public init() {}

  /// Checks the values.
  ///
  /// - Throws: ``RequestError/invalid(option:reason:)``.
  public func validate() throws {
    guard (0...1000).contains(gap) else {
      throw RequestError.invalid(option: "--gap \(gap)", reason: "a gap is 0 to 1000 pixels")
    }
    guard scale > 0, scale <= 64 else {
      throw RequestError.invalid(option: "--scale \(scale)", reason: "a scale is above 0 and at most 64")
    }
  }
}
