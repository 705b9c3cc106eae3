#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension ModelPackage {
  /// The name of the description in a package.
  public static let fileName = "model.json"

  /// Reads the description of a package and checks it; the ONNX files are checked when they are opened.
  ///
  /// - Parameter folder: The package's folder.
  /// - Throws: ``ModelPackageError`` with the key's path, or a `FileError`.
  public init(folder: URL) throws {
    let file = folder.appendingPathComponent(Self.fileName)
    let data = try FileContents.read(file)
    do {
      self = try JSONDecoder().decode(ModelPackage.self, from: data)
    } catch let error as DecodingError {
      // Only now, since every start reads a package: a classifier's family is none of a model's.
      guard PackageDescription.family(in: data) != ClassifierPackage.family else {
        throw ModelPackageError.isClassifier(folder)
      }
      throw ModelPackageError(error, in: file, bytes: data)
    }
    try checkFiles(describedBy: file)
  }

  private func checkFiles(describedBy description: URL) throws {
    try Self.check(decoder.file, decoder.sha256, "decoder", describedBy: description)
    if let encoder { try Self.check(encoder.file, encoder.sha256, "encoder", describedBy: description) }
    // Drawing needs no classifier; ``GenerativeModel/verifyFiles()`` asks for its file.
    if case .file(let classifier) = classifier {
      try Self.checkText(classifier.file, classifier.sha256, "classifier", describedBy: description)
    }
  }

  /// Checks that a classifier's file is there and described properly.
  static func check(_ classifier: Classifier, _ key: String, describedBy description: URL) throws {
    try check(classifier.file, classifier.sha256, key, describedBy: description)
  }

  /// Checks that a file is there and described properly.
  static func check(_ name: String, _ digest: String, _ key: String, describedBy description: URL) throws {
    try checkText(name, digest, key, describedBy: description)
    let file = description.deletingLastPathComponent().appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ModelPackageError.missingFile(file, named: name, by: description)
    }
  }

  private static func checkText(_ name: String, _ digest: String, _ key: String, describedBy description: URL) throws {
    guard staysInside(name) else {
      throw ModelPackageError.invalid(
        description,
        key: "\(key).file",
        problem: "'\(name)' must be a path inside the package, without '..'"
      )
    }
    guard FileDigest.isWellFormed(digest) else {
      throw ModelPackageError.invalid(
        description,
        key: "\(key).sha256",
        problem: "must be 64 hexadecimal digits in lower case, as sha256sum prints them"
      )
    }
  }

  /// Whether a name leads to a file in the package's folder or below.
  private static func staysInside(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && !name.contains("\0")
  }
}

extension ModelPackageError {
  /// Makes a sentence of what the JSON decoder says.
  init(_ error: DecodingError, in file: URL, bytes: Data) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .invalid(file, key: (context.codingPath + [key]).shownPath, problem: "is missing")
    case .valueNotFound(let type, let context):
      self = .invalid(file, key: context.codingPath.shownPath, problem: "must be \(Self.name(of: type)), not null")
    case .typeMismatch(let type, let context):
      self = .invalid(file, key: context.codingPath.shownPath, problem: "must be \(Self.name(of: type))")
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      // Without a key the decoder stumbled over the text itself, or over a number that no Swift type holds.
      self = .notJSON(file, reason: JSONSyntax.firstMistake(in: bytes)?.description ?? "a number is out of range")
    case .dataCorrupted(let context):
      self = .invalid(file, key: context.codingPath.shownPath, problem: context.debugDescription)
    @unknown default:
      self = .notJSON(file, reason: "the decoder gives no reason")
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Int.Type: "a whole number"
    case is Float.Type, is Double.Type: "a number"
    case is any UnkeyedKind.Type: "a list"
    default: "an object in braces"
    }
  }
}

/// Types that JSON writes as lists.
private protocol UnkeyedKind {}

extension Array: UnkeyedKind {}
