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
    // The first and last corner of a quarter touch the box's edges; those between lie farther out, so that the quarter's
    // triangles have the area of its sector: sin(angle) (2 g + (n - 2) g²) = π / 2.
    let between = Double(edges - 2)
    let grown = ((1 + between * .pi / (2 * sin(angle))).squareRoot() - 1) / between
    var corners: [(x: Double, y: Double)] = []
    for quarter in 0..<4 {
      let (turnedX, turnedY) = [(1.0, -1.0), (1, 1), (-1, 1), (-1, -1)][quarter]
      for step in 0...edges {
        // Quarters are mirror images of each other, to the last bit.
        let edge = quarter % 2 == 0 ? step : edges - step
        let length = edge == 0 || edge == edges ? 1 : grown
        let (x, y) = (sin(angle * Double(edge)) * length, sin(angle * Double(edges - edge)) * length)
        corners.append((turnedX * (right - radius.x + x * radius.x), turnedY * (bottom - radius.y + y * radius.y)))
      }
    }
    return corners
  }
}
