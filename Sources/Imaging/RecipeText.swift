#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A recipe as the text that a picture carries.
///
/// XML cannot hold some characters at all (most control characters, U+FFFE, U+FFFF), and PNG's text no NUL. A recipe
/// with one of them, or that looks like the replacement, is written as "base64:" and its UTF-8 in base 64; every other
/// recipe stands as it is, readable by any tool.
enum RecipeText {
  /// The keyword of PNG's text chunk.
  static let keyword = "sextant"

  private static let armour = "base64:"

  /// The text to write for a recipe.
  static func text(of recipe: String) -> String {
    let isPlain = recipe.unicodeScalars.allSatisfy { isCharacter($0) } && !recipe.utf8.starts(with: armour.utf8)
    return isPlain ? recipe : armour + Data(recipe.utf8).base64EncodedString()
  }

  /// The recipe of a text; nil when it says that it is base 64 and is not.
  static func recipe(of text: String) -> String? {
    guard text.utf8.starts(with: armour.utf8) else { return text }
    guard let bytes = Data(base64Encoded: String(text.dropFirst(armour.count))) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Whether XML 1.0 has a character (production 2, Char).
  static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
