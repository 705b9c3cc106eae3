/// A point of latent space as a person names it: `face.jpg`, `z.npy`, `z.npy:3`, `random`.
///
/// In JSON an anchor is that text, or the array of its numbers; a picture whose path would read as something else is
/// `{"image": "random"}`.
public enum Anchor: Sendable, Equatable {
  /// A picture, to be encoded.
  case image(path: String)
  /// The latents of a file, or one row of it: `z.npy`, `z.npy:3`, `z.npz:faces:3`, `z.json`.
  case latents(reference: String)
  /// A draw from the model's prior. The i-th random anchor of a request is row i of the seed's table.
  case random
  /// Numbers that are known already, as a recipe keeps them.
  case vector([Float])

  /// The anchor that a text names.
  ///
  /// `random` is a draw; a text that names an `.npy`, `.npz` or `.json` file, with or without an array or a row after a
  /// colon, is latents; everything else is a picture.
  ///
  /// - Parameter text: One argument.
  public init(parsing text: String) {
    if text == "random" {
      self = .random
    } else if Self.namesLatents(text) {
      self = .latents(reference: text)
    } else {
      self = .image(path: text)
    }
  }

  private static func namesLatents(_ text: String) -> Bool {
    guard let name = text.split(separator: "/").last?.lowercased() else { return false }
    return [".npy", ".npz", ".json"].contains { name.hasSuffix($0) || name.contains($0 + ":") }
  }

  /// The text that ``init(parsing:)`` reads, or a word for an anchor that has none.
  public var shown: String {
    switch self {
    case .image(let path): path
    case .latents(let reference): reference
    case .random: "random"
    case .vector: "a latent of the recipe"
    }
  }
}

extension Anchor: Codable {
  /// Reads a text, an array of numbers or an object with `image`.
  ///
  /// - Parameter decoder: Over a single value.
  /// - Throws: `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let numbers = try? container.decode([Float].self) {
      self = .vector(numbers)
    } else if let image = try? container.decode([String: String].self), let path = image["image"] {
      self = .image(path: path)
    } else {
      self.init(parsing: try container.decode(String.self))
    }
  }

  /// Writes a text, an array of numbers or an object with `image`.
  ///
  /// - Parameter encoder: Receives a single value.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .vector(let numbers): try container.encode(numbers)
    case .image(let path) where Anchor(parsing: path) != self: try container.encode(["image": path])
    default: try container.encode(shown)
    }
  }
}
