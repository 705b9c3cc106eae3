internal import Imaging
internal import LatentGeometry

// Reading checks every value, so that a description that was read is one that can be used; what is wrong is thrown as
// a `DecodingError` with the key's path.

extension ModelPackage: Decodable {
  /// Reads and checks a description.
  ///
  /// - Parameter decoder: Over the object in `model.json`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .name)
    guard !name.isEmpty, !name.contains("/") else {
      throw container.wrong(.name, "must be a name without '/'")
    }
    let family = try container.decode(String.self, forKey: .family)
    guard let family = ModelFamily(rawValue: family) else {
      let known = ModelFamily.allCases.map(\.rawValue).joined(separator: ", ")
      throw container.wrong(.family, "'\(family)' is not one of \(known)")
    }
    self.init(
      name: name,
      family: family,
      license: try container.decode(String.self, forKey: .license),
      source: try container.decode(String.self, forKey: .source),
      latent: try container.decode(Latent.self, forKey: .latent),
      image: try container.decode(Image.self, forKey: .image),
      preprocess: try container.decodeIfPresent(ImagePreparation.self, forKey: .preprocess) ?? ImagePreparation(),
      encoder: try container.decodeIfPresent(Encoder.self, forKey: .encoder),
      decoder: try container.decode(Decoder.self, forKey: .decoder),
      classifier: try container.decodeIfPresent(ClassifierSource.self, forKey: .classifier)
    )
  }
}

extension ModelPackage.Latent: Decodable {
  /// Reads and checks a description of latents.
  ///
  /// - Parameter decoder: Over the object under `latent`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let extents = try container.decode([Double].self, forKey: .shape)
    let shape = extents.compactMap { Int(exactly: $0) }
    guard !shape.isEmpty, shape.count == extents.count, container.isReasonable(shape) else {
      throw container.wrong(.shape, "must be a list of whole numbers above 0, with a product below 2^31")
    }
    let prior = try container.decode(Prior.self, forKey: .prior)
    let size = shape.reduce(1, *)
    if let width = prior.dimension, width != size {
      throw container.wrong(.prior, "is made for latents of \(width) numbers, but the shape has \(size)")
    }
    self.init(shape: shape, prior: prior)
  }
}

extension ModelPackage.Image: Decodable {
  /// Reads and checks a description of pictures.
  ///
  /// - Parameter decoder: Over the object under `image`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let width = try container.size(.width)
    let height = try container.size(.height)
    let channels = try container.size(.channels)
    guard channels == 1 || channels == 3 else { throw container.wrong(.channels, "must be 1 or 3") }
    guard container.isReasonable([width, height, channels]) else {
      throw container.wrong(.width, "is too large together with the height")
    }
    let layout = try container.decodeIfPresent(String.self, forKey: .layout)
    if let layout, ImageLayout(rawValue: layout) == nil {
      throw container.wrong(.layout, "'\(layout)' is not nchw or nhwc")
    }
    self.init(
      width: width,
      height: height,
      channels: channels,
      range: try container.decode(ValueRange.self, forKey: .range),
      layout: layout.flatMap { ImageLayout(rawValue: $0) }
    )
  }
}

extension ModelPackage.Classifier: Decodable {
  /// Reads and checks a description of a classifier.
  ///
  /// - Parameter decoder: Over the object under `classifier`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let labels = try container.decode([String].self, forKey: .labels)
    guard !labels.isEmpty, Set(labels).count == labels.count, !labels.contains("") else {
      throw container.wrong(.labels, "must be at least one name, each once")
    }
    self.init(
      file: try container.decode(String.self, forKey: .file),
      sha256: try container.decode(String.self, forKey: .sha256),
      input: try container.decodeIfPresent(String.self, forKey: .input),
      output: try container.decodeIfPresent(String.self, forKey: .output),
      labels: labels
    )
  }
}

extension KeyedDecodingContainer {
  /// An error about one key.
  func wrong(_ key: Key, _ problem: String) -> DecodingError {
    .dataCorruptedError(forKey: key, in: self, debugDescription: problem)
  }

  /// A whole number above 0.
  ///
  /// It is read as a `Double` first, since an `Int` would not say which key holds 4.5.
  fileprivate func size(_ key: Key) throws -> Int {
    guard let size = Int(exactly: try decode(Double.self, forKey: key)), size >= 1 else {
      throw wrong(key, "must be a whole number above 0")
    }
    return size
  }

  /// Whether extents are positive and their product is a size that memory could hold.
  fileprivate func isReasonable(_ extents: [Int]) -> Bool {
    extents.allSatisfy { $0 >= 1 } && Extents.product(extents) <= Extents.largestCount
  }
}
