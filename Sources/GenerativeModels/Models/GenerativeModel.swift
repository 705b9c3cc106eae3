#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging
public import LatentGeometry

/// A model that decodes latents to pictures and, where it has an encoder, encodes pictures to latents.
///
/// ```swift
/// let model = try GenerativeModel(named: "portraits-vae")
/// let latents = LatentGenerator(seed: 1).sample(model.prior, count: 7, dimension: model.latentDimension)
/// let pictures = try model.decode(latents)
/// ```
///
/// The ONNX files are opened when they are first needed, so that decoding never opens the encoder. All calls are
/// synchronous and may be made from several threads at once. The same rows give the same results in batches of any size,
/// up to rounding.
public final class GenerativeModel: Sendable {
  /// The description; for a bare pair of ONNX files what was found out about them.
  public let package: ModelPackage
  /// The package's folder; nil for a bare pair of ONNX files.
  public let folder: URL?
  /// What identifies the model's results: 64 hexadecimal digits.
  ///
  /// SHA-256 over everything that changes what the model makes of pictures and latents: the digests of its files, its
  /// inputs and outputs, constants, latent shape, prior, preparation, size and range. Names and licence do not count.
  public let hash: String
  /// ``hash`` of the model under its own prior: what encodings depend on.
  public let encodingHash: String
  /// What was assumed where neither the files nor the request said it, as sentences for people.
  public let assumptions: [String]

  let decoder: LazyGraph
  let encoder: LazyGraph?
  /// What replaces the package's own condition; nil for that.
  let condition: ConditionValue?

  init(
    package: ModelPackage,
    folder: URL?,
    assumptions: [String],
    decoder: LazyGraph,
    encoder: LazyGraph?,
    hash: String? = nil,
    encodingHash: String? = nil,
    condition: ConditionValue? = nil
  ) {
    self.package = package
    self.folder = folder
    self.assumptions = assumptions
    self.decoder = decoder
    self.encoder = encoder
    self.hash = hash ?? package.resultsHash
    self.encodingHash = encodingHash ?? self.hash
    self.condition = condition
  }

  /// The same model, sessions included, under another prior.
  ///
  /// - Parameter prior: For latents of ``latentDimension`` numbers.
  /// - Returns: A model whose ``hash`` is another, since draws and interpolations depend on the prior.
  public func with(prior: Prior) -> GenerativeModel {
    prior.requireDimension(latentDimension)
    var package = package
    package.latent.prior = prior
    return GenerativeModel(
      package: package,
      folder: folder,
      assumptions: assumptions,
      decoder: decoder,
      encoder: encoder,
      encodingHash: encodingHash,
      condition: condition
    )
  }

  /// What the model is called.
  public var name: String { package.name }

  /// The kind of model.
  public var family: ModelFamily { package.family }

  /// The shape of one latent, such as [128] or [4, 32, 32].
  public var latentShape: [Int] { package.latent.shape }

  /// The number of coordinates of one latent, d = the product of its shape.
  public var latentDimension: Int { package.latent.dimension }

  /// The size of the pictures.
  public var imageShape: ImageShape { package.image.shape }

  /// The distribution that the model was trained to decode.
  public var prior: Prior { package.latent.prior }

  /// How a photograph becomes a picture that the encoder takes.
  public var preparation: ImagePreparation { package.preprocess }

  /// Whether the model encodes pictures.
  public var hasEncoder: Bool { encoder != nil }

  /// Whether the encoder gives a variance, so that its posterior can be sampled.
  public var hasLogVariance: Bool { package.encoder?.logvar != nil }

  /// What the decoder's file wants and gives; opens it.
  ///
  /// - Returns: Names, types and shapes.
  /// - Throws: ``GraphError``, ``ModelPackageError``, ``OnnxRuntimeError`` or a `FileError`.
  public func decoderGraph() throws -> GraphDescription { try decoder.opened().session.graph }

  /// What the encoder's file wants and gives; opens it.
  ///
  /// - Returns: Names, types and shapes; nil where the model has no encoder.
  /// - Throws: ``GraphError``, ``ModelPackageError``, ``OnnxRuntimeError`` or a `FileError`.
  public func encoderGraph() throws -> GraphDescription? { try encoder?.opened().session.graph }

  /// The number of rows that are run at once where the caller does not say: 32, fewer for large pictures.
  ///
  /// Two million samples are 8 MB, and a decoder's inner layers hold some ten times its pictures.
  public var defaultBatch: Int { max(1, min(32, (1 << 21) / imageShape.count)) }
}
