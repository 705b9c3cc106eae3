public import SafeFiles

/// What can be wrong with labels, vectors and what is asked of them.
public enum AttributeError: ExplainedError, Equatable {
  /// There is no such attribute.
  case unknownAttribute(String, known: [String])
  /// All items have the attribute, or none has; there is nothing to tell apart.
  case allEqual(String, isPresent: Bool, count: Int)
  /// No item is in a cell that the method needs.
  case emptyCell(String, fitting: String)
  /// Labels of another number than the latents'.
  case labelCount(labels: Int, items: Int)
  /// A vector of another width than the latents'.
  case width(name: String, found: Int, expected: Int, of: String)
  /// A vector without a direction: it is 0, or not finite.
  case noDirection(String)
  /// A score that is not a number, or infinite.
  case badScore(String, item: Int)
  /// A vector of another model.
  case otherModel(name: String, model: String, expected: String)
  /// The classifier does not tell the attribute.
  case classifierLacks(String, classifier: String, known: [String])
  /// Labels of attributes that determine each other, so that their vectors cannot be told apart.
  case dependent(String, reason: String)
  /// An option has a value that cannot be used.
  case invalid(option: String, reason: String)
  /// Vectors, or a file of some, that are not there.
  case missingVectors(FileError)
  /// A file of vectors that cannot be used.
  case vectorFile(path: String, reason: String)
  /// liblinear cannot be opened.
  case libraryMissing(reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .unknownAttribute, .invalid, .classifierLacks: .usage
    case .allEqual, .emptyCell, .labelCount, .width, .noDirection, .badScore, .otherModel, .dependent, .vectorFile:
      .badData
    case .missingVectors: .missingInput
    case .libraryMissing: .missingLibrary
    }
  }

  /// One sentence with the attribute, cell or file and the cure.
  public var description: String {
    switch self {
    case .unknownAttribute(let name, let known):
      "there is no attribute \(name); \(NameSuggestion.sentence(for: name, among: known))"
    case .allEqual(let name, let isPresent, let count):
      "\(name): \(isPresent ? "all" : "none") of the \(count) labelled items \(isPresent ? "have" : "has") it, so there is no "
        + "difference to learn; take other items, or another attribute"
    case .emptyCell(let cell, let name):
      "\(name): no item has \(cell), and a balance over these attributes needs some; balance over fewer, add such "
        + "items, or use --method least-squares, which needs no full cells"
    case .labelCount(let labels, let items):
      "there are \(labels) labels for \(items) latents; every latent needs one"
    case .width(let name, let found, let expected, let owner):
      "\(name): it has \(found.counted("number")) and \(owner) has \(expected); use vectors of the same model"
    case .noDirection(let name):
      "\(name): the vector is 0 or has numbers that are not finite, so it points nowhere; fit it anew"
    case .badScore(let name, let item):
      "\(name): the score of item \(item) is not a finite number; look at its latent with `sextant latents stats`"
    case .otherModel(let name, let model, let expected):
      "\(name): it was made with the model \(model), and this is \(expected); fit it anew on a set of this model"
    case .classifierLacks(let name, let classifier, let known):
      "the classifier \(classifier) does not tell \(name); \(NameSuggestion.sentence(for: name, among: known))"
    case .dependent(let name, let reason):
      "\(name): \(reason)"
    case .invalid(let option, let reason):
      "\(option): \(reason)"
    case .missingVectors(let error):
      error.description
    case .vectorFile(let path, let reason):
      "\(path): \(reason)"
    case .libraryMissing(let reason):
      "liblinear cannot be opened (\(reason)); install it: apt-get install liblinear4"
    }
  }
}
