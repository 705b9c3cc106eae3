public import Imaging

/// The picture that tiles are laid on, and how they are seen there.
public struct CanvasOptions: Sendable, Codable, Equatable {
  /// The tiles' form; nil for the one that fits the arrangement: hexagons in a honeycomb, squares elsewhere.
  public var mask: TileMask?
  /// How a tile meets what lies there already; nil for what fits the arrangement: added up where tiles only touch, which
  /// leaves no seams, over each other elsewhere.
  public var blending: PictureCanvas.Blending?
  /// By how much a tile is seen, above 0 and at most 1.
  public var opacity = 1.0
  /// What is seen where no tile lies.
  public var background = CanvasBackground.white

  /// The defaults: forms that fit the arrangement, seen wholly, on white.
  public init() {}

  func validate() throws {
    guard opacity > 0, opacity <= 1 else {
      throw RequestError.invalid(option: "--opacity \(opacity)", reason: "an opacity is above 0 and at most 1")
    }
  }
}
