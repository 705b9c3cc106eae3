import ArgumentParser
import Diagrams
import GenerativeModels
import Imaging
import LatentGeometry

/// The model: a package, or a bare pair of ONNX files with what their graphs do not say.
struct ModelFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A model package by name or folder; give it again for more models where a verb takes several.",
      valueName: "name|dir"
    )
  )
  var model: [String] = []

  @Option(name: .long, help: ArgumentHelp("A decoder without a package.", valueName: "file.onnx"))
  var decoder: String?

  @Option(name: .long, help: ArgumentHelp("The encoder that belongs to --decoder.", valueName: "file.onnx"))
  var encoder: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A value for an extra input of the model: NAME=NUMBER or NAME=NUMBER,NUMBER,…",
      valueName: "name=value"
    )
  )
  var constant: [String] = []

  @OptionGroup(title: "Model without a package") var bare: BareModelFlags

  func validate() throws {
    if decoder != nil, !model.isEmpty { throw ValidationError("--model and --decoder exclude each other: give one") }
    if decoder == nil {
      if encoder != nil { throw ValidationError("--encoder goes with --decoder: give both") }
      if let flag = bare.firstGiven {
        throw ValidationError("\(flag) describes a model without a package: it goes with --decoder")
      }
    }
  }

  /// The models named, or nil where none is.
  func references() throws -> [ModelReference]? {
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
  func requireOne() throws -> ModelReference {
    guard let references = try references() else { throw RequestError.missingModel }
    guard references.count == 1 else {
      throw RequestError.invalid(
        option: "--model",
        reason: "this verb takes one model and \(references.count) were named"
      )
    }
    return references[0]
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

/// What the graphs of a bare ONNX pair do not say; all of it is found out or assumed where it can be.
struct BareModelFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the decoder was trained on: gaussian[:MEAN,SD] (assumed), uniform[:LOW,HIGH], sphere:RADIUS or "
        + "truncated-gaussian:BOUND[,MEAN,SD].",
      valueName: "prior"
    )
  )
  var prior: String?

  @Option(name: .long, help: ArgumentHelp("The shape of one latent, such as 512 or 4,32,32.", valueName: "shape"))
  var latentShape: String?

  @Option(name: .long, help: ArgumentHelp("The size of the pictures: CHANNELS,HEIGHT,WIDTH.", valueName: "shape"))
  var imageShape: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The numbers that mean black and white, as in --image-range=-1,1 (assumed: 0,1).",
      valueName: "low,high"
    )
  )
  var imageRange: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Whether channels come before rows and columns, or after.", valueName: "layout")
  )
  var layout: ImageLayout?

  @Option(
    name: .long,
    help: ArgumentHelp("Cut this square out of the middle of photographs first.", valueName: "pixels")
  )
  var centerCrop: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How photographs are resized (default: lanczos3).",
      valueName: "filter"
    )
  )
  var resize: ResampleFilter?

  @Option(name: .long, help: ArgumentHelp("The decoder's input for latents.", valueName: "name"))
  var latentInput: String?

  @Option(name: .long, help: ArgumentHelp("The decoder's output with pictures.", valueName: "name"))
  var imageOutput: String?

  @Option(name: .long, help: ArgumentHelp("The encoder's input for pictures.", valueName: "name"))
  var imageInput: String?

  @Option(name: .long, help: ArgumentHelp("The encoder's output with means.", valueName: "name"))
  var meanOutput: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The encoder's output with the logarithm of the variance.", valueName: "name")
  )
  var logvarOutput: String?

  /// The first flag that was given, for a message.
  var firstGiven: String? {
    let given: [(String, Bool)] = [
      ("--prior", prior != nil), ("--latent-shape", latentShape != nil), ("--image-shape", imageShape != nil),
      ("--image-range", imageRange != nil), ("--layout", layout != nil), ("--center-crop", centerCrop != nil),
      ("--resize", resize != nil), ("--latent-input", latentInput != nil), ("--image-output", imageOutput != nil),
      ("--image-input", imageInput != nil), ("--mean-output", meanOutput != nil),
      ("--logvar-output", logvarOutput != nil),
    ]
    return given.first { $0.1 }?.0
  }

  /// The flags as the library takes them.
  func options() throws -> BareModelOptions {
    var options = BareModelOptions(
      layout: layout,
      latentInput: latentInput,
      imageOutput: imageOutput,
      imageInput: imageInput,
      meanOutput: meanOutput,
      logVarianceOutput: logvarOutput
    )
    if let prior {
      do {
        options.prior = try Prior(parsing: prior)
      } catch {
        throw ValidationError("--prior \(prior): \(error)")
      }
    }
    if let latentShape { options.latentShape = try Self.extents(latentShape, of: "--latent-shape") }
    if let imageShape {
      let extents = try Self.extents(imageShape, of: "--image-shape")
      guard extents.count == 3 else {
        throw ValidationError("--image-shape \(imageShape): write CHANNELS,HEIGHT,WIDTH, such as 3,64,64")
      }
      options.imageShape = ImageShape(channels: extents[0], height: extents[1], width: extents[2])
    }
    if let imageRange {
      let numbers = imageRange.split(separator: ",").compactMap { Float($0) }
      guard numbers.count == 2, let range = ValueRange(low: numbers[0], high: numbers[1]) else {
        throw ValidationError(
          "--image-range \(imageRange): write LOW,HIGH with LOW below HIGH, as in --image-range=-1,1"
        )
      }
      options.imageRange = range
    }
    options.preparation = try preparation()
    return options
  }

  private func preparation() throws -> ImagePreparation {
    var preparation = ImagePreparation()
    if let centerCrop {
      guard centerCrop >= 1 else { throw ValidationError("--center-crop \(centerCrop): at least 1 pixel is needed") }
      preparation.crop = .center(centerCrop)
    }
    if let resize { preparation.filter = resize }
    return preparation
  }

  private static func extents(_ text: String, of flag: String) throws -> [Int] {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false)
    let extents = fields.compactMap { Int($0) }.filter { (1...1_000_000).contains($0) }
    guard !extents.isEmpty, extents.count == fields.count else {
      throw ValidationError("\(flag) \(text): write whole numbers above 0 with commas between them")
    }
    return extents
  }
}
