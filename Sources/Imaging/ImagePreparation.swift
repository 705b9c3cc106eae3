#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// What is done to a picture before a model sees it: a crop, then a change of size.
///
/// It reads and writes the `preprocess` object of a model package:
///
///     {"crop": "none", "resize": "lanczos3"}
///     {"crop": {"center": 148}, "resize": "bicubic"}
///     {"crop": {"box": [x, y, width, height]}, "resize": "area"}
public struct ImagePreparation: Sendable, Equatable {
  /// The part of a picture that is kept.
  public enum Crop: Sendable, Equatable {
    /// All of it; its proportions change where the model's are others.
    case none
    /// The square of this side in the middle, as ``PlanarImage/centerCropped(to:)`` cuts it.
    case center(Int)
    /// A rectangle in the picture's own pixels.
    case box(x: Int, y: Int, width: Int, height: Int)
  }

  /// The part of a picture that is kept.
  public var crop: Crop
  /// How pixels are weighed when the part is brought to the model's size.
  public var filter: ResampleFilter

  /// A preparation.
  ///
  /// - Parameters:
  ///   - crop: The part of a picture that is kept.
  ///   - filter: How pixels are weighed.
  public init(crop: Crop = .none, filter: ResampleFilter = .lanczos3) {
    self.crop = crop
    self.filter = filter
  }

  /// Crops a picture and brings it to a size.
  ///
  /// - Parameters:
  ///   - image: The picture, upright.
  ///   - width: The model's width.
  ///   - height: The model's height.
  /// - Returns: A picture of that size, with the channels it had.
  /// - Throws: ``CropError`` when the picture is smaller than the crop.
  public func apply(to image: PlanarImage, width: Int, height: Int) throws -> PlanarImage {
    let part =
      switch crop {
      case .none: image.bounds
      case .center(let side): try image.center(side)
      case .box(let x, let y, let width, let height):
        try image.checked(PixelRectangle(x: x, y: y, width: width, height: height))
      }
    precondition(width >= 1 && height >= 1, "a picture needs at least one sample")
    return image.resized(part, width: width, height: height, filter: filter)
  }
}

extension PlanarImage {
  /// Reads a picture as a model sees it.
  ///
  /// - Parameters:
  ///   - url: A PNG, JPEG or WebP file.
  ///   - preparation: The crop and the filter.
  ///   - channels: The model's channels, 1 or 3.
  ///   - width: The model's width.
  ///   - height: The model's height.
  /// - Throws: The errors of ``init(contentsOf:channels:)``, and ``CropError`` with the file's name.
  public init(contentsOf url: URL, preparation: ImagePreparation, channels: Int, width: Int, height: Int) throws {
    try self.init(
      decoding: FileContents.read(url),
      name: url,
      preparation: preparation,
      channels: channels,
      width: width,
      height: height
    )
  }

  /// Decodes a picture's bytes as a model sees it.
  ///
  /// - Parameters:
  ///   - bytes: The whole PNG, JPEG or WebP file.
  ///   - name: What to call it in messages.
  ///   - preparation: The crop and the filter.
  ///   - channels: The model's channels, 1 or 3.
  ///   - width: The model's width.
  ///   - height: The model's height.
  /// - Throws: The errors of ``init(decoding:name:channels:)``, and ``CropError`` with the file's name.
  public init(
    decoding bytes: Data,
    name: URL,
    preparation: ImagePreparation,
    channels: Int,
    width: Int,
    height: Int
  ) throws {
    let image = try PlanarImage(decoding: bytes, name: name, channels: channels)
    do {
      self = try preparation.apply(to: image, width: width, height: height)
    } catch var error as CropError {
      error.url = name
      throw error
    }
  }
}

extension ImagePreparation: CustomStringConvertible {
  /// The crop and the filter in words.
  public var description: String {
    let part =
      switch crop {
      case .none: "the whole picture"
      case .center(let side): "\(side) x \(side) from the middle"
      case .box(let x, let y, let width, let height): "\(width) x \(height) from (\(x), \(y))"
      }
    return "\(part), resized with \(filter.rawValue)"
  }
}
