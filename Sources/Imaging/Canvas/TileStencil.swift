#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A tile's form with everything at hand that it takes to draw it: a picture's file has been read.
public struct TileStencil: Sendable, Equatable {
  enum Source: Sendable, Equatable {
    case outline(TileMask)
    /// One channel, of any size.
    case alpha(PlanarImage)
  }

  let source: Source

  /// A form ready to be drawn.
  ///
  /// - Parameter mask: The form.
  /// - Throws: ``ImageReadingError``, or `FileError`, for a picture.
  public init(_ mask: TileMask) throws {
    if case .picture(let path) = mask.shape {
      source = .alpha(try PlanarImage(maskAt: URL(fileURLWithPath: path)))
    } else {
      source = .outline(mask)
    }
  }

  /// A form from a picture.
  ///
  /// - Parameter alpha: One channel; 1 is seen.
  public init(alpha: PlanarImage) {
    precondition(alpha.channels == 1, "an alpha has one channel")
    source = .alpha(alpha)
  }

  /// The alpha of a tile that lies on whole pixels.
  ///
  /// Of an outline, every sample is the share of its pixel that the outline covers (exact but for rounding, circles as
  /// polygons of the same area), averaged as ``TileMask`` tells. A picture is resized with a triangle.
  ///
  /// - Parameters:
  ///   - width: In pixels, at least 1.
  ///   - height: In pixels, at least 1.
  /// - Returns: One channel, 0 … 1.
  public func alpha(width: Int, height: Int) -> PlanarImage {
    precondition(width >= 1 && height >= 1, "a tile needs at least one pixel")
    let box = PlacedBox(x: Double(width) / 2, y: Double(height) / 2, width: Double(width), height: Double(height))
    let drawn = coverage(in: box)
    return PlanarImage(channels: 1, height: height, width: width, samples: drawn.samples)
  }

  /// The alpha of a tile anywhere.
  func coverage(in box: PlacedBox) -> PlacedAlpha {
    switch source {
    case .outline(let mask): PlacedAlpha(of: mask, in: box)
    case .alpha(let picture): PlacedAlpha(of: picture, in: box)
    }
  }
}
