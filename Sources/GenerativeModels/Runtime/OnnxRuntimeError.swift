#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can go wrong with ONNX Runtime itself, whatever the model.
public enum OnnxRuntimeError: ExplainedError, Equatable {
  /// No place that was looked at holds the library.
  case notFound(places: [String])
  /// `$SEXTANT_ONNXRUNTIME` names something that is not there, or a folder without the library.
  case notAtNamedPlace(URL)
  /// The file is not a library that this machine can load, or not ONNX Runtime.
  case notALibrary(URL, reason: String)
  /// The library is older than the interface that is used.
  case tooOld(URL, version: String)
  /// The execution provider is not one of those that this library offers.
  case deviceNotOffered(ExecutionDevice, offered: [String])
  /// The execution provider is offered and does not start.
  case deviceFailed(ExecutionDevice, reason: String)
  /// A call that does not depend on any input failed.
  case failed(operation: String, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .failed: .software
    default: .missingLibrary
    }
  }

  /// One sentence with what was looked for and the cure.
  public var description: String {
    switch self {
    case .notFound(let places):
      """
      ONNX Runtime is not installed: run script/setup, or pip install onnxruntime and set \
      $\(OnnxRuntime.environmentVariable) to its library; looked in \(places.joined(separator: ", "))
      """
    case .notAtNamedPlace(let url):
      """
      \(url.shownPath): there is no libonnxruntime here, where $\(OnnxRuntime.environmentVariable) says it is; \
      correct the variable, or unset it and run script/setup
      """
    case .notALibrary(let url, let reason):
      """
      \(url.shownPath): not an ONNX Runtime library for this machine (\(reason)); \
      install one with script/setup, or set $\(OnnxRuntime.environmentVariable) to another
      """
    case .tooOld(let url, let version):
      """
      \(url.shownPath): ONNX Runtime \(version) is older than 1.\(OnnxRuntime.interfaceVersion); \
      install a newer one with script/setup, or set $\(OnnxRuntime.environmentVariable) to another
      """
    case .deviceNotOffered(let device, let offered):
      """
      the installed ONNX Runtime does not offer --device \(device), but \(offered.joined(separator: ", ")); \
      choose one of these, or set $\(OnnxRuntime.environmentVariable) to a library that has it
      """
    case .deviceFailed(let device, let reason):
      "--device \(device) does not start (\(reason)); install what it misses, or use --device cpu"
    case .failed(let operation, let reason):
      "ONNX Runtime could not \(operation) (\(reason)); please report this"
    }
  }
}
