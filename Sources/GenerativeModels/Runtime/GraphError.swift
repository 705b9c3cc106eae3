#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can be wrong with a model's ONNX file, or between it and what is said of it.
public enum GraphError: ExplainedError, Equatable {
  /// The file is not in ONNX format, or its end is missing.
  case notOnnx(URL)
  /// The file is in ONNX format and the runtime does not take it.
  case refused(URL, reason: String)
  /// The graph has no input of the name that is given for it.
  case noInput(URL, name: String, offered: [TensorDescription], setting: ModelSetting)
  /// The graph has no output of the name that is given for it.
  case noOutput(URL, name: String, offered: [TensorDescription], setting: ModelSetting)
  /// An input or output is not of floating point numbers.
  case notFloatingPoint(URL, TensorDescription)
  /// An input or output does not have the size that is given for it.
  case wrongShape(URL, tensor: TensorDescription, expected: [Int], setting: ModelSetting)
  /// An output turned out to have another shape than expected when the graph ran.
  case wrongResult(URL, output: String, shape: [Int], expected: [Int], setting: ModelSetting)
  /// The graph leaves open how many numbers a condition has.
  case openCondition(URL, TensorDescription, setting: ModelSetting)
  /// The graph wants an input that nothing is given for.
  case missingConstant(URL, TensorDescription)
  /// A constant is given for an input that the graph does not have.
  case unusedConstant(name: String, files: [URL], offered: [String])
  /// A constant does not fit its input.
  case wrongConstant(URL, TensorDescription, reason: String)
  /// The runtime failed while it ran the graph.
  case failed(URL, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .noInput(_, _, _, let setting), .noOutput(_, _, _, let setting), .wrongShape(_, _, _, let setting),
      .wrongResult(_, _, _, _, let setting), .openCondition(_, _, let setting):
      setting.category
    case .missingConstant, .unusedConstant, .wrongConstant: .usage
    default: .badData
    }
  }

  /// One sentence with the file, the place in it and the cure.
  public var description: String {
    switch self {
    case .notOnnx(let file):
      "\(file.shownPath): not an ONNX model, or its end is missing; copy or export it again"
    case .refused(let file, let reason):
      "\(file.shownPath): ONNX Runtime does not take this model (\(reason)); export it again, or install a newer runtime"
    case .noInput(let file, let name, let offered, let setting):
      "\(file.shownPath): has no input '\(name)' but \(Self.list(offered)); correct \(setting)"
    case .noOutput(let file, let name, let offered, let setting):
      "\(file.shownPath): has no output '\(name)' but \(Self.list(offered)); correct \(setting)"
    case .notFloatingPoint(let file, let tensor):
      "\(file.shownPath): \(tensor) is not float32, float16 or float64; choose another input or output"
    case .wrongShape(let file, let tensor, let expected, let setting):
      """
      \(file.shownPath): \(tensor) does not hold rows of \(expected) = \(expected.reduce(1, *)) numbers; \
      correct \(setting)
      """
    case .wrongResult(let file, let output, let shape, let expected, let setting):
      "\(file.shownPath): \(output) has the shape \(shape) where \(expected) is expected; correct \(setting)"
    case .openCondition(let file, let tensor, let setting):
      "\(file.shownPath): leaves open how many numbers a condition has in \(tensor); say it in \(setting)"
    case .missingConstant(let file, let tensor):
      """
      \(file.shownPath): wants a value for \(tensor); give it with --constant \(tensor.name)=VALUE, or as a condition with \
      --condition-input \(tensor.name)
      """
    case .unusedConstant(let name, let files, let offered):
      """
      --constant \(name): \(files.map(\.shownPath).joined(separator: " and ")) \
      \(files.count.form("has", "have")) no free input of this name\
      \(offered.isEmpty ? "" : " but \(offered.joined(separator: ", "))"); correct the name or leave it out
      """
    case .wrongConstant(let file, let tensor, let reason):
      "\(file.shownPath): the constant for \(tensor) \(reason); correct --constant \(tensor.name)=VALUE"
    case .failed(let file, let reason):
      "\(file.shownPath): the model does not run (\(reason)); export it again, or use --device cpu"
    }
  }

  private static func list(_ tensors: [TensorDescription]) -> String {
    tensors.isEmpty ? "none at all" : tensors.map { "'\($0.name)'" }.joined(separator: ", ")
  }
}
