#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension GenerativeModel {
  /// A model by its name, or by the path of its package.
  ///
  /// - Parameters:
  ///   - name: A package's name in one of the ``ModelLibrary``'s folders; or the path of a package's folder.
  ///   - options: Threads and device.
  ///   - constants: Values for extra inputs of the decoder, before those of the package.
  /// - Throws: ``ModelPackageError`` or a `FileError`. What is wrong with the ONNX files is thrown when they are opened.
  public convenience init(
    named name: String,
    options: SessionOptions = SessionOptions(),
    constants: [String: ConstantValue] = [:]
  ) throws {
    try self.init(package: ModelLibrary().package(named: name), options: options, constants: constants)
  }

  /// The model in a package.
  ///
  /// - Parameters:
  ///   - folder: A folder with `model.json`.
  ///   - options: Threads and device.
  ///   - constants: Values for extra inputs of the decoder, before those of the package.
  /// - Throws: ``ModelPackageError`` or a `FileError`. What is wrong with the ONNX files is thrown when they are opened.
  public convenience init(
    package folder: URL,
    options: SessionOptions = SessionOptions(),
    constants: [String: ConstantValue] = [:]
  ) throws {
    var package = try ModelPackage(folder: folder)
    if !constants.isEmpty {
      package.decoder.constants = (package.decoder.constants ?? [:]).merging(constants) { _, given in given }
    }
    self.init(
      package: package,
      folder: folder,
      assumptions: [],
      decoder: LazyGraph(try package.decoderPlan(in: folder), options: options),
      encoder: try package.encoderPlan(in: folder).map { LazyGraph($0, options: options) }
    )
  }
}

extension ModelPackage {
  /// What the package says of its decoder.
  fileprivate func decoderPlan(in folder: URL) throws -> GraphPlan {
    let description = folder.appendingPathComponent(Self.fileName)
    return GraphPlan(
      file: folder.appendingPathComponent(decoder.file),
      sha256: decoder.sha256,
      input: GraphPlan.Port(
        name: decoder.input,
        content: .latent(latent.shape),
        nameSetting: .key("decoder.input", in: description),
        sizeSetting: .key("latent.shape", in: description)
      ),
      outputs: [
        GraphPlan.Port(
          name: decoder.output,
          content: .image(image.shape, image.layout),
          nameSetting: .key("decoder.output", in: description),
          sizeSetting: .key("image.width, height, channels or layout", in: description)
        )
      ],
      constants: decoder.constants ?? [:],
      condition: try decoder.condition.map { try conditionPlan($0, "decoder.condition", in: folder) }
    )
  }

  /// What the package says of its encoder.
  fileprivate func encoderPlan(in folder: URL) throws -> GraphPlan? {
    guard let encoder else { return nil }
    let description = folder.appendingPathComponent(Self.fileName)
    func latents(_ name: String, _ key: String) -> GraphPlan.Port {
      GraphPlan.Port(
        name: name,
        content: .latent(latent.shape),
        nameSetting: .key("encoder.\(key)", in: description),
        sizeSetting: .key("latent.shape", in: description)
      )
    }
    return GraphPlan(
      file: folder.appendingPathComponent(encoder.file),
      sha256: encoder.sha256,
      input: GraphPlan.Port(
        name: encoder.input,
        content: .image(image.shape, image.layout),
        nameSetting: .key("encoder.input", in: description),
        sizeSetting: .key("image.width, height, channels or layout", in: description)
      ),
      outputs: [latents(encoder.output, "output")] + (encoder.logvar.map { [latents($0, "logvar")] } ?? []),
      constants: encoder.constants ?? [:],
      condition: try encoder.condition.map {
        try conditionPlan($0.completed(by: decoder.condition), "encoder.condition", in: folder)
      }
    )
  }

  /// What the package says of a condition; reads the values that it names.
  private func conditionPlan(_ condition: Condition, _ key: String, in folder: URL) throws -> GraphPlan.Condition {
    let description = folder.appendingPathComponent(Self.fileName)
    let size = condition.kind == .label ? "classes or count" : "shape or values"
    return GraphPlan.Condition(
      description: condition,
      table: try ConditionTable(condition, key: key, in: folder),
      model: name,
      nameSetting: .key("\(key).input", in: description),
      sizeSetting: .key("\(key).\(size)", in: description)
    )
  }
}
