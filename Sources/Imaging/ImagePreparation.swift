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
    precondition(width >= 1 && height >= 1, "a picture needs at least one sample")
    return image.resized(try part(of: image.bounds), width: width, height: height, filter: filter)
  }

  /// Decodes a picture's bytes, crops it and brings it to a size.
  ///
  /// The same as ``apply(to:width:height:)`` of the whole picture, without the samples that are left out.
  ///
  /// - Parameters:
  ///   - bytes: The whole PNG, JPEG or WebP file.
  ///   - name: What to call it in messages.
  ///   - channels: The model's channels, 1 or 3.
  ///   - width: The model's width.
  ///   - height: The model's height.
  /// - Returns: A picture of that size, and the size that it had.
  /// - Throws: The errors of ``PlanarImage/init(decoding:name:channels:)``, and ``CropError`` with the file's name.
  public func decode(_ bytes: Data, name: URL, channels: Int, width: Int, height: Int) throws -> PreparedPicture {
    precondition(width >= 1 && height >= 1, "a picture needs at least one sample")
    guard channels == 1 || channels == 3 else { throw ImageReadingError.channels(name, channels) }
    let file = try DecodedFile(bytes, name: name, decodesPixels: true)
    do {
      let (storedWidth, storedHeight) = file.storedSize
      let part = try? part(of: PixelRectangle(x: 0, y: 0, width: storedWidth, height: storedHeight))
      if filter != .nearest, let part, part.width != width || part.height != height {
        let resampled = file.withUprightBytes(channels: channels) { pixels in
          Resampler(from: part, to: (width, height), filter: filter)
            .resample(pixels, pitch: storedWidth, channels: channels)
        }
        if let resampled { return PreparedPicture(image: resampled, width: storedWidth, height: storedHeight) }
      }
      let image = file.image.upright(from: file.orientation).converted(toChannels: channels)
      return PreparedPicture(
        image: try apply(to: image, width: width, height: height),
        width: image.width,
        height: image.height
      )
    } catch var error as CropError {
      error.url = name
      throw error
    }
  }

  private func part(of whole: PixelRectangle) throws -> PixelRectangle {
    switch crop {
    case .none: whole
    case .center(let side): try whole.center(side)
    case .box(let x, let y, let width, let height):
      try whole.checked(PixelRectangle(x: x, y: y, width: width, height: height))
    }
  }
}

/// A picture as a model sees it, and how large it was.
public struct PreparedPicture: Sendable {
  /// The picture in the model's size.
  public let image: PlanarImage
  /// The width of the original, upright.
  public let width: Int
  /// The height of the original, upright.
  public let height: Int

  /// A picture that was prepared.
  ///
  /// - Parameters:
  ///   - image: The picture in the model's size.
  ///   - width: The width of the original, upright.
  ///   - height: The height of the original, upright.
  public init(image: PlanarImage, width: Int, height: Int) {
    self.image = image
    self.width = width
    self.height = height
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
    self = try preparation.decode(bytes, name: name, channels: channels, width: width, height: height).image
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
