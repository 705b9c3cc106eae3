internal import EncodedSets
internal import GenerativeModels
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A classifier as a person names it: a package, or an ONNX file with the names of its labels.
public struct ClassifierReference: Sendable, Codable, Equatable {
  /// The package's name or folder, or a file that ends in `.onnx`.
  public var name: String
  /// The labels of a file's outputs, in order; empty for a package.
  public var labels: [String]

  /// A classifier.
  ///
  /// - Parameters:
  ///   - name: The package's name or folder, or a file that ends in `.onnx`.
  ///   - labels: The labels of a file's outputs, in order; empty for a package.
  public init(_ name: String, labels: [String] = []) {
    self.name = name
    self.labels = labels
  }

  /// Opens the classifier for pictures of a model.
  ///
  /// - Parameters:
  ///   - model: Whose pictures it must take.
  ///   - options: Threads and device.
  /// - Returns: The classifier.
  /// - Throws: ``RequestError``, and the errors of models and files.
  func open(for model: GenerativeModel, options: SessionOptions) throws -> AttributeClassifier {
    let isFile = name.lowercased().hasSuffix(".onnx")
    if isFile, !FileManager.default.fileExists(atPath: name) { throw FileError.missing(URL(fileURLWithPath: name)) }
    guard isFile != labels.isEmpty else {
      throw RequestError.invalid(
        option: "--classifier \(name)",
        reason: isFile
          ? "the file does not say what its outputs are; name them in order with --classifier-labels A,B,C"
          : "a package knows its labels; leave --classifier-labels out"
      )
    }
    try RequestError.requireOnce(labels, option: "--classifier-labels")
    let classifier =
      isFile
      ? try AttributeClassifier(
        file: URL(fileURLWithPath: name),
        labels: labels,
        picturesOf: model,
        options: options
      )
      : try AttributeClassifier(named: name, options: options)
    guard classifier.imageShape == model.imageShape else {
      throw ModelError.classifierSize(
        model: model.name,
        shape: model.imageShape,
        classifier: classifier.name,
        classifierShape: classifier.imageShape
      )
    }
    return classifier
  }
}
