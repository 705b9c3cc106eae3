public import GenerativeModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A model as a request names it: a package, or a bare ONNX pair.
public enum ModelReference: Sendable, Equatable {
  /// A package's name or folder.
  case package(String)
  /// A decoder, an encoder if there is one, and what their graphs do not say.
  case bare(decoder: String, encoder: String?, options: BareModelOptions)

  /// Opens the model; its sessions open when they are first used.
  ///
  /// - Parameters:
  ///   - constants: Values for the decoder's extra inputs, which replace those of the package.
  ///   - session: Threads, spinning and device.
  /// - Returns: The model.
  /// - Throws: ``ModelError`` and ``FileError`` with what is wrong.
  public func open(session: SessionOptions) throws -> GenerativeModel {
    switch self {
    case .package(let name):
      try GenerativeModel(named: name, session: session)
    case .bare(let decoder, let encoder, let options):
      try GenerativeModel(
        decoder: URL(fileURLWithPath: decoder),
        encoder: encoder.map { URL(fileURLWithPath: $0) },
        options: options,
        session: session
      )
    }
  }
}
