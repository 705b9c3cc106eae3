#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can be wrong with a model package.
public enum ModelPackageError: ExplainedError, Equatable {
  /// `model.json` is not JSON.
  case notJSON(URL, reason: String)
  /// A value in `model.json` is missing or wrong.
  case invalid(URL, key: String, problem: String)
  /// A file that `model.json` names is not there.
  case missingFile(URL, named: String, by: URL)
  /// A file's contents are not those whose digest `model.json` gives.
  case wrongDigest(URL, expected: String, actual: String)
  /// A model is needed, and this is a classifier.
  case isClassifier(URL)
  /// The folder exists and is not a package.
  case notAPackage(URL)
  /// No package has this name.
  case notFound(name: String, places: [String])

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .notJSON, .invalid, .wrongDigest: .badData
    case .isClassifier: .usage
    case .missingFile, .notAPackage, .notFound: .missingInput
    }
  }

  /// One sentence with the file, the place in it and the cure.
  public var description: String {
    switch self {
    case .notJSON(let file, let reason):
      "\(file.shownPath): not valid JSON (\(reason)); correct it or copy the package again"
    case .invalid(let file, let key, let problem):
      "\(file.shownPath): \(key.isEmpty ? "" : "\(key): ")\(problem); correct it in this file"
    case .missingFile(let file, let name, let description):
      "\(file.shownPath): no such file, but \(description.shownPath) names '\(name)'; copy the whole package again"
    case .wrongDigest(let file, let expected, let actual):
      """
      \(file.shownPath): the file is damaged or another one (SHA-256 \(actual.prefix(12))…, \
      model.json says \(expected.prefix(12))…); copy the package again
      """
    case .isClassifier(let folder):
      "\(folder.shownPath): a classifier, which draws nothing and encodes nothing; name a model with a decoder"
    case .notAPackage(let folder):
      "\(folder.shownPath): has no model.json, so this is not a model package; name a folder that has one"
    case .notFound(let name, let places):
      """
      there is no model '\(name)' in \(places.joined(separator: ", ")); \
      name a package's folder with --model, or add the folder that holds it to $\(ModelLibrary.environmentVariable) \
      (the bundled models lie in \(ModelLibrary.bundledFolder) beside the program)
      """
    }
  }
}
