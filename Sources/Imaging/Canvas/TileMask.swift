/// The form of a tile on a canvas: which part of a picture is seen, and how softly it ends.
///
/// A form lies in the box of its tile, w × h pixels around the same middle. A soft form is the form made smaller and
/// averaged with a triangle along either axis, so that it still ends at the box:
///
///     alpha = 1[outline · (1 - softness / 2)] ∗ Λ(rx) ∗ Λ(ry),   r = softness / 4 · the outline's width and height
///
/// Its alpha falls from 1 to 0 over `softness` of half the outline's size, and is ½ along straight edges of the smaller
/// form. Averages of forms that cover the plane cover the plane: tiles with straight edges, laid ``tilingPitch(width:height:)``
/// apart and added up, have alpha 1 everywhere.
public struct TileMask: Sendable, Equatable {
  /// The outlines.
  public enum Shape: Sendable, Equatable {
    /// The whole box.
    case square
    /// The ellipse that touches the box, a circle in square boxes.
    case circle
    /// The largest regular hexagon in the box, with a corner above and below: for rows that are shifted by half a tile.
    case hexagon
    /// The largest regular hexagon in the box, with a corner left and right: for columns that are shifted.
    case flatHexagon
    /// The box with round corners; the radius, 0 … 1, as a share of half the box's shorter side.
    case rounded(radius: Double)
    /// A picture, by its path: its alpha where it has any, otherwise its luma; white is seen.
    case picture(path: String)
  }

  /// The outline.
  public let shape: Shape
  /// How much of the way from the middle to the edge alpha takes to fall to 0: 0 is a hard, antialiased edge.
  public let softness: Double

  /// A form.
  ///
  /// - Parameters:
  ///   - shape: The outline.
  ///   - softness: 0 … 1; pictures have 0.
  public init(_ shape: Shape, softness: Double = 0) {
    precondition((0...1).contains(softness), "softness lies between 0 and 1")
    if case .rounded(let radius) = shape { precondition((0...1).contains(radius), "a radius lies between 0 and 1") }
    if case .picture = shape { precondition(softness == 0, "a picture is as soft as it is") }
    self.shape = shape
    self.softness = softness
  }

  /// How far apart tiles lie whose alphas add up to 1 everywhere.
  ///
  /// Squares lie in rows and columns. Of hexagons with a corner above, `x` parts neighbours in a row and `y` parts rows,
  /// of which every other is shifted by `x / 2`; of those with a corner at the side, `y` parts neighbours in a column and
  /// `x` parts columns.
  ///
  /// - Parameters:
  ///   - width: The tile's width.
  ///   - height: The tile's height.
  /// - Returns: Distances in the unit of the arguments; nil for forms that do not cover the plane.
  public func tilingPitch(width: Double, height: Double) -> (x: Double, y: Double)? {
    let shrunk = 1 - softness / 2
    let outline = Self.extent(of: shape, width: width, height: height)
    return switch shape {
    case .square, .rounded(radius: 0): (width * shrunk, height * shrunk)
    case .hexagon: (outline.width * shrunk, 0.75 * outline.height * shrunk)
    case .flatHexagon: (0.75 * outline.width * shrunk, outline.height * shrunk)
    case .circle, .rounded, .picture: nil
    }
  }

  /// The box around an outline, which is smaller than its tile's for hexagons only.
  static func extent(of shape: Shape, width: Double, height: Double) -> (width: Double, height: Double) {
    let narrow = 3.0.squareRoot() / 2
    switch shape {
    case .hexagon:
      let side = min(height, width / narrow)
      return (side * narrow, side)
    case .flatHexagon:
      let side = min(width, height / narrow)
      return (side, side * narrow)
    case .square, .circle, .rounded, .picture: return (width, height)
    }
  }
}
