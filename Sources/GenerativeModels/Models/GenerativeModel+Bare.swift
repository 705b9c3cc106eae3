#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import Imaging
internal import LatentGeometry

extension GenerativeModel {
  /// The model in a decoder's ONNX file and, where there is one, an encoder's, without a package.
  ///
  /// Names, types and shapes are read from the graphs, which are opened at once. Where they leave something open, one
  /// latent of the prior is decoded and looked at. What is assumed nevertheless stands in ``assumptions``; what could be
  /// one thing or another is an error that names the flag which settles it.
  ///
  /// - Parameters:
  ///   - decoder: The decoder's ONNX file.
  ///   - encoder: The encoder's ONNX file.
  ///   - overrides: What the files do not say.
  ///   - options: Threads and device.
  /// - Throws: ``BareModelError``, ``GraphError``, ``OnnxRuntimeError`` or a `FileError`.
  public convenience init(
    decoder: URL,
    encoder: URL?,
    overrides: BareModelOptions = BareModelOptions(),
    options: SessionOptions = SessionOptions()
  ) throws {
    let runtime = try OnnxRuntime.find()
    let decoderSession = try OnnxSession(file: decoder, options: options, runtime: runtime)
    let encoderSession = try encoder.map { try OnnxSession(file: $0, options: options, runtime: runtime) }
    let constants = try Self.share(overrides.constants, decoderSession, encoderSession)

    let found = try BareDecoder(decoderSession, options: overrides, constants: constants.decoder)
    let foundEncoder = try encoderSession.map {
      try BareEncoder($0, decoder: found, options: overrides, constants: constants.encoder)
    }
    var assumptions = found.assumptions
    if overrides.prior == nil {
      assumptions.insert("the prior is assumed to be standard normal, N(0, 1); change it with --prior", at: 0)
    }
    let image = found.imageShape
    if encoder != nil, overrides.preparation.crop == .none {
      assumptions.append(
        "photographs are resized whole to \(image.width) x \(image.height), others than of that shape squeezed; cut a "
          + "square out of their middle with --center-crop"
      )
    }
    let package = ModelPackage(
      name: overrides.name ?? decoder.deletingPathExtension().lastPathComponent,
      family: .other,
      license: "unknown",
      source: "unknown",
      latent: ModelPackage.Latent(shape: found.latentShape, prior: overrides.prior ?? .standardGaussian),
      image: ModelPackage.Image(
        width: image.width,
        height: image.height,
        channels: image.channels,
        range: found.range,
        layout: overrides.layout
      ),
      preprocess: overrides.preparation,
      encoder: try foundEncoder.map { found in
        ModelPackage.Encoder(
          file: found.plan.file.path,
          sha256: try FileDigest.sha256(of: found.plan.file),
          input: found.plan.input.name,
          output: found.plan.outputs[0].name,
          logvar: found.plan.outputs.dropFirst().first?.name,
          constants: found.plan.constants.isEmpty ? nil : found.plan.constants,
          condition: found.plan.condition?.description
        )
      },
      decoder: ModelPackage.Decoder(
        file: decoder.path,
        sha256: try FileDigest.sha256(of: decoder),
        input: found.plan.input.name,
        output: found.plan.outputs[0].name,
        constants: found.plan.constants.isEmpty ? nil : found.plan.constants,
        condition: found.plan.condition?.description
      )
    )
    self.init(
      package: package,
      folder: nil,
      assumptions: assumptions,
      decoder: LazyGraph(found.plan, options: options, opened: found.graph),
      encoder: foundEncoder.map { LazyGraph($0.plan, options: options, opened: $0.graph) }
    )
  }

  /// Gives each graph the constants for inputs that it has.
  private static func share(
    _ constants: [String: ConstantValue],
    _ decoder: OnnxSession,
    _ encoder: OnnxSession?
  ) throws -> (decoder: [String: ConstantValue], encoder: [String: ConstantValue]) {
    let forDecoder = constants.filter { decoder.graph.input(named: $0.key) != nil }
    let forEncoder = constants.filter { encoder?.graph.input(named: $0.key) != nil }
    if let unused = constants.keys.sorted().first(where: { forDecoder[$0] == nil && forEncoder[$0] == nil }) {
      throw GraphError.unusedConstant(
        name: unused,
        files: [decoder.file] + (encoder.map { [$0.file] } ?? []),
        offered: decoder.graph.inputs.map(\.name) + (encoder?.graph.inputs.map(\.name) ?? [])
      )
    }
    return (forDecoder, forEncoder)
  }
}
