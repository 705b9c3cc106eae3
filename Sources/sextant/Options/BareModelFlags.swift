import ArgumentParser
import GenerativeModels
import Imaging

/// What the graphs of a bare ONNX pair do not say; all of it is found out or assumed where it can be.
struct BareModelFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The shape of one latent, such as 512 or 4,32,32 (default: what the graph says).",
      valueName: "shape"
    )
  )
  var latentShape: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The size of the pictures: CHANNELS,HEIGHT,WIDTH (default: what the graph says).",
      valueName: "shape"
    )
  )
  var imageShape: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "The numbers that mean black and white, as in --image-range=-1,1 (assumed: 0,1).",
      valueName: "low,high"
    )
  )
  var imageRange: String?

  @Option(
    name: .customLong("image-layout"),
    help: ArgumentHelp(
      "Whether channels come before rows and columns, or after (default: what the graph says).",
      valueName: "layout"
    )
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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The input for --condition, of the encoder too where it has one of this name.",
      valueName: "name"
    )
  )
  var conditionInput: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What a condition's numbers mean: label or embedding (default: whole numbers are labels, others embeddings).",
      valueName: "kind"
    )
  )
  var conditionKind: ModelPackage.Condition.Kind?

  @Option(
    name: .long,
    help: ArgumentHelp("The shape of one condition, such as 10, where the graph leaves it open.", valueName: "shape")
  )
  var conditionShape: String?

  @Option(
    name: .customLong("condition-classes"),
    help: ArgumentHelp("The names of a label's classes, in the order of their numbers.", valueName: "name,name,…")
  )
  var conditionClasses: String?

  /// The first flag that was given, for a message.
  var firstGiven: String? {
    let given: [(String, Bool)] = [
      ("--latent-shape", latentShape != nil), ("--image-shape", imageShape != nil),
      ("--image-range", imageRange != nil), ("--image-layout", layout != nil), ("--center-crop", centerCrop != nil),
      ("--resize", resize != nil), ("--latent-input", latentInput != nil), ("--image-output", imageOutput != nil),
      ("--image-input", imageInput != nil), ("--mean-output", meanOutput != nil),
      ("--logvar-output", logvarOutput != nil), ("--condition-input", conditionInput != nil),
      ("--condition-kind", conditionKind != nil), ("--condition-shape", conditionShape != nil),
      ("--condition-classes", conditionClasses != nil),
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
      logVarianceOutput: logvarOutput,
      conditionInput: conditionInput,
      conditionKind: conditionKind
    )
    try applyCondition(to: &options)
    if let latentShape { options.latentShape = try Self.extents(latentShape, of: "--latent-shape") }
    if let imageShape {
      let extents = try Self.extents(imageShape, of: "--image-shape")
      guard extents.count == 3 else {
        throw ValidationError("--image-shape \(imageShape): write CHANNELS,HEIGHT,WIDTH, such as 3,64,64")
      }
      options.imageShape = ImageShape(channels: extents[0], height: extents[1], width: extents[2])
    }
    if let imageRange {
      let fields = imageRange.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = fields.compactMap { Float($0) }
      guard fields.count == 2, numbers.count == 2, let range = ValueRange(low: numbers[0], high: numbers[1]) else {
        throw ValidationError(
          "--image-range \(imageRange): write LOW,HIGH with LOW below HIGH, as in --image-range=-1,1"
        )
      }
      options.imageRange = range
    }
    options.preparation = try preparation()
    return options
  }

  private func applyCondition(to options: inout BareModelOptions) throws {
    let details = [
      ("--condition-kind", conditionKind != nil), ("--condition-shape", conditionShape != nil),
      ("--condition-classes", conditionClasses != nil),
    ]
    if conditionInput == nil, let flag = details.first(where: { $0.1 })?.0 {
      throw ValidationError("\(flag) describes the input that --condition-input names: give both")
    }
    if let conditionShape { options.conditionShape = try Self.extents(conditionShape, of: "--condition-shape") }
    guard let conditionClasses else { return }
    let names = conditionClasses.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains(""), Set(names).count == names.count else {
      throw ValidationError("--condition-classes \(conditionClasses): write names with commas between them, each once")
    }
    guard conditionKind != .embedding else {
      throw ValidationError("--condition-classes are for labels: leave them out, or --condition-kind embedding")
    }
    options.conditionClasses = names
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
