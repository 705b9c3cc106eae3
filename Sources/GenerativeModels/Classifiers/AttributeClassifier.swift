#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import Imaging
internal import LatentGeometry

/// A classifier that tells the attributes of pictures.
///
/// ```swift
/// let classifier = try AttributeClassifier(named: "portraits-classifier")
/// let smiling = try classifier.probabilities(of: pictures)["Smiling"]
/// ```
///
/// All calls are synchronous and may be made from several threads at once.
public final class AttributeClassifier: Sendable {
  /// What the classifier is called.
  public let name: String
  /// The names of the attributes.
  public let labels: [String]
  /// The size of the pictures that it takes.
  public let imageShape: ImageShape
  /// How a photograph becomes a picture that it takes.
  public let preparation: ImagePreparation
  /// SHA-256 of its file, 64 hexadecimal digits.
  public let hash: String

  private let range: ValueRange
  private let graph: BatchGraph

  /// A classifier by its package's name, or by the path of its folder.
  ///
  /// - Parameters:
  ///   - name: A package's name in one of the ``ModelLibrary``'s folders; or the path of a package's folder.
  ///   - options: Threads and device.
  /// - Throws: ``ModelPackageError``, ``GraphError``, ``OnnxRuntimeError`` or a `FileError`.
  public convenience init(named name: String, options: SessionOptions = SessionOptions()) throws {
    try self.init(package: ModelLibrary().package(named: name), options: options)
  }

  /// The classifier in a package of its own.
  ///
  /// - Parameters:
  ///   - folder: A folder whose `model.json` has the family `classifier`.
  ///   - options: Threads and device.
  /// - Throws: ``ModelPackageError``, ``GraphError``, ``OnnxRuntimeError`` or a `FileError`.
  public convenience init(package folder: URL, options: SessionOptions = SessionOptions()) throws {
    let package = try ClassifierPackage(folder: folder)
    try self.init(
      package.classifier,
      name: package.name,
      image: package.image,
      preparation: package.preprocess,
      folder: folder,
      options: options
    )
  }

  /// The classifier in a file without a package, for pictures of a model: of its size, range and layout.
  ///
  /// - Parameters:
  ///   - file: An ONNX file with one input and one output.
  ///   - labels: What its outputs tell, in order, at least one.
  ///   - model: Whose pictures it takes.
  ///   - options: Threads and device.
  /// - Throws: ``GraphError``, ``OnnxRuntimeError`` or a `FileError`.
  public convenience init(
    file: URL,
    labels: [String],
    picturesOf model: GenerativeModel,
    options: SessionOptions = SessionOptions()
  ) throws {
    let name = file.deletingPathExtension().lastPathComponent
    try self.init(
      ModelPackage.Classifier(
        file: file.lastPathComponent,
        sha256: FileDigest.sha256(of: file),
        labels: labels
      ),
      name: name,
      image: model.package.image,
      preparation: model.preparation,
      folder: file.deletingLastPathComponent(),
      options: options
    ) { key in .flag(key == "classifier.labels" ? "--classifier-labels" : "--classifier") }
  }

  /// The classifier of a file; `setting` says what a person corrects where the file is not what a key says.
  init(
    _ classifier: ModelPackage.Classifier,
    name: String,
    image: ModelPackage.Image,
    preparation: ImagePreparation,
    folder: URL,
    options: SessionOptions,
    setting: ((String) -> ModelSetting)? = nil
  ) throws {
    self.name = name
    labels = classifier.labels
    imageShape = image.shape
    self.preparation = preparation
    hash = classifier.sha256
    range = image.range
    let file = folder.appendingPathComponent(classifier.file)
    let description = folder.appendingPathComponent(ModelPackage.fileName)
    let setting = setting ?? { .key($0, in: description) }
    try FileDigest.verify(file, sha256: classifier.sha256)
    let session = try OnnxSession(file: file, options: options, runtime: OnnxRuntime.find())
    let plan = GraphPlan(
      file: file,
      sha256: classifier.sha256,
      input: GraphPlan.Port(
        // Where no name is given, only one is possible; anything else is an error that lists what there is.
        name: classifier.input ?? Self.onlyName(session.graph.inputs),
        content: .image(image.shape, image.layout),
        nameSetting: setting("classifier.input"),
        sizeSetting: setting("image.width, height, channels or layout")
      ),
      outputs: [
        GraphPlan.Port(
          name: classifier.output ?? Self.onlyName(session.graph.outputs),
          content: .latent([classifier.labels.count]),
          nameSetting: setting("classifier.output"),
          sizeSetting: setting("classifier.labels")
        )
      ],
      constants: [:]
    )
    graph = try BatchGraph(plan, session: session)
  }

