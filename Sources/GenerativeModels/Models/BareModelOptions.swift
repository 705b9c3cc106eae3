public import Imaging
public import LatentGeometry

/// What is said of a bare pair of ONNX files where they do not say it themselves; nil is found out or assumed.
public struct BareModelOptions: Sendable, Equatable, Codable {
  /// What the model is called; nil takes the decoder's file name.
  public var name: String?
  /// The distribution that the model was trained to decode; nil assumes N(0, I).
  public var prior: Prior?
  /// The shape of one latent; nil reads it from the graph.
  public var latentShape: [Int]?
  /// The size of the pictures; nil reads it from the graph, or from a picture that it draws.
  public var imageShape: ImageShape?
  /// The numbers that stand for black and white; nil assumes 0 and 1 where a picture that the decoder draws agrees.
  public var imageRange: ValueRange?
  /// The order of the samples; nil goes by where the channels are.
  public var layout: ImageLayout?
  /// How a photograph becomes a picture that the encoder takes.
  public var preparation: ImagePreparation
  /// The decoder's input for latents; nil where it has only one that could be.
  public var latentInput: String?
  /// The decoder's output with pictures; nil where it has only one that could be.
  public var imageOutput: String?
  /// The encoder's input for pictures; nil where it has only one that could be.
  public var imageInput: String?
  /// The encoder's output with means; nil goes by the outputs' names.
  public var meanOutput: String?
  /// The encoder's output with the logarithm of the variance; nil goes by the outputs' names.
  public var logVarianceOutput: String?
  /// Values for extra inputs, by their names.
  public var constants: [String: ConstantValue]
  /// The input that takes a condition, of the decoder and of the encoder where it has one of this name; nil for none.
  public var conditionInput: String?
  /// What a condition's numbers mean; nil takes whole numbers and inputs with classes for labels, others for embeddings.
  public var conditionKind: ModelPackage.Condition.Kind?
  /// The shape of one condition; nil reads it from the graph.
  public var conditionShape: [Int]?
  /// The names of the classes in the order of their numbers; nil where they have none.
  public var conditionClasses: [String]?

  /// Options, all of which may be left out.
  ///
  /// - Parameters:
  ///   - name: What the model is called.
  ///   - prior: The distribution that the model was trained to decode.
  ///   - latentShape: The shape of one latent, every extent at least 1.
  ///   - imageShape: The size of the pictures.
  ///   - imageRange: The numbers that stand for black and white.
  ///   - layout: The order of the samples.
  ///   - preparation: How a photograph becomes a picture that the encoder takes.
  ///   - latentInput: The decoder's input for latents.
  ///   - imageOutput: The decoder's output with pictures.
  ///   - imageInput: The encoder's input for pictures.
  ///   - meanOutput: The encoder's output with means.
  ///   - logVarianceOutput: The encoder's output with the logarithm of the variance.
  ///   - constants: Values for extra inputs, by their names.
  ///   - conditionInput: The input that takes a condition.
  ///   - conditionKind: What a condition's numbers mean.
  ///   - conditionShape: The shape of one condition.
  ///   - conditionClasses: The names of the classes in the order of their numbers.
  public init(
    name: String? = nil,
    prior: Prior? = nil,
    latentShape: [Int]? = nil,
    imageShape: ImageShape? = nil,
    imageRange: ValueRange? = nil,
    layout: ImageLayout? = nil,
    preparation: ImagePreparation = ImagePreparation(),
    latentInput: String? = nil,
    imageOutput: String? = nil,
    imageInput: String? = nil,
    meanOutput: String? = nil,
    logVarianceOutput: String? = nil,
    constants: [String: ConstantValue] = [:],
    conditionInput: String? = nil,
    conditionKind: ModelPackage.Condition.Kind? = nil,
    conditionShape: [Int]? = nil,
    conditionClasses: [String]? = nil
  ) {
    precondition(latentShape.map { !$0.isEmpty && $0.allSatisfy { $0 >= 1 } } ?? true, "a latent has coordinates")
    self.name = name
    self.prior = prior
    self.latentShape = latentShape
    self.imageShape = imageShape
    self.imageRange = imageRange
    self.layout = layout
    self.preparation = preparation
    self.latentInput = latentInput
    self.imageOutput = imageOutput
    self.imageInput = imageInput
    self.meanOutput = meanOutput
    self.logVarianceOutput = logVarianceOutput
    self.constants = constants
    self.conditionInput = conditionInput
    self.conditionKind = conditionKind
    self.conditionShape = conditionShape
    self.conditionClasses = conditionClasses
  }
}
