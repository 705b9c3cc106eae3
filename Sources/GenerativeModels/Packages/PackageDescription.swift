#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

/// A package of either kind, as its `model.json` describes it.
public enum PackageDescription: Sendable, Equatable {
  /// A generative model.
  case model(ModelPackage)
  /// A classifier of attributes.
  case classifier(ClassifierPackage)

  /// Reads the description of a package and checks it.
  ///
  /// - Parameter folder: The package's folder.
  /// - Throws: ``ModelPackageError`` with the key's path, or a `FileError`.
  public init(folder: URL) throws {
    let data = try FileContents.read(folder.appendingPathComponent(ModelPackage.fileName))
    if Self.family(in: data) == ClassifierPackage.family {
      self = .classifier(try ClassifierPackage(folder: folder))
    } else {
      self = .model(try ModelPackage(folder: folder))
    }
  }

  /// The family that a description names; nil where it names none that can be read.
  static func family(in data: Data) -> String? { try? JSONDecoder().decode(Kind.self, from: data).family }

  private struct Kind: Decodable {
    let family: String
  }

  /// What it is called.
  public var name: String {
    switch self {
    case .model(let package): package.name
    case .classifier(let package): package.name
    }
  }

  /// The family's name.
  public var family: String {
    switch self {
    case .model(let package): package.family.rawValue
    case .classifier: ClassifierPackage.family
    }
  }

  /// Under which conditions the weights may be used.
  public var license: String {
    switch self {
    case .model(let package): package.license
    case .classifier(let package): package.license
    }
  }

  /// The pictures.
  public var image: ModelPackage.Image {
    switch self {
    case .model(let package): package.image
    case .classifier(let package): package.image
    }
  }

  /// What the decoder takes beside the latent; nil where it takes nothing, and for a classifier.
  public var condition: ModelPackage.Condition? {
    guard case .model(let package) = self else { return nil }
    return package.decoder.condition
  }

  /// The latents; nil for a classifier.
  public var latent: ModelPackage.Latent? {
    guard case .model(let package) = self else { return nil }
    return package.latent
  }
}
