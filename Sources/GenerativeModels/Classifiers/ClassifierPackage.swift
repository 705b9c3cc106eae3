#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging
internal import SafeFiles

/// A classifier of attributes in a package of its own: a folder with an ONNX file and a `model.json` of the family
/// `classifier`.
///
/// It measures what generative models draw and draws nothing itself, so it has no latents.
public struct ClassifierPackage: Sendable, Equatable, Encodable {
  /// The family's name in `model.json`.
  public static let family = "classifier"

  /// What the classifier is called.
  public var name: String
  /// Under which conditions the weights may be used.
  public var license: String
  /// Where the weights come from.
  public var source: String
  /// The pictures.
  public var image: ModelPackage.Image
  /// How a photograph becomes a picture that the classifier takes.
  public var preprocess: ImagePreparation
  /// The graph and its labels.
  public var classifier: ModelPackage.Classifier

  private enum CodingKeys: String, CodingKey {
    case name, family, license, source, image, preprocess, classifier
  }

  /// Reads the description of a classifier's package and checks it; the ONNX file is checked when it is opened.
  ///
  /// - Parameter folder: The package's folder.
  /// - Throws: ``ModelPackageError`` with the key's path, or a `FileError`.
  public init(folder: URL) throws {
    let file = folder.appendingPathComponent(ModelPackage.fileName)
    let data = try FileContents.read(file)
    do {
      self = try JSONDecoder().decode(ClassifierPackage.self, from: data)
    } catch let error as DecodingError {
      throw ModelPackageError(error, in: file, bytes: data)
    }
    try ModelPackage.check(classifier, "classifier", describedBy: file)
  }

  /// Writes the description with its family.
  ///
  /// - Parameter encoder: Receives the object of `model.json`.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(Self.family, forKey: .family)
    try container.encode(license, forKey: .license)
    try container.encode(source, forKey: .source)
    try container.encode(image, forKey: .image)
    try container.encode(preprocess, forKey: .preprocess)
    try container.encode(classifier, forKey: .classifier)
  }
}

extension ClassifierPackage: Decodable {
  /// Reads and checks a description.
  ///
  /// - Parameter decoder: Over the object in `model.json`.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let family = try container.decode(String.self, forKey: .family)
    guard family == Self.family else {
      throw container.wrong(.family, "'\(family)' is not \(Self.family): this is a generative model")
    }
    name = try container.decode(String.self, forKey: .name)
    license = try container.decode(String.self, forKey: .license)
    source = try container.decode(String.self, forKey: .source)
    image = try container.decode(ModelPackage.Image.self, forKey: .image)
    preprocess = try container.decodeIfPresent(ImagePreparation.self, forKey: .preprocess) ?? ImagePreparation()
    classifier = try container.decode(ModelPackage.Classifier.self, forKey: .classifier)
    guard !name.isEmpty, !name.contains("/") else { throw container.wrong(.name, "must be a name without '/'") }
  }
}
