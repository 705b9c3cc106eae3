internal import GenerativeModels
internal import Imaging

/// What a classifier says of pictures that come one after another.
struct PictureProbabilities {
  let classifier: AttributeClassifier
  /// The probabilities so far, shape [n, m], in the order in which pictures came.
  private(set) var values: [Float] = []
  private var pending: [PlanarImage] = []

  init(_ classifier: AttributeClassifier) { self.classifier = classifier }

  mutating func add(_ picture: PlanarImage) throws {
    pending.append(picture)
    if pending.count == 64 { try flush() }
  }

  /// Classifies what is left; after this all pictures have their probabilities.
  mutating func flush() throws {
    guard !pending.isEmpty else { return }
    values += try classifier.probabilities(of: ImageBatch(pending)).values
    pending = []
  }

  /// The probabilities of an attribute; nil where the classifier does not tell it.
  subscript(name: String) -> [Double]? {
    let count = classifier.labels.count
    return classifier.labels.firstIndex(of: name).map { label in
      stride(from: label, to: values.count, by: count).map { Double(values[$0]) }
    }
  }
}
