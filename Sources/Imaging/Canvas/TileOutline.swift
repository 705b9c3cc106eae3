#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The corners of tiles' forms.
enum TileOutline {
  /// A form as a polygon around (0, 0), clockwise on the screen.
  ///
  /// - Parameters:
  ///   - shape: No picture.
  ///   - width: The width of the form itself.
  ///   - height: Its height.
  /// - Returns: At least four corners.
  static func corners(of shape: TileMask.Shape, width: Double, height: Double) -> [(x: Double, y: Double)] {
    let (right, bottom) = (width / 2, height / 2)
    switch shape {
    case .square, .picture: return [(-right, -bottom), (right, -bottom), (right, bottom), (-right, bottom)]
    case .hexagon:
      let shoulder = bottom / 2
      return [
        (0, -bottom), (right, -shoulder), (right, shoulder), (0, bottom), (-right, shoulder), (-right, -shoulder),
      ]
    case .flatHexagon:
      let shoulder = right / 2
      return [
        (-shoulder, -bottom), (shoulder, -bottom), (right, 0), (shoulder, bottom), (-shoulder, bottom), (-right, 0),
      ]
    case .circle: return rounded(right, bottom, (right, bottom))
    case .rounded(let share):
      let radius = share * min(right, bottom)
      return radius > 0 ? rounded(right, bottom, (radius, radius)) : corners(of: .square, width: width, height: height)
    }
  }

  /// A box with elliptic corners, as a polygon of the same area that deviates by less than 1/250 pixel.
  private static func rounded(
    _ right: Double,
    _ bottom: Double,
    _ radius: (x: Double, y: Double)
  ) -> [(x: Double, y: Double)] {
    // An arc of n edges a quarter deviates by r (1 - cos(π / 4n)) ≈ r π² / 32 n².
    let edges = max(4, Int((9 * max(radius.x, radius.y).squareRoot()).rounded(.up)))
    let angle = Double.pi / 2 / Double(edges)
    // Regular polygons inside a circle have sin(angle) / angle of its area.
    let grown = (angle / sin(angle)).squareRoot()
    // Corners at half steps: the polygon's edges lie along the box's, and it is symmetric under all that the form is.
    var corners: [(x: Double, y: Double)] = []
    for quarter in 0..<4 {
      for edge in 0..<edges {
        let turn = Double.pi / 2 * Double(quarter) + angle * (Double(edge) + 0.5)
        let (x, y) = (sin(turn), -cos(turn))
        corners.append(
          (
            x * radius.x * grown + (x > 0 ? right - radius.x : radius.x - right),
            y * radius.y * grown + (y > 0 ? bottom - radius.y : radius.y - bottom)
          )
        )
      }
    }
    return corners
  }
}
