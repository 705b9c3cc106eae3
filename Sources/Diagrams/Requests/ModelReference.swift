public import GenerativeModels

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A model as a request names it: a package, or a bare ONNX pair.
public enum ModelReference: Sendable, Equatable {
  /// A package by its name or folder, and values for the decoder's extra inputs that replace its own.
  case package(String, constants: [String: ConstantValue] = [:])
  /// A decoder, an encoder if there is one, and what their graphs do not say.
  case bare(decoder: String, encoder: String?, options: BareModelOptions)

  /// The model where none is named: the bundled `ModelLibrary.standardModel`.
  public static let standard = ModelReference.package(ModelLibrary.standardModel)

  /// Opens the model; its sessions open when they are first used.
  ///
  /// - Parameter session: Threads, spinning and device.
  /// - Returns: The model.
  /// - Throws: The errors of GenerativeModels with what is wrong.
  public func open(session: SessionOptions) throws -> GenerativeModel {
    switch self {
    case .package(let name, let constants):
      try GenerativeModel(named: name, options: session, constants: constants)
    case .bare(let decoder, let encoder, let options):
      try GenerativeModel(
        decoder: URL(fileURLWithPath: decoder),
        encoder: encoder.map { URL(fileURLWithPath: $0) },
        overrides: options,
        options: session
      )
    }
  }
}

/// In JSON `{"package": "name", "constants": {…}}`, or `{"decoder": "d.onnx", "encoder": "e.onnx", "options": {…}}`.
extension ModelReference: Codable {
  private enum CodingKeys: String, CodingKey {
    case package, constants, decoder, encoder, options
  }

  /// Reads a reference.
  ///
  /// - Parameter decoder: Over one of the two objects.
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let name = try container.decodeIfPresent(String.self, forKey: .package) {
      let constants = try container.decodeIfPresent([String: ConstantValue].self, forKey: .constants)
      self = .package(name, constants: constants ?? [:])
    } else {
      self = .bare(
        decoder: try container.decode(String.self, forKey: .decoder),
        encoder: try container.decodeIfPresent(String.self, forKey: .encoder),
        options: try container.decodeIfPresent(BareModelOptions.self, forKey: .options) ?? BareModelOptions()
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
    case .package(let name, let constants):
      try container.encode(name, forKey: .package)
      if !constants.isEmpty { try container.encode(constants, forKey: .constants) }
    case .bare(let decoder, let encoder, let options):
      try container.encode(decoder, forKey: .decoder)
      try container.encodeIfPresent(encoder, forKey: .encoder)
      try container.encode(options, forKey: .options)
    }
  }
}
