/// Where one tile lies on a canvas, in pixels from its upper left corner.
public struct CanvasPlace: Sendable, Equatable {
  /// The middle's distance from the left edge.
  public var x: Double
  /// The middle's distance from the top edge.
  public var y: Double
  /// The width of the tile's box.
  public var width: Double
  /// The height of the tile's box.
  public var height: Double
  /// The number of the anchor that the tile comes from, ≥ 0; nil where the layout does not say.
  public var anchor: Int?
  /// Where in the unit square the tile's latent is looked up; nil for the place of its middle on the canvas.
  public var position: CanvasPosition?

  /// A place.
  ///
  /// - Parameters:
  ///   - x: The middle's distance from the left edge.
  ///   - y: Its distance from the top edge.
  ///   - width: The width of the tile's box.
  ///   - height: Its height.
  ///   - anchor: The number of an anchor.
  ///   - position: Where the latent is looked up.
  public init(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    anchor: Int? = nil,
    position: CanvasPosition? = nil
  ) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    (self.anchor, self.position) = (anchor, position)
  }
}

/// A point of the unit square, from (0, 0) at the upper left; as JSON `[u, v]`.
public struct CanvasPosition: Sendable, Equatable {
  /// From left to right, 0 … 1.
  public var u: Double
  /// From top to bottom, 0 … 1.
  public var v: Double

  /// A point.
  ///
  /// - Parameters:
  ///   - u: From left to right, 0 … 1.
  ///   - v: From top to bottom, 0 … 1.
  public init(u: Double, v: Double) { (self.u, self.v) = (u, v) }

  /// The nearest point of the unit square.
  init(nearestTo u: Double, _ v: Double) { self.init(u: min(max(u, 0), 1), v: min(max(v, 0), 1)) }
}
