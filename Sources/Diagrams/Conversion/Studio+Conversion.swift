public import EncodedSets
public import GenerativeModels
internal import Imaging
internal import LatentFiles
internal import LatentGeometry

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Studio {
  /// Encodes pictures into a file of latents, one batch after another: only the batch in flight is in memory.
  ///
  /// - Parameters:
  ///   - pictures: The files, at least one; row i of the file is picture i.
  ///   - model: A model with an encoder.
  ///   - posterior: Mean, or a draw that depends on the seed and the picture's number alone.
  ///   - conditions: None for the encoder's own, one for all pictures, or one for each.
  ///   - url: The output, `.npy` or `.json`.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``RequestError``, and the errors of pictures, models and files.
  public func encode(
    _ pictures: [URL],
    with model: GenerativeModel,
    posterior: Posterior,
    conditions: [Condition] = [],
    to url: URL,
    overwrite: Bool
  ) throws {
    guard model.hasEncoder else { throw RequestError.needsEncoder(model: model.name, for: "encode") }
    let given = try OpenConditions(conditions, for: model)
    guard try given.entries.isEmpty || model.encoderCondition() != nil else {
      throw ConditionError.noneToEncode(model: model.name)
    }
    let model = try given.entries.count == 1 ? model.with(condition: given.entries[0].value) : model
    let rows = try rows(given, for: model.encoderCondition(), count: pictures.count, "pictures")
    try LatentFile.write(
      count: pictures.count,
      dimension: model.latentDimension,
      to: url,
      overwrite: overwrite
    ) { writer in
      let size = batch ?? model.defaultBatch
      for start in stride(from: 0, to: pictures.count, by: size) {
        let end = min(start + size, pictures.count)
        let images = try ImageBatch(contentsOf: Array(pictures[start..<end]), for: model)
        try writer.append(
          try model.encode(
            images,
            conditions: rows.map { ConditionBatch($0.rows[start..<end]) },
            posterior: posterior,
            startingAt: start,
            batch: size
          )
        )
        progress(end, pictures.count)
      }
    }
  }

  /// Decodes latents into files, one batch after another: only the batch in flight is in memory.
  ///
  /// Each picture carries the recipe of a ``DecodeRequest``.
  ///
  /// - Parameters:
  ///   - anchor: The latents: those of a file, or one that anything else but a draw stands for.
  ///   - reference: The model.
  ///   - output: A folder, or one file for a single latent.
  ///   - typical: What happens to latents that lie far from the prior.
  ///   - offsets: What is added to every latent.
  ///   - conditions: None for the model's own, one for all latents, or one for each.
  /// - Returns: The model, how far the decoded latents lie from its prior, and a line about those that lie far.
  /// - Throws: ``RequestError``, and the errors of latents, models and files.
  public func decode(
    _ anchor: Anchor,
    with reference: ModelReference,
    to output: FrameOutput,
    typical: TypicalityPolicy = .warn,
    offsets: [LatentOffset] = [],
    conditions: [Condition] = []
  ) throws -> (model: GenerativeModel, typicality: Typicality, warning: String?) {
    var request = DecodeRequest()
    (request.models, request.anchors, request.typical, request.offsets) = ([reference], [anchor], typical, offsets)
    try request.validate()
    let plain = try self.open(reference)
    let given = try OpenConditions(conditions, for: plain)
    let model = try given.entries.count == 1 ? plain.with(condition: given.entries[0].value) : plain
    let found = try AnchorResolver(model, for: request, in: self).resolve([anchor])
    let offsets = try OffsetSum(offsets, for: [model])
    let latents = typical.applied(to: try offsets.applied(to: found.latents), prior: model.prior)
    let typicality = Typicality(of: latents, prior: model.prior)
    guard !output.isSingle || latents.count == 1 else {
      throw RequestError.invalid(
        option: "--out \(output.url.lastPathComponent)",
        reason: "\(latents.count) latents do not fit in one picture; name a folder, or one row such as z.npy:0"
      )
    }
    let rows = try rows(given, for: model.decoderCondition(), count: latents.count, "latents")
    // A row of a file is named as it was; a whole file's rows get their numbers.
    let isRow = if case .latents(let name) = anchor { try LatentReference(parsing: name).row != nil } else { true }
    let stamp = ModelStamp(model)
    try output.write { write in
      do {
        try decode(latents, conditions: rows, with: model) { row, picture in
          if !given.entries.isEmpty { request.conditions = [given.entries[rows == nil ? 0 : row].condition] }
          if !isRow { request.anchors = [.latents(reference: "\(anchor.shown):\(row)")] }
          let rowName = request.anchors[0].shown
          let inputs = found.inputs.map { isRow ? $0 : InputStamp(path: rowName, sha256: $0.sha256) }
          let decoded = ResolvedAnchors(
            latents: found.latents[row],
            originals: [nil],
            inputs: inputs,
            sources: [ResolvedAnchors.Source(name: rowName)]
          )
          let recipe = Recipe(
            request: request.erased,
            models: [stamp],
            anchors: [decoded],
            offsets: offsets,
            conditions: conditionStamps(request.conditions, among: given.inputs),
            typicality: [typicality[row..<row + 1]]
          )
          try write(row, picture, try recipe.text())
        }
      } catch ModelError.notFinite(let model, _, let row) {
        throw RequestError.latentFile(
          path: anchor.shown,
          reason: "the model \(model) makes numbers of row \(row) that are not finite; check this row, or the model"
        )
      }
    }
    let warning = typicality.warning(
      policy: typical,
      prior: model.prior,
      dimension: model.latentDimension,
      model: nil,
      naming: { "row \($0)" }
    )
    return (model, typicality, warning)
  }

  /// A row for each of what is decoded or encoded, where each has its own.
  private func rows(
    _ open: OpenConditions,
    for input: ConditionInput?,
    count: Int,
    _ things: String
  ) throws -> ConditionBatch? {
    guard open.entries.count > 1, let input else { return nil }
    guard open.entries.count == count else {
      throw RequestError.invalid(
        option: "--condition",
        reason: "\(open.entries.count) conditions were given for \(count) \(things); give one for all, or one for each"
      )
    }
    return try open.rows(for: input)
  }

  /// The files that a picture's condition was read from, under the name that its recipe has for the row.
  private func conditionStamps(_ conditions: [Condition], among inputs: [InputStamp]) -> [InputStamp] {
    conditions.flatMap { condition -> [InputStamp] in
      guard case .rows(let name) = condition else { return [] }
      return inputs.filter { name == $0.path || name.hasPrefix($0.path + ":") }
        .map { InputStamp(path: name, sha256: $0.sha256) }
    }
  }
}
