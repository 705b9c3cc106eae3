public import Imaging
public import LatentGeometry

/// The description of a model, as it stands in the `model.json` of its package.
///
/// A package is a folder with `model.json` and the ONNX files that it names.
public struct ModelPackage: Sendable, Equatable, Encodable {
  /// What the model is called.
  public var name: String
  /// The kind of model.
  public var family: ModelFamily
  /// Under which conditions the weights may be used.
  public var license: String
  /// Where the weights come from.
  public var source: String
  /// The latents.
  public var latent: Latent
  /// The pictures.
  public var image: Image
  /// How a photograph becomes a picture that the encoder takes.
  public var preprocess: ImagePreparation
  /// From pictures to latents; nil where the model has no such part.
  public var encoder: Encoder?
  /// From latents to pictures.
  public var decoder: Decoder
  /// What tells the attributes of its pictures; nil where nothing is named.
  public var classifier: ClassifierSource?

  /// A description.
  ///
  /// - Parameters:
  ///   - name: What the model is called.
  ///   - family: The kind of model.
  ///   - license: Under which conditions the weights may be used.
  ///   - source: Where the weights come from.
  ///   - latent: The latents.
  ///   - image: The pictures.
  ///   - preprocess: How a photograph becomes a picture that the encoder takes.
  ///   - encoder: From pictures to latents.
  ///   - decoder: From latents to pictures.
  ///   - classifier: From pictures to probabilities of attributes.
  public init(
    name: String,
    family: ModelFamily,
    license: String,
    source: String,
    latent: Latent,
    image: Image,
    preprocess: ImagePreparation,
    encoder: Encoder?,
    decoder: Decoder,
    classifier: ClassifierSource? = nil
  ) {
    self.name = name
    self.family = family
    self.license = license
    self.source = source
    self.latent = latent
    self.image = image
    self.preprocess = preprocess
    self.encoder = encoder
    self.decoder = decoder
    self.classifier = classifier
  }

  enum CodingKeys: String, CodingKey {
    case name, family, license, source, latent, image, preprocess, encoder, decoder, classifier
  }
}

/// The kinds of generative models that differ in how they are used.
public enum ModelFamily: String, Sendable, Codable, CaseIterable {
  /// A variational autoencoder.
  case vae
  /// Adversarially learned inference: a generator with an encoder trained against it.
  case ali
  /// A deep convolutional adversarial network: a generator without encoder.
  case dcgan
  /// Anything else.
  case other
}

extension ModelPackage {
  /// The latents of a model.
  public struct Latent: Sendable, Equatable, Encodable {
    /// The shape of one latent, such as [128] or [4, 32, 32]; at least one extent, each at least 1.
    public var shape: [Int]
    /// The distribution that the model was trained to decode.
    public var prior: Prior

    /// Latents.
    ///
    /// - Parameters:
    ///   - shape: The shape of one latent.
    ///   - prior: The distribution that the model was trained to decode.
    public init(shape: [Int], prior: Prior) {
      self.shape = shape
      self.prior = prior
    }

    /// The number of coordinates of one latent.
    public var dimension: Int { Extents.product(shape) }

    enum CodingKeys: String, CodingKey {
      case shape, prior
    }
  }

  /// The pictures of a model.
  public struct Image: Sendable, Equatable, Encodable {
    /// The width in pixels.
    public var width: Int
    /// The height in pixels.
    public var height: Int
    /// The number of channels, 1 or 3.
    public var channels: Int
    /// The numbers that stand for black and white.
    public var range: ValueRange
    /// The order of the samples; nil where the graph's shapes show it.
    public var layout: ImageLayout?

    /// Pictures.
    ///
    /// - Parameters:
    ///   - width: The width in pixels.
    ///   - height: The height in pixels.
    ///   - channels: 1 or 3.
    ///   - range: The numbers that stand for black and white.
    ///   - layout: The order of the samples; nil where the graph's shapes show it.
    public init(width: Int, height: Int, channels: Int, range: ValueRange, layout: ImageLayout? = nil) {
      self.width = width
      self.height = height
      self.channels = channels
      self.range = range
      self.layout = layout
    }

