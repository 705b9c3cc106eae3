public import GenerativeModels

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A model as a request names it: a package, or a bare ONNX pair.
public enum ModelReference: Sendable, Equatable {
  /// A package by its name or folder, and what replaces its own: values for the decoder's extra inputs, the prior.
  case package(String, constants: [String: ConstantValue] = [:], prior: PriorReference? = nil)
  /// A decoder, an encoder if there is one, and what their graphs do not say.
  case bare(decoder: String, encoder: String?, options: BareModelOptions, prior: PriorReference? = nil)

  /// The model where none is named: the bundled `ModelLibrary.standardModel`.
  public static let standard = ModelReference.package(ModelLibrary.standardModel)

  /// Opens the model; its sessions open when they are first used.
  ///
  /// - Parameter session: Threads, spinning and device.
  /// - Returns: The model.
  /// - Throws: The errors of GenerativeModels with what is wrong.
  public func open(session: SessionOptions) throws -> GenerativeModel {
    switch self {
    case .package(let name, let constants, let prior):
      let model = try GenerativeModel(named: name, options: session, constants: constants)
      guard let prior else { return model }
      return model.with(prior: try prior.resolved(for: model))
    case .bare(let decoder, let encoder, var options, let prior):
      if let prior { options.prior = try prior.resolved() }
      return try GenerativeModel(
        decoder: URL(fileURLWithPath: decoder),
        encoder: encoder.map { URL(fileURLWithPath: $0) },
        overrides: options,
        options: session
      )
    }
  }

  /// The same model, named so that it is found from any working directory.
  public var absolute: ModelReference {
    func path(_ name: String) -> String { URL(fileURLWithPath: name).path }
    switch self {
    case .package(let name, let constants, let prior):
      // A name without a folder is looked up among the installed packages unless a folder here is called so.
      let isFolder = FileManager.default.fileExists(atPath: name + "/" + ModelPackage.fileName)
      return .package(isFolder ? path(name) : name, constants: constants, prior: prior?.absolute)
    case .bare(let decoder, let encoder, let options, let prior):
      return .bare(decoder: path(decoder), encoder: encoder.map(path), options: options, prior: prior?.absolute)
    }
  }

  /// The prior that replaces the model's own.
  public var prior: PriorReference? {
    switch self {
    case .package(_, _, let prior), .bare(_, _, _, let prior): prior
    }
  }

  /// The same model with another prior.
  ///
  /// - Parameter prior: What replaces the model's own; nil for its own.
  /// - Returns: A reference to it.
  public func with(prior: PriorReference?) -> ModelReference {
    switch self {
    case .package(let name, let constants, _): .package(name, constants: constants, prior: prior)
    case .bare(let decoder, let encoder, let options, _):
      .bare(decoder: decoder, encoder: encoder, options: options, prior: prior)
    }
  }
}

/// In JSON `{"package": "name", "constants": {…}}`, or `{"decoder": "d.onnx", "encoder": "e.onnx", "options": {…}}`, either
/// with a `prior` where it has another than its own.
extension ModelReference: Codable {
  private enum CodingKeys: String, CodingKey {
    case package, constants, decoder, encoder, options, prior
  }

  /// Reads a reference.
  ///
  /// - Parameter decoder: Over one of the two objects.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let prior = try container.decodeIfPresent(PriorReference.self, forKey: .prior)
    if let name = try container.decodeIfPresent(String.self, forKey: .package) {
      let constants = try container.decodeIfPresent([String: ConstantValue].self, forKey: .constants)
      self = .package(name, constants: constants ?? [:], prior: prior)
    } else {
      self = .bare(
        decoder: try container.decode(String.self, forKey: .decoder),
        encoder: try container.decodeIfPresent(String.self, forKey: .encoder),
        options: try container.decodeIfPresent(BareModelOptions.self, forKey: .options) ?? BareModelOptions(),
        prior: prior
      )
    }
  }

  /// Writes a reference.
  ///
  /// - Parameter encoder: Receives one of the two objects.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .package(let name, let constants, _):
      try container.encode(name, forKey: .package)
      if !constants.isEmpty { try container.encode(constants, forKey: .constants) }
    case .bare(let decoder, let encoder, let options, _):
      try container.encode(decoder, forKey: .decoder)
      try container.encodeIfPresent(encoder, forKey: .encoder)
      try container.encode(options, forKey: .options)
    }
    try container.encodeIfPresent(prior, forKey: .prior)
  }
}
