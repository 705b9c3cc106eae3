extension ImagePreparation: Codable {
  private enum Key: String, CodingKey {
    case crop
    case filter = "resize"
  }

  /// Reads a `preprocess` object; without "crop" nothing is cropped, without "resize" the filter is `lanczos3`.
  ///
  /// - Parameter decoder: Gives the object.
  /// - Throws: `DecodingError` that says what may stand there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      crop: try container.decodeIfPresent(Crop.self, forKey: .crop) ?? .none,
      filter: try container.decodeIfPresent(ResampleFilter.self, forKey: .filter) ?? .lanczos3
    )
  }

  /// Writes a `preprocess` object.
  ///
  /// - Parameter encoder: Takes the object.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(crop, forKey: .crop)
    try container.encode(filter, forKey: .filter)
  }
}

extension ImagePreparation.Crop: Codable {
  private enum Key: String, CodingKey {
    case center
    case box
  }

  /// Reads "none", {"center": side} or {"box": [x, y, width, height]}.
  ///
  /// - Parameter decoder: Gives one of these.
  /// - Throws: `DecodingError` that says what may stand there.
  public init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(String.self) {
      guard word == "none" else { throw Self.refusal(decoder, "\"\(word)\" is no crop") }
      self = .none
      return
    }
    guard let container = try? decoder.container(keyedBy: Key.self) else {
      throw Self.refusal(decoder, "this is no crop")
    }
    if container.contains(.center) == container.contains(.box) {
      throw Self.refusal(decoder, "exactly one of \"center\" and \"box\" is needed")
    }
    if container.contains(.center) {
      let side = try container.decode(Int.self, forKey: .center)
      guard side >= 1 else { throw Self.refusal(decoder, "\"center\" must be at least 1") }
      self = .center(side)
    } else {
      let box = try container.decode([Int].self, forKey: .box)
      guard box.count == 4, box[0] >= 0, box[1] >= 0, box[2] >= 1, box[3] >= 1 else {
        throw Self.refusal(decoder, "\"box\" needs x and y of at least 0, width and height of at least 1")
      }
      self = .box(x: box[0], y: box[1], width: box[2], height: box[3])
    }
  }

  /// Writes what ``init(from:)`` reads.
  ///
  /// - Parameter encoder: Takes the crop.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .none:
      var container = encoder.singleValueContainer()
      try container.encode("none")
    case .center(let side):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(side, forKey: .center)
    case .box(let x, let y, let width, let height):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode([x, y, width, height], forKey: .box)
    }
  }

  private static func refusal(_ decoder: any Decoder, _ reason: String) -> DecodingError {
    DecodingError.dataCorrupted(
      DecodingError.Context(
        codingPath: decoder.codingPath,
        debugDescription:
          "\(reason); write \"none\", {\"center\": side} or {\"box\": [x, y, width, height]}"
      )
    )
  }
}
