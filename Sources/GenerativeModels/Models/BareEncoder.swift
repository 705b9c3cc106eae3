#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What is found out about an encoder of which only its decoder is known.
struct BareEncoder {
  /// What was found, as a plan.
  let plan: GraphPlan
  /// The graph, checked against the plan.
  let graph: BatchGraph

  /// Finds the parts of an encoder.
  ///
  /// - Parameters:
  ///   - session: The encoder.
  ///   - decoder: What is known of the decoder.
  ///   - options: What else is known.
  ///   - constants: Those of the constants that are for this graph.
  /// - Throws: ``BareModelError`` or ``GraphError``.
  init(
    _ session: OnnxSession,
    decoder: BareDecoder,
    options: BareModelOptions,
    constants: [String: ConstantValue]
  ) throws {
    let input = try Self.imageInput(of: session, options)
    let (mean, logVariance) = try Self.outputs(of: session, options)
    func latents(_ name: String, _ flag: String) -> GraphPlan.Port {
      GraphPlan.Port(
        name: name,
        content: .latent(decoder.latentShape),
        nameSetting: .flag(flag),
        sizeSetting: .flag(flag)
      )
    }
    // An encoder may have been exported with another order of samples than its decoder.
    let layout = options.layout ?? ImageLayout.detected(in: input.dimensions, for: decoder.imageShape)
    plan = GraphPlan(
      file: session.file,
      sha256: nil,
      input: GraphPlan.Port(
        name: input.name,
        content: .image(decoder.imageShape, layout),
        nameSetting: .flag("--image-input"),
        sizeSetting: .flag("--encoder, which must belong to the decoder")
      ),
      outputs: [latents(mean, "--mean-output")] + (logVariance.map { [latents($0, "--logvar-output")] } ?? []),
      constants: constants,
      condition: options.condition(
        of: session,
        model: decoder.plan.condition?.model ?? options.name(of: session.file)
      )
    )
    graph = try BatchGraph(plan, session: session)
  }

  private static func imageInput(of session: OnnxSession, _ options: BareModelOptions) throws -> TensorDescription {
    let inputs = session.graph.inputs
    if let name = options.imageInput {
      guard let tensor = session.graph.input(named: name) else {
        throw GraphError.noInput(session.file, name: name, offered: inputs, setting: .flag("--image-input"))
      }
      return tensor
    }
    let candidates = inputs.filter { $0.isFloatingPoint && !options.isExtra($0.name) }
    return try BareDecoder.only(candidates, of: inputs, session.file, "the input for pictures", "--image-input")
  }

  /// The outputs with means and, where there is one, with the logarithm of the variance.
  private static func outputs(
    of session: OnnxSession,
    _ options: BareModelOptions
  ) throws -> (mean: String, logVariance: String?) {
    let outputs = session.graph.outputs
    for (name, flag) in [(options.meanOutput, "--mean-output"), (options.logVarianceOutput, "--logvar-output")] {
      guard let name, session.graph.output(named: name) == nil else { continue }
      throw GraphError.noOutput(session.file, name: name, offered: outputs, setting: .flag(flag))
    }
    let numbers = outputs.filter(\.isFloatingPoint)
    var logVariance = options.logVarianceOutput
    if logVariance == nil {
      let named = numbers.filter { $0.name != options.meanOutput && isLogVariance($0.name) }
      if named.count > 1 {
        let part = "the output with the logarithm of the variance"
        throw BareModelError.ambiguous(session.file, part: part, candidates: named, flag: "--logvar-output")
      }
      logVariance = named.first?.name
    }
    if let mean = options.meanOutput { return (mean, logVariance) }
    let others = numbers.filter { $0.name != logVariance }
    let named = others.filter { isMean($0.name) }
    let candidates = named.isEmpty ? others : named
    let part = "the output with latents"
    return (
      try BareDecoder.only(candidates, of: outputs, session.file, part, "--mean-output").name, logVariance
    )
  }

  /// Whether a name is one that exporters give to log σ², such as `z_log_var`.
  static func isLogVariance(_ name: String) -> Bool {
    String(name.lowercased().filter(\.isLetter)).contains("logvar")
  }

  /// Whether a name is one that exporters give to μ, such as `z_mean` or `mu`.
  static func isMean(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }
    return words.contains { $0 == "mu" } || name.lowercased().contains("mean")
  }
}
