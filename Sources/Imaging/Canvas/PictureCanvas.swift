/// A big picture on which tiles are laid anywhere, one over another or added up.
///
/// It keeps sums in `Float`: of every pixel the colours times their alpha, C (three channels), and the coverage A. A tile
/// of colour c and alpha a (its form's, times its opacity) changes them to
///
///     over   C' = C (1 - a) + c a,   A' = A (1 - a) + a
///     add    C' = C + c a,           A' = A + a
///
/// and the picture over a background b is
///
///     C / max(A, 1) + b max(1 - A, 0)
///
/// Where tiles only lie over each other, this is Porter and Duff's "over"; where added tiles cover a pixel more than once,
/// it is their mean, weighed by their alphas. Nothing wraps and nothing depends on the background until it is seen. Where
/// tiles are added, their order does not matter but for rounding.
///
/// Pixel (0, 0) is the square from 0 to 1 along either axis: its middle lies at (½, ½). Source: Porter and Duff,
/// "Compositing digital images", SIGGRAPH 1984.
public struct PictureCanvas: Sendable {
  /// What is seen where no tile lies.
  public enum Background: Sendable, Equatable {
    /// Nothing: white in pictures without alpha.
    case transparent
    /// One colour, 0 … 1.
    case color(red: Float, green: Float, blue: Float)
    /// A picture of one channel or three; its middle, resized to fill the canvas.
    case picture(PlanarImage)
  }

  /// How a tile meets what lies there already.
  public enum Blending: String, Sendable, Codable, CaseIterable {
    /// It covers it. Where tiles share an edge or a corner, up to 8/27 of the background shines through there.
    case over
    /// Both are seen, in proportion to their alphas. Tiles that share an edge meet without a seam.
    case add
  }

  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// What is seen where no tile lies; a picture has the canvas's size.
  public let background: Background

  /// Red, green and blue times alpha, plane after plane.
  var colors: [Float]
  /// The coverage, ≥ 0; more than 1 where tiles were added up.
  var coverage: [Float]
  /// The alpha that was drawn last, since tiles of one size on whole pixels share it.
  var lastAlpha: PlacedAlpha.Memo?

  /// An empty canvas.
  ///
  /// - Parameters:
  ///   - width: In pixels, at least 1.
  ///   - height: In pixels, at least 1.
  ///   - background: What is seen where no tile lies.
  /// - Throws: ``PictureCanvasError/size(width:height:)``.
  public init(width: Int, height: Int, background: Background = .transparent) throws {
    guard width >= 1, height >= 1, width <= PlanarImage.pixelLimit / height else {
      throw PictureCanvasError.size(width: width, height: height)
    }
    self.width = width
    self.height = height
    self.background =
      if case .picture(let picture) = background {
        .picture(picture.converted(toChannels: 3).filling(width: width, height: height))
      } else {
        background
      }
    colors = [Float](repeating: 0, count: 3 * width * height)
    coverage = [Float](repeating: 0, count: width * height)
  }
}
