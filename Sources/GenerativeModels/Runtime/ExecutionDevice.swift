/// What a model's arithmetic runs on: the CPU, or an execution provider of ONNX Runtime by its name.
public struct ExecutionDevice: Sendable, Hashable, CustomStringConvertible {
  /// The name as it was asked for, in lower case, such as `cpu`, `cuda` or `coreml`.
  public let name: String

  /// The CPU, which every runtime offers.
  public static let cpu = ExecutionDevice("cpu")

  /// NVIDIA's graphics processors.
  public static let cuda = ExecutionDevice("cuda")

  /// Apple's neural engine and graphics processors.
  public static let coreML = ExecutionDevice("coreml")

  /// A device by its name; whether the runtime offers it is found out when a model is opened.
  ///
  /// - Parameter name: The name of a provider in any case, with or without `ExecutionProvider` at its end.
  public init(_ name: String) {
    let lowercased = name.lowercased()
    self.name =
      lowercased.hasSuffix(Self.suffix) && lowercased != Self.suffix
      ? String(lowercased.dropLast(Self.suffix.count)) : lowercased
  }

  /// The name as it was asked for, in lower case.
  public var description: String { name }

  /// The runtime's name for this device.
  ///
  /// - Parameter providers: What the runtime offers, such as `CUDAExecutionProvider`.
  /// - Returns: One of them; nil where none is for this device.
  func provider(among providers: [String]) -> String? {
    providers.first { ExecutionDevice($0) == self }
  }

  /// The name by which the runtime's general call knows a provider.
  ///
  /// That call uses short names, whose letters are not always those of the long ones.
  ///
  /// - Parameter provider: The long name, such as `XnnpackExecutionProvider`.
  /// - Returns: The short one, such as `XNNPACK`.
  static func shortName(of provider: String) -> String {
    let short = provider.hasSuffix("ExecutionProvider") ? String(provider.dropLast(suffix.count)) : provider
    return irregularShortNames[short] ?? short
  }

  private static let suffix = "executionprovider"

  private static let irregularShortNames = [
    "Azure": "AZURE", "Dml": "DML", "NvTensorRTRTX": "NvTensorRtRtx", "WebGpu": "WebGPU", "WebNN": "WEBNN",
    "Xnnpack": "XNNPACK",
  ]
}
