#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging
internal import SafeFiles

extension ImageBatch {
  /// Pictures from files, as a model's encoder takes them: cropped, resized and converted as its package says.
  ///
  /// - Parameters:
  ///   - urls: PNG, JPEG or WebP files, at least one.
  ///   - model: The model.
  /// - Throws: What reading a picture throws, with the file's name.
  public init(contentsOf urls: [URL], for model: GenerativeModel) throws {
    self.init(try urls.map { try PlanarImage(decoding: FileContents.read($0), name: $0, for: model) })
  }
}

extension PlanarImage {
  /// A picture from a file's bytes, as a model's encoder takes it.
  ///
  /// - Parameters:
  ///   - bytes: A whole PNG, JPEG or WebP file.
  ///   - name: What to call it in messages.
  ///   - model: The model.
  /// - Throws: What decoding a picture throws, with the file's name.
  public init(decoding bytes: Data, name: URL, for model: GenerativeModel) throws {
    let shape = model.imageShape
    try self.init(
      decoding: bytes,
      name: name,
      preparation: model.preparation,
      channels: shape.channels,
      width: shape.width,
      height: shape.height
    )
  }
}
