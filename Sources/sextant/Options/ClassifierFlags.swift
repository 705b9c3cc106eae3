import ArgumentParser
import Diagrams

/// Another classifier than the model's.
struct ClassifierFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Another classifier than the model's: a package by name or folder, or a file.onnx.",
      valueName: "name|file"
    ),
    completion: .file()
  )
  var classifier: String?

  @Option(
    name: .long,
    help: ArgumentHelp("What the outputs of a file.onnx tell, in order, with commas between.", valueName: "list")
  )
  var classifierLabels: [String] = []

  /// The classifier that was named; nil for the model's own.
  ///
  /// - Throws: `ValidationError` for labels of no file.
  func reference() throws -> ClassifierReference? {
    guard classifier != nil || classifierLabels.isEmpty else {
      throw ValidationError("--classifier-labels goes with --classifier FILE.onnx: give both")
    }
    return try classifier.map {
      ClassifierReference($0, labels: try NameList.names(classifierLabels, option: "--classifier-labels"))
    }
  }
}
