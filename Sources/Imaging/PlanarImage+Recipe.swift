#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension PlanarImage {
  /// The recipe that a picture carries, exactly as it was written.
  ///
  /// - Parameter url: A PNG, JPEG or WebP file; its pixels are not decoded.
  /// - Returns: The recipe, nil for a picture without one.
  /// - Throws: ``ImageReadingError``, or `FileError` when the picture, or the file beside it that it points to, is
  ///   missing or unreadable.
  public static func recipe(inImageAt url: URL) throws -> String? {
    let file = try DecodedFile(FileContents.read(url), name: url, decodesPixels: false)
    guard let bytes = file.text else { return nil }
    let damaged = ImageReadingError.damaged(url, format: file.format, reason: "its recipe was changed")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      // Other programs' XMP is not ours to judge.
      guard file.format == .png else { return nil }
      throw damaged
    }
    if file.format == .png {
      guard let recipe = RecipeText.recipe(of: text) else { throw damaged }
      return recipe
    }
    do {
      switch try XMPPacket(text) {
      case nil: return nil
      case .recipe(let recipe): return recipe
      case .beside:
        guard let recipe = String(validating: try FileContents.read(sidecar(of: url)), as: UTF8.self) else {
          throw ImageReadingError.damaged(url, format: file.format, reason: "its recipe's file is not UTF-8")
        }
        return recipe
      }
    } catch is XMPPacket.Malformed {
      throw damaged
    }
  }
}
