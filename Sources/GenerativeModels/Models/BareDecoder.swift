#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import LatentGeometry
internal import SafeFiles

/// What is found out about a decoder of which nothing is known but its file.
struct BareDecoder {
  /// The latents' shape.
  let latentShape: [Int]
  /// The size of the pictures.
  let imageShape: ImageShape
  /// The order of the samples.
  let layout: ImageLayout
  /// The numbers that stand for black and white.
  let range: ValueRange
  /// What was assumed, as sentences for people.
  let assumptions: [String]
  /// What was found, as a plan.
  let plan: GraphPlan
  /// The graph, checked against the plan.
  let graph: BatchGraph

  /// Opens a decoder and draws one picture where its graph leaves something open.
  ///
  /// - Parameters:
  ///   - session: The decoder.
  ///   - options: What is known.
  ///   - constants: Those of the constants that are for this graph.
  /// - Throws: ``BareModelError`` or ``GraphError``.
  init(_ session: OnnxSession, options: BareModelOptions, constants: [String: ConstantValue]) throws {
    let input = try Self.latentInput(of: session, options)
    let output = try Self.imageOutput(of: session, options)
    let latentShape = try options.latentShape ?? Self.latentShape(input, session.file)
    let latentPort = GraphPlan.Port(
      name: input.name,
      content: .latent(latentShape),
      nameSetting: .flag("--latent-input"),
      sizeSetting: .flag("--latent-shape")
    )
    let size = latentShape.reduce(1, *)
    if let width = options.prior?.dimension, width != size {
      throw BareModelError.priorWidth(session.file, prior: width, latent: size)
    }
    if let name = options.conditionInput, session.graph.input(named: name) == nil {
      let inputs = session.graph.inputs
      throw GraphError.noInput(session.file, name: name, offered: inputs, setting: .flag("--condition-input"))
    }
    var plan = GraphPlan(file: session.file, sha256: nil, input: latentPort, outputs: [], constants: constants)
    plan.condition = options.condition(of: session, model: options.name(of: session.file))

    let axes = output.dimensions.dropFirst()
    var extents = [(output.dimensions.first ?? nil) ?? 1] + axes.compactMap(\.self)
    var assumptions: [String] = []
    if output.dimensions.isEmpty || axes.contains(nil) || options.imageRange == nil {
      let copy = try Self.picture(try BatchGraph(plan, session: session), options, output.name)
      extents = copy.shape
      if options.imageRange == nil { assumptions.append(try Self.checkedRange(copy.values, session.file)) }
    }
    range = options.imageRange ?? .unit
    (imageShape, layout) = try Self.picture(extents, options, output.name, session.file)
    plan.outputs = [
      GraphPlan.Port(
        name: output.name,
        content: .image(imageShape, layout),
        nameSetting: .flag("--image-output"),
        sizeSetting: .flag(options.imageShape == nil ? "--image-layout" : "--image-shape")
      )
    ]
    self.latentShape = latentShape
    self.assumptions = assumptions
    self.plan = plan
    graph = try BatchGraph(plan, session: session)
  }

  // MARK: - Input and output

  private static func latentInput(of session: OnnxSession, _ options: BareModelOptions) throws -> TensorDescription {
    let inputs = session.graph.inputs
    if let name = options.latentInput {
      guard let tensor = session.graph.input(named: name) else {
        throw GraphError.noInput(session.file, name: name, offered: inputs, setting: .flag("--latent-input"))
      }
      return tensor
    }
    let candidates = inputs.filter { $0.isFloatingPoint && !options.isExtra($0.name) }
    return try only(candidates, of: inputs, session.file, "the input for latents", "--latent-input")
  }

  private static func imageOutput(of session: OnnxSession, _ options: BareModelOptions) throws -> TensorDescription {
    let outputs = session.graph.outputs
    if let name = options.imageOutput {
      guard let tensor = session.graph.output(named: name) else {
        throw GraphError.noOutput(session.file, name: name, offered: outputs, setting: .flag("--image-output"))
      }
      return tensor
    }
    // Where there are several outputs, only those with the four axes of pictures count.
    let numbers = outputs.filter(\.isFloatingPoint)
    let pictures = numbers.filter { $0.dimensions.count == 4 }
    let candidates = pictures.isEmpty ? numbers : pictures
    return try only(candidates, of: outputs, session.file, "the output with pictures", "--image-output")
  }

