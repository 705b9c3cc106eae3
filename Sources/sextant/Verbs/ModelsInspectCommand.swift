import ArgumentParser
import Diagrams
import EncodedSets
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant models inspect`.
struct ModelsInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a model is, open its graphs and check its files."
  )

  @Argument(help: "A package by name or folder; the same as --model (default: portraits-vae).", completion: .models)
  var package: String?

  @OptionGroup(title: "Model") var model: ModelFlags<StandardModel>
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    var flags = model
    if let package { flags.model.append(package) }
    try flags.validate()
    if flags.model.count == 1, try inspectClassifier(flags.model[0]) { return }
    let model = try flags.requireOne(bare).open(session: execution.session)
    try model.verifyFiles()
    let decoder = try model.decoderGraph()
    let encoder = try model.encoderGraph()
    let conditions = [try model.decoderCondition(), try model.encoderCondition()].compactMap { $0 }
    for condition in conditions {
      if let standard = condition.standard { _ = try condition.row(for: standard) }
    }
    if reporting.json {
      try JSONReport.print(
        ModelReport(
          package: model.package,
          metrics: model.folder.flatMap { PackageMetrics(folder: $0) },
          hash: model.hash,
          assumptions: model.assumptions,
          decoder: Graph(decoder),
          encoder: encoder.map(Graph.init)
        )
      )
      return
    }
    for sentence in model.assumptions { reporting.note(sentence) }
    for line in try lines(model, decoder: decoder, encoder: encoder) { try Console.data(line) }
  }

  /// Shows a classifier's package.
  ///
  /// - Returns: False where the name is not that of a classifier.
  private func inspectClassifier(_ name: String) throws -> Bool {
    // What is wrong with a name is said where a generative model is opened.
    guard let folder = try? ModelLibrary().package(named: name),
      case .classifier(let package) = try PackageDescription(folder: folder)
    else { return false }
    let flags = [("--constant", !model.constant.isEmpty), ("--prior", model.prior != nil)]
    if let flag = bare.firstGiven ?? flags.first(where: { $0.1 })?.0 {
      throw ValidationError("\(flag) goes with a model that draws, and \(name) is a classifier: leave it out")
    }
    let classifier = try AttributeClassifier(package: folder, options: execution.session)
    let graph = classifier.graphDescription
    if reporting.json {
      try JSONReport.print(
        ClassifierReport(package: package, metrics: PackageMetrics(folder: folder), graph: Graph(graph))
      )
      return true
    }
    var lines = [
      "name         \(package.name)",
      "family       \(ClassifierPackage.family)",
      "license      \(package.license)",
      "source       \(package.source)",
      "image        \(classifier.imageShape), values \(package.image.range)",
      "preparation  \(package.preprocess)",
      "classifier   \(package.classifier.file)",
    ]
    lines += signature(graph)
    lines.append("labels       \(classifier.labels.joined(separator: ", "))")
    if let metrics = PackageMetrics(folder: folder) { lines.append("quality      \(metrics.summary)") }
    lines.append("hash         \(classifier.hash)")
    for line in lines { try Console.data(line) }
    return true
  }

  private func lines(_ model: GenerativeModel, decoder: GraphDescription, encoder: GraphDescription?) throws -> [String]
  {
    let package = model.package
    let law = model.prior.lengthLaw(dimension: model.latentDimension)
    var lines = [
      "name         \(model.name)",
      "family       \(model.family.rawValue)",
      "license      \(package.license)",
      "source       \(package.source)",
      "latent       [\(model.latentShape.map(String.init).joined(separator: ", "))]",
      "prior        \(model.prior), mean length \(law.mean.rounded(toPlaces: 3)) "
        + "(sd \(law.standardDeviation.rounded(toPlaces: 3)))",
      "image        \(model.imageShape), values \(package.image.range)",
      "preparation  \(model.preparation)",
      "decoder      \(package.decoder.file)",
    ]
    lines += signature(decoder)
    if let condition = try model.decoderCondition() { lines.append("condition    \(condition.summary)") }
    if let encoder, let file = package.encoder?.file {
      lines.append("encoder      \(file), \(model.hasLogVariance ? "mean and variance" : "mean only")")
      lines += signature(encoder)
      if let condition = try model.encoderCondition() { lines.append("condition    \(condition.summary)") }
    } else {
      lines.append("encoder      none")
    }
    switch package.classifier {
    case .file(let classifier):
      lines.append("classifier   \(classifier.file), \(classifier.labels.count.counted("label"))")
    case .package(let name): lines.append("classifier   \(name), a package of its own")
    case nil: break
    }
    if let metrics = model.folder.flatMap({ PackageMetrics(folder: $0) }) {
      lines.append("quality      \(metrics.summary)")
    }
    lines.append("hash         \(model.hash)")
    return lines
  }

  private func signature(_ graph: GraphDescription) -> [String] {
    graph.inputs.map { "             takes \($0)" } + graph.outputs.map { "             gives \($0)" }
  }
}

/// What `--json` prints of a classifier.
private struct ClassifierReport: Encodable {
  let package: ClassifierPackage
  let metrics: PackageMetrics?
  let graph: Graph
}

/// What `--json` prints of a model.
private struct ModelReport: Encodable {
  let package: ModelPackage
  let metrics: PackageMetrics?
  let hash: String
  let assumptions: [String]
  let decoder: Graph
  let encoder: Graph?
}

/// The inputs and outputs of a graph; null for an extent that the graph leaves open.
private struct Graph: Encodable {
  struct Tensor: Encodable {
    let name: String
    let type: String
    let shape: [Int?]

    init(_ tensor: TensorDescription) {
      name = tensor.name
      type = tensor.element?.description ?? "unsupported"
      shape = tensor.dimensions
    }
  }

  let inputs: [Tensor]
  let outputs: [Tensor]

  init(_ graph: GraphDescription) {
    inputs = graph.inputs.map(Tensor.init)
    outputs = graph.outputs.map(Tensor.init)
  }
}
