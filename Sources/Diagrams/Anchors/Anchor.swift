internal import LatentFiles

/// A point of latent space as a person names it: `face.jpg`, `z.npy`, `z.npy:3`, `set:17`, `random`, `set:17 + 0.8*Smiling`,
/// `sheet:faces.png:5`.
///
/// In JSON an anchor is that text, or the array of its numbers; a picture whose path would read as something else is
/// `{"image": "random"}`, an item of an encoded set `{"set": "faces.encodings", "item": 17}`, and a sum
/// `{"sum": [{"weight": 1, "anchor": …}, {"weight": 0.8, "vector": {"vectors": "smile.vectors", "name": "Smiling"}}]}`.
public indirect enum Anchor: Sendable, Equatable {
  /// A picture, to be encoded.
  case image(path: String)
  /// The latents of a file, or one row of it: `z.npy`, `z.npy:3`, `z.npz:faces:3`, `z.json`.
  case latents(reference: String)
  /// The tiles of a sheet of pictures, to be encoded: `sheet:faces.png`, `sheet:faces.png@64+2:0..24`.
  case tiles(TileSheet)
  /// A draw from the model's prior. The i-th random anchor of a request is row i of the seed's table.
  case random
  /// An item of an encoded set, from 0, or from the end where the number is negative.
  case item(Int, set: String)
  /// Numbers that are known already, as a recipe keeps them.
  case vector([Float])
  /// A weighted sum of anchors and attribute vectors.
  case sum(AnchorSum)

  /// The anchor that a text names.
  ///
  /// `random` is a draw; a text that begins with `sheet:` is tiles; a text that names an `.npy`, `.npz` or `.json` file, with or
  /// without an array or a row after a colon, is latents; everything else is a picture.
  ///
  /// - Parameter text: One argument.
  public init(parsing text: String) {
    if text == "random" {
      self = .random
    } else if let sheet = TileSheet(parsing: text) {
      self = .tiles(sheet)
    } else if LatentReference.isLikely(text) {
      self = .latents(reference: text)
    } else {
      self = .image(path: text)
    }
  }

  /// The number of the item that a text such as `set:17` or `set:-1` names; nil for any other text.
  ///
  /// Which set is meant is said elsewhere, by `--set`.
  ///
  /// - Parameter text: One argument.
  /// - Returns: The number, negative where it counts from the end.
  public static func itemNumber(in text: String) -> Int? {
    text.hasPrefix("set:") ? Int(text.dropFirst(4)) : nil
  }

  /// The text that ``init(parsing:)`` reads, or a word for an anchor that has none.
  public var shown: String {
    switch self {
    case .image(let path): path
    case .latents(let reference): reference
    case .tiles(let sheet): sheet.shown
    case .random: "random"
    case .item(let number, _): "set:\(number)"
    case .vector: "a latent of the recipe"
    case .sum(let sum): sum.shown
    }
  }

  /// Whether it is a picture, which can be shown as it is.
  var isPicture: Bool {
    switch self {
    case .image, .tiles, .item: true
    case .latents, .random, .vector, .sum: false
    }
  }

  /// The anchor itself, or those of a sum's terms.
  var parts: [Anchor] {
    if case .sum(let sum) = self { sum.anchors } else { [self] }
  }

  /// The same anchor with items of another set, or of the same set under another name, where it has any.
  ///
  /// - Parameter name: The set.
  /// - Returns: An anchor over that set.
  func withItems(of name: String) -> Anchor {
    switch self {
    case .item(let number, _): .item(number, set: name)
    case .sum(let sum): .sum(sum.mapAnchors { $0.withItems(of: name) })
    default: self
    }
  }
}

extension [Anchor] {
  /// Whether some are draws, or sums with draws among their terms.
  public var hasDraws: Bool { contains { $0.parts.contains(.random) } }
}

extension Anchor: Codable {
  /// Reads a text, an array of numbers or an object with `image`, `item` or `sum`.
  ///
  /// - Parameter decoder: Over a single value.
  /// - Throws: `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let numbers = try? container.decode([Float].self) {
      self = .vector(numbers)
    } else if let image = try? container.decode([String: String].self), let path = image["image"] {
      self = .image(path: path)
    } else if let item = try? container.decode(Item.self) {
      self = .item(item.item, set: item.set)
    } else if let sum = try? container.decode([String: [AnchorSum.Term]].self), let terms = sum["sum"] {
      self = .sum(try AnchorSum(terms))
    } else {
      self.init(parsing: try container.decode(String.self))
    }
  }

  private struct Item: Codable {
    var set: String
    var item: Int
  }

  /// Writes a text, an array of numbers or an object with `image`, `item` or `sum`.
  ///
  /// - Parameter encoder: Receives a single value.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .vector(let numbers): try container.encode(numbers)
    case .item(let number, let set): try container.encode(Item(set: set, item: number))
    case .sum(let sum): try container.encode(["sum": sum.terms])
    case .image(let path) where Anchor(parsing: path) != self: try container.encode(["image": path])
    default: try container.encode(shown)
    }
  }
}
