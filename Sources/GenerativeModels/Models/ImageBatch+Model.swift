#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging

extension ImageBatch {
  /// Pictures from files, as a model's encoder takes them: cropped, resized and converted as its package says.
  ///
  /// - Parameters:
  ///   - urls: PNG, JPEG or WebP files, at least one.
  ///   - model: The model.
  /// - Throws: What reading a picture throws, with the file's name.
  public init(contentsOf urls: [URL], for model: GenerativeModel) throws {
    let shape = model.imageShape
    let images = try urls.map { url in
      try PlanarImage(
        contentsOf: url,
        preparation: model.preparation,
        channels: shape.channels,
        width: shape.width,
        height: shape.height
      )
    }
    self.init(images)
  }
}
