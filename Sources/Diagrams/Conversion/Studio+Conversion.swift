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
  ///   - url: The output, `.npy` or `.json`.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``RequestError``, and the errors of pictures, models and files.
  public func encode(
    _ pictures: [URL],
    with model: GenerativeModel,
    posterior: Posterior,
    to url: URL,
    overwrite: Bool
  ) throws {
    guard model.hasEncoder else { throw RequestError.needsEncoder(model: model.name, for: "encode") }
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
        try writer.append(try model.encode(images, posterior: posterior, startingAt: start, batch: size))
        progress(end, pictures.count)
      }
    }
  }

  /// Decodes latents into files, one batch after another: only the batch in flight is in memory.
  ///
  /// Each picture carries the recipe of a ``DecodeRequest``.
  ///
  /// - Parameters:
  ///   - name: The latents: `z.npy`, `z.npy:3`, `z.npz:faces`, `z.json`.
  ///   - reference: The model.
  ///   - output: A folder, or one file for a single latent.
  ///   - typical: What happens to latents that lie far from the prior.
  /// - Returns: The model, how far the decoded latents lie from its prior, and a line about those that lie far.
  /// - Throws: ``RequestError``, and the errors of latents, models and files.
  public func decode(
    _ name: String,
    with reference: ModelReference,
    to output: FrameOutput,
    typical: TypicalityPolicy = .warn
  ) throws -> (model: GenerativeModel, typicality: Typicality, warning: String?) {
    let source = try LatentReference(parsing: name)
    let found = try LatentFile.read(source)
    let model = try reference.open(session: session)
    try model.requireWidth(of: found, named: name)
    let latents = typical.applied(to: found, prior: model.prior)
    let typicality = Typicality(of: latents, prior: model.prior)
    guard !output.isSingle || latents.count == 1 else {
      throw RequestError.invalid(
        option: "--out \(output.url.lastPathComponent)",
        reason: "\(latents.count) latents do not fit in one picture; name a folder, or one row such as z.npy:0"
      )
    }
    let digest = try FileDigest.sha256(of: source.file)
    var request = DecodeRequest()
    request.models = [reference]
    request.typical = typical
    let stamp = ModelStamp(model)
    try output.write { write in
      do {
        try decode(latents, with: model) { row, picture in
          // A row of a file is named as it was; a whole file's rows get their numbers.
          let rowName = source.row == nil ? "\(name):\(row)" : name
          request.anchors = [.latents(reference: rowName)]
          let anchor = ResolvedAnchors(
            latents: found[row],
            originals: [nil],
            inputs: [InputStamp(path: rowName, sha256: digest)],
            sources: [ResolvedAnchors.Source(name: rowName)]
          )
          let recipe = Recipe(
            request: request.erased,
            models: [stamp],
            anchors: [anchor],
            typicality: [typicality[row..<row + 1]]
          )
          try write(row, picture, try recipe.text())
        }
      } catch ModelError.notFinite(let model, _, let row) {
        throw RequestError.latentFile(
          path: name,
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
}
