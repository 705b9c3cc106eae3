#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension PlanarImage {
  /// The recipe that a picture or an animation carries, exactly as it was written.
  ///
  /// - Parameter url: A PNG, JPEG, WebP, GIF, MP4 or SVG file; its pixels are not decoded.
  /// - Returns: The recipe, nil for a picture without one.
  /// - Throws: ``ImageReadingError``, ``AnimationError``, or `FileError` when the picture, or the file beside it that it
  ///   points to, is missing or unreadable.
  public static func recipe(inImageAt url: URL) throws -> String? {
    let bytes = try FileContents.read(url)
    if bytes.starts(with: "<svg".utf8) { return try recipe(inSVG: bytes, at: url) }
    return switch AnimationFormat(signature: bytes) {
    case .gif: try recipe(inGIF: bytes, at: url)
    case .mp4: try recipe(inMP4: bytes, at: url)
    // An animated WebP has its packet where a picture has it.
    case .webp, nil: try recipe(inPicture: bytes, at: url)
    }
  }

  private static func recipe(inPicture bytes: Data, at url: URL) throws -> String? {
    let file = try DecodedFile(bytes, name: url, decodesPixels: false)
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

  private static func recipe(inSVG bytes: Data, at url: URL) throws -> String? {
    do {
      return try SVGRecipe.recipe(in: String(decoding: bytes, as: UTF8.self))
    } catch is XMPPacket.Malformed {
      throw DrawingError.unreadable(reason: "the recipe in \(url.shownPath) was changed")
    }
  }

  private static func recipe(inGIF bytes: Data, at url: URL) throws -> String? {
    do {
      return try GIFComment.recipe(in: Array(bytes))
    } catch let error as GIFComment.Malformed {
      throw AnimationError.damaged(url, format: .gif, reason: error.reason)
    }
  }

  private static func recipe(inMP4 bytes: Data, at url: URL) throws -> String? {
    do {
      guard let packet = try XMPBox.packet(in: bytes), let text = String(validating: packet, as: UTF8.self),
        case .recipe(let recipe)? = try XMPPacket(text)
      else { return nil }
      return recipe
    } catch is XMPBox.Malformed {
      throw AnimationError.damaged(url, format: .mp4, reason: "the file ends early")
    } catch is XMPPacket.Malformed {
      throw AnimationError.damaged(url, format: .mp4, reason: "its recipe was changed")
    }
  }
}