  /// The one candidate there is.
  static func only(
    _ candidates: [TensorDescription],
    of offered: [TensorDescription],
    _ file: URL,
    _ part: String,
    _ flag: String
  ) throws -> TensorDescription {
    guard let first = candidates.first else {
      throw BareModelError.none(file, part: part, offered: offered, flag: flag)
    }
    guard candidates.count == 1 else {
      throw BareModelError.ambiguous(file, part: part, candidates: candidates, flag: flag)
    }
    return first
  }

  /// The extents after the batch axis; all of them where there is only one.
  private static func latentShape(_ input: TensorDescription, _ file: URL) throws -> [Int] {
    let axes = input.dimensions.count > 1 ? Array(input.dimensions.dropFirst()) : input.dimensions
    let shape = axes.compactMap(\.self)
    guard !shape.isEmpty, shape.count == axes.count, shape.allSatisfy({ $0 >= 1 }) else {
      throw BareModelError.openLatentShape(file, input)
    }
    return shape
  }

  // MARK: - One picture

  /// A picture of a latent from the prior; as many as the graph takes at once.
  private static func picture(
    _ graph: BatchGraph,
    _ options: BareModelOptions,
    _ output: String
  ) throws -> TensorCopy {
    var rows = 1
    if case .fixed(let size) = graph.batch { rows = size }
    let latents = LatentGenerator(seed: 0)
      .sample(options.prior ?? .standardGaussian, count: rows, dimension: graph.input.count)
    return try latents.withUnsafeValues { try graph.probe($0, outputName: output) }
  }

  /// Where [0, 1] agrees with a picture, the sentence that says so.
  private static func checkedRange(_ values: [Float], _ file: URL) throws -> String {
    guard values.allSatisfy(\.isFinite) else {
      throw ModelError.notFinite(model: file.shownPath, result: "picture", row: 0)
    }
    let (lowest, highest) = (values.min() ?? 0, values.max() ?? 0)
    // Decoders that are trained on [0, 1] leave it by a little where their last layer does not bound them.
    guard lowest >= -0.05, highest <= 2 else {
      throw BareModelError.wrongRange(file, lowest: lowest, highest: highest)
    }
    return """
      the pictures' range is assumed to be 0,1 (one decoded picture goes from \(lowest) to \(highest)); \
      change it with --image-range
      """
  }

  /// Size and order of the pictures in a tensor of known extents.
  private static func picture(
    _ extents: [Int],
    _ options: BareModelOptions,
    _ output: String,
    _ file: URL
  ) throws -> (ImageShape, ImageLayout) {
    if let shape = options.imageShape {
      return (shape, options.layout ?? ImageLayout.detected(in: extents, for: shape) ?? .nchw)
    }
    guard extents.count == 4, extents.allSatisfy({ $0 >= 1 }) else {
      throw BareModelError.notAPicture(file, output: output, shape: extents)
    }
    let planes = ImageShape(channels: extents[1], height: extents[2], width: extents[3])
    let pixels = ImageShape(channels: extents[3], height: extents[1], width: extents[2])
    switch (options.layout, planes.hasKnownChannels, pixels.hasKnownChannels) {
    case (.nchw, true, _), (nil, true, false): return (planes, .nchw)
    case (.nhwc, _, true), (nil, false, true): return (pixels, .nhwc)
    case (nil, true, true): throw BareModelError.openLayout(file, output: output, shape: extents)
    default: throw BareModelError.notAPicture(file, output: output, shape: extents)
    }
  }
}

extension ImageShape {
  /// Whether the channels are grey or red, green, blue.
  fileprivate var hasKnownChannels: Bool { channels == 1 || channels == 3 }
}

extension TensorDescription {
  /// Whether the elements are numbers that latents and pictures can be.
  var isFloatingPoint: Bool { element?.isFloatingPoint ?? false }
}
