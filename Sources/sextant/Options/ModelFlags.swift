import EncodedSets
import ArgumentParser
import Diagrams
import GenerativeModels

/// Which model a verb takes where none is named, in words for its help.
protocol ModelDefault {
  static var words: String { get }
}

/// The bundled autoencoder.
enum StandardModel: ModelDefault {
  static let words = "portraits-vae"
}

/// The model that a set was encoded with.
enum SetModel: ModelDefault {
  static let words = "that of --set, else portraits-vae"
}

/// The model: a package, or a bare pair of ONNX files with what their graphs do not say.
struct ModelFlags<Default: ModelDefault>: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A model package by name or folder (default: \(Default.words)); give it again for more models where a verb takes several.",
      valueName: "name|dir"
    ),
    completion: .models
  )
  var model: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A decoder without a package.", valueName: "file.onnx"),
    completion: .file(extensions: ["onnx"])
  )
  var decoder: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The encoder that belongs to --decoder.", valueName: "file.onnx"),
    completion: .file(extensions: ["onnx"])
  )
  var encoder: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A value for an extra input of the model: NAME=NUMBER or NAME=NUMBER,NUMBER,…",
      valueName: "name=value"
    )
  )
  var constant: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Another prior than the model's own: \(PriorText.forms); what a bare decoder was trained on (assumed: gaussian).",
      valueName: "prior"
    )
  )
  var prior: PriorText?

  func validate() throws {
    try prior?.validate()
    if decoder != nil, !model.isEmpty { throw ValidationError("--model and --decoder exclude each other: give one") }
    if decoder == nil, encoder != nil { throw ValidationError("--encoder goes with --decoder: give both") }
  }

  /// The models named, or nil where none is; whatever ``prior`` says has yet to be put into them.
  ///
  /// - Parameter bare: What is said of a model without a package.
  /// - Returns: At least one reference.
  /// - Throws: `ValidationError` for flags that do not fit together.
  func references(_ bare: BareModelFlags) throws -> [ModelReference]? {
    if decoder == nil, let flag = bare.firstGiven {
      throw ValidationError("\(flag) describes a model without a package: it goes with --decoder")
    }
    let constants = try parsedConstants()
    if let decoder {
      var options = try bare.options()
      options.constants = constants
      return [.bare(decoder: decoder, encoder: encoder, options: options)]
    }
    guard !model.isEmpty else {
      guard constants.isEmpty else { throw ValidationError("--constant needs --model or --decoder beside it") }
      return nil
    }
    return model.map { .package($0, constants: constants) }
  }

  /// The one model of a verb that takes no more.
  ///
  /// - Parameter bare: What is said of a model without a package.
  /// - Returns: The standard model's where none is named.
  /// - Throws: ``RequestError`` where several are named, and what ``references(_:)`` throws.
  func requireOne(_ bare: BareModelFlags) throws -> ModelReference {
    let references = try withPrior(references(bare) ?? [.standard])
    guard references.count == 1 else {
      throw RequestError.invalid(
        option: "--model",
        reason: "this verb takes one model and \(references.count) were named"
      )
    }
    return references[0]
  }

  /// Models with the prior that was named, where one was.
  func withPrior(_ references: [ModelReference]) throws -> [ModelReference] {
    guard let prior = try prior?.reference() else { return references }
    return references.map { $0.with(prior: prior) }
  }

  private func parsedConstants() throws -> [String: ConstantValue] {
    var constants: [String: ConstantValue] = [:]
    for text in constant {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let value = ConstantValue(parsing: String(parts[1])) else {
        throw ValidationError("--constant \(text): write NAME=NUMBER or NAME=NUMBER,NUMBER,…")
      }
      constants[String(parts[0])] = value
    }
    return constants
  }
}
