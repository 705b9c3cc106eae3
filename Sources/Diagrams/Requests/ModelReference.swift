public import GenerativeModels

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A model as a request names it: a package, or a bare ONNX pair.
public enum ModelReference: Sendable, Equatable, Codable {
  /// A package by its name or folder, and values for the decoder's extra inputs that replace its own.
  case package(String, constants: [String: ConstantValue] = [:])
  /// A decoder, an encoder if there is one, and what their graphs do not say.
  case bare(decoder: String, encoder: String?, options: BareModelOptions)

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