    /// The size.
    public var shape: ImageShape { ImageShape(channels: channels, height: height, width: width) }

    enum CodingKeys: String, CodingKey {
      case width, height, channels, range, layout
    }
  }

  /// The graph from pictures to latents.
  public struct Encoder: Sendable, Equatable, Codable {
    /// The ONNX file, relative to the package.
    public var file: String
    /// The file's SHA-256, 64 hexadecimal digits in lower case.
    public var sha256: String
    /// The input for pictures.
    public var input: String
    /// The output with the latents; the mean where the encoder gives a distribution.
    public var output: String
    /// The output with the logarithm of the variance; nil where the encoder gives only a mean.
    public var logvar: String?
    /// Values for further inputs.
    public var constants: [String: ConstantValue]?
    /// The input that takes a condition; nil where there is none.
    public var condition: Condition?

    /// The graph from pictures to latents.
    ///
    /// - Parameters:
    ///   - file: The ONNX file, relative to the package.
    ///   - sha256: The file's SHA-256.
    ///   - input: The input for pictures.
    ///   - output: The output with the latents.
    ///   - logvar: The output with the logarithm of the variance.
    ///   - constants: Values for further inputs.
    ///   - condition: The input that takes a condition.
    public init(
      file: String,
      sha256: String,
      input: String,
      output: String,
      logvar: String? = nil,
      constants: [String: ConstantValue]? = nil,
      condition: Condition? = nil
    ) {
      self.file = file
      self.sha256 = sha256
      self.input = input
      self.output = output
      self.logvar = logvar
      self.constants = constants
      self.condition = condition
    }
  }

  /// The graph from latents to pictures.
  public struct Decoder: Sendable, Equatable, Codable {
    /// The ONNX file, relative to the package.
    public var file: String
    /// The file's SHA-256, 64 hexadecimal digits in lower case.
    public var sha256: String
    /// The input for latents.
    public var input: String
    /// The output with the pictures.
    public var output: String
    /// Values for further inputs.
    public var constants: [String: ConstantValue]?
    /// The input that takes a condition; nil where there is none.
    public var condition: Condition?

    /// The graph from latents to pictures.
    ///
    /// - Parameters:
    ///   - file: The ONNX file, relative to the package.
    ///   - sha256: The file's SHA-256.
    ///   - input: The input for latents.
    ///   - output: The output with the pictures.
    ///   - constants: Values for further inputs.
    ///   - condition: The input that takes a condition.
    public init(
      file: String,
      sha256: String,
      input: String,
      output: String,
      constants: [String: ConstantValue]? = nil,
      condition: Condition? = nil
    ) {
      self.file = file
      self.sha256 = sha256
      self.input = input
      self.output = output
      self.constants = constants
      self.condition = condition
    }
  }

  /// The graph from pictures to probabilities of attributes.
  public struct Classifier: Sendable, Equatable, Encodable {
    /// The ONNX file, relative to the package.
    public var file: String
    /// The file's SHA-256, 64 hexadecimal digits in lower case.
    public var sha256: String
    /// The input for pictures; nil where the graph has only one.
    public var input: String?
    /// The output with the probabilities; nil where the graph has only one.
    public var output: String?
    /// The names of the attributes in the order of the probabilities.
    public var labels: [String]

    /// The graph from pictures to probabilities of attributes.
    ///
    /// - Parameters:
    ///   - file: The ONNX file, relative to the package.
    ///   - sha256: The file's SHA-256.
    ///   - input: The input for pictures.
    ///   - output: The output with the probabilities.
    ///   - labels: The names of the attributes in the order of the probabilities.
    public init(file: String, sha256: String, input: String? = nil, output: String? = nil, labels: [String]) {
      self.file = file
      self.sha256 = sha256
      self.input = input
      self.output = output
      self.labels = labels
    }

    enum CodingKeys: String, CodingKey {
      case file, sha256, input, output, labels
    }
  }
}
