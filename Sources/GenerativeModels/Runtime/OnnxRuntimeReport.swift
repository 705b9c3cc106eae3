#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

public import SafeFiles

/// Where ONNX Runtime was looked for and what was found, for a check of the installation.
public struct OnnxRuntimeReport: Sendable {
  /// The places in the order in which they are looked at.
  public let places: [String]
  /// The runtime's file, version and providers; nil where none loads.
  public let found: Found?
  /// Why none loads; nil where one does.
  public let problem: (any ExplainedError)?

  /// A runtime that loads.
  public struct Found: Sendable, Hashable {
    /// The library's file; a bare name where the system's loader found it.
    public let path: String
    /// The library's version, such as `1.32.0`.
    public let version: String
    /// The execution providers it offers, such as `CPUExecutionProvider`, best first.
    public let providers: [String]
  }

  /// Looks for the runtime.
  public init() {
    let search = OnnxRuntimeSearch(environment: ProcessInfo.processInfo.environment)
    places = ["$\(OnnxRuntime.environmentVariable)"] + search.places.map(\.name)
    do {
      let runtime = try search.find()
      found = Found(path: runtime.path, version: runtime.version, providers: runtime.providers)
      problem = nil
    } catch {
      found = nil
      problem =
        error as? any ExplainedError
        ?? OnnxRuntimeError.failed(operation: "be looked for", reason: String(describing: error))
    }
  }
}
