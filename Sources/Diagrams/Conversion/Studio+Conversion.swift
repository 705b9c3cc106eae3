public import GenerativeModels
internal import Imaging
internal import LatentFiles
public import LatentGeometry

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
  /// - Parameters:
  ///   - latents: Shape [n, d].
  ///   - name: What the latents are called in messages.
  ///   - model: The model.
  ///   - output: A folder, or one file for a single latent.
  /// - Throws: ``RequestError``, and the errors of models and files.
  public func decode(
    _ latents: LatentBatch,
    named name: String,
    with model: GenerativeModel,
    to output: FrameOutput
  ) throws {
    guard latents.dimension == model.latentDimension else {
      throw RequestError.latentWidth(
        name: name,
        found: latents.dimension,
        expected: model.latentDimension,
        model: model.name
      )
    }
    guard !output.isSingle || latents.count == 1 else {
      throw RequestError.invalid(
        option: "--out \(output.url.lastPathComponent)",
        reason: "\(latents.count) latents do not fit in one picture; name a folder, or one row such as z.npy:0"
      )
    }
    try output.write { write in
      try decode(latents, with: model, each: write)
    }
  }
}