  private static func onlyName(_ tensors: [TensorDescription]) -> String { tensors.count == 1 ? tensors[0].name : "" }

  /// What the file wants and gives.
  public var graphDescription: GraphDescription { graph.session.graph }

  /// The attributes of pictures.
  ///
  /// - Parameters:
  ///   - images: Shape [n, c, h, w] with the classifier's ``imageShape``, values in [0, 1].
  ///   - batch: How many are run at once, at least 1.
  /// - Returns: Shape [n, m].
  /// - Throws: ``ModelError`` for pictures of another size and for results that are no probabilities, ``GraphError``.
  public func probabilities(of images: ImageBatch, batch: Int = 64) throws -> AttributeProbabilities {
    let shape = ImageShape(channels: images.channels, height: images.height, width: images.width)
    guard shape == imageShape else {
      throw ModelError.wrongImageSize(model: name, expected: imageShape, actual: shape)
    }
    let (size, m) = (shape.count, labels.count)
    var values = [Float](repeating: 0, count: images.count * m)
    try values.withUnsafeMutableBufferPointer { values in
      try images.samples.withUnsafeBufferPointer { samples in
        for rows in GenerativeModel.batches(of: batch, in: images.count) {
          let results = UnsafeMutableBufferPointer(rebasing: values[rows.lowerBound * m..<rows.upperBound * m])
          let chunk = UnsafeBufferPointer(rebasing: samples[rows.lowerBound * size..<rows.upperBound * size])
          try graph.run(images: chunk, rows: rows.count, shape: shape, range: range, into: [results])
        }
      }
    }
    if let index = values.withUnsafeBufferPointer({ FiniteCheck.firstFailure(in: $0) }) {
      throw ModelError.notFinite(model: name, result: "classification", row: index / m)
    }
    // A sigmoid in half precision may leave the interval by a rounding.
    if let index = values.firstIndex(where: { !(-0.001...1.001).contains($0) }) {
      throw ModelError.notProbability(classifier: name, row: index / m, value: values[index])
    }
    return AttributeProbabilities(labels: labels, values: values)
  }
}

extension GenerativeModel {
  /// The classifier that the model's package names, opened now.
  ///
  /// - Parameter options: Threads and device.
  /// - Returns: The classifier; nil where the package names none.
  /// - Throws: ``ModelPackageError``, ``GraphError``, ``OnnxRuntimeError``, a `FileError`, or
  ///   ``ModelError/classifierSize(model:shape:classifier:classifierShape:)``.
  public func classifier(options: SessionOptions = SessionOptions()) throws -> AttributeClassifier? {
    guard let folder, let source = package.classifier else { return nil }
    switch source {
    case .file(let classifier):
      return try AttributeClassifier(
        classifier,
        name: name,
        image: package.image,
        preparation: package.preprocess,
        folder: folder,
        options: options
      )
    case .package(let other):
      let classifier = try AttributeClassifier(package: Self.classifierFolder(other, beside: folder), options: options)
      guard classifier.imageShape == imageShape else {
        throw ModelError.classifierSize(
          model: name,
          shape: imageShape,
          classifier: other,
          classifierShape: classifier.imageShape
        )
      }
      return classifier
    }
  }

  /// The folder of a classifier's package: beside the model's, or in the library.
  static func classifierFolder(_ name: String, beside folder: URL) throws -> URL {
    let sibling = folder.standardizedFileURL.deletingLastPathComponent().appendingPathComponent(name)
    let description = sibling.appendingPathComponent(ModelPackage.fileName)
    if FileManager.default.fileExists(atPath: description.path) { return sibling }
    return try ModelLibrary().package(named: name)
  }
}
