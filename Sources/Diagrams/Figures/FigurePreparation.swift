internal import Datasets
internal import EncodedSets
internal import GenerativeModels
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Draws portraits, opens models and encodes pictures before the figures, and keeps what can be used again.
struct FigurePreparation {
  let request: FiguresRequest
  /// Where portraits, encodings and vectors are kept between runs.
  let cache: URL
  let studio: Studio
  /// Told what is counted, how many are done and how many there are.
  let progress: @Sendable (_ task: String, _ done: Int, _ total: Int) -> Void

  /// Prepares everything that figures draw from.
  ///
  /// - Parameter folder: Where pictures are drawn to.
  /// - Returns: The materials.
  /// - Throws: ``RequestError``, and the errors of models, data and sets.
  func materials(drawingInto folder: URL) throws -> FigureMaterials {
    let references = request.models.isEmpty ? FiguresRequest.standardModels : request.models
    let models = try references.map {
      FigureMaterials.NamedModel(reference: $0, model: try studio.open($0))
    }
    for named in models { try Self.requireOwnConditions(named.model) }
    let data = try request.data.map { URL(fileURLWithPath: $0) } ?? portraits(likeThoseOf: models)
    let collection = try PictureCollection(naming: [data.path])
    try request.requireLabels(among: collection.attributes)
    let chosen = try collection.selected(split: nil, where: nil, limit: request.data == nil ? nil : request.count)
    let key = dataKey(data, chosen)
    try OutputFolder.make(cache, option: "--cache")
    // A worker a core, each with one thread: pictures are read while others are encoded.
    var session = studio.session
    session.threads = 1
    let encodings = try models.filter(\.model.hasEncoder).map { named in
      let worker = try named.reference.open(session: session)
      func set(_ posterior: Posterior) throws -> String {
        try encoded(chosen, of: data, key: key, named.reference, by: worker, posterior: posterior)
      }
      return FigureMaterials.Encodings(
        named: named,
        means: try set(.mean),
        samples: named.model.hasLogVariance ? try set(.sample(seed: request.seed)) : nil
      )
    }
    return FigureMaterials(
      request: request,
      studio: studio,
      models: models,
      encodings: encodings,
      dataName: request.data ?? "\(chosen.entries.count) portraits of the seed \(Self.portraitSeed)",
      data: data,
      cache: cache,
      folder: folder
    )
  }

  /// Refuses a model that must be told a condition: figures compare models under their own.
  private static func requireOwnConditions(_ model: GenerativeModel) throws {
    for input in try [model.encoderCondition(), model.decoderCondition()] where input?.standard == nil && input != nil {
      throw RequestError.invalid(
        option: "figures",
        reason:
          "the model \(model.name) wants a condition and has no default, and figures are drawn under models' own; write a default "
          + "into its model.json"
      )
    }
  }

  /// Portraits of this seed are none that the bundled models were trained on.
  private static let portraitSeed: UInt64 = 7

  /// The folder of portraits, drawn where they are missing.
  private func portraits(likeThoseOf models: [FigureMaterials.NamedModel]) throws -> URL {
    let count = request.count ?? FiguresRequest.standardCount
    let size = models.map { max($0.model.imageShape.width, $0.model.imageShape.height) }.max() ?? 64
    let folder = cache.appendingPathComponent("portraits-\(count)x\(size)-seed\(Self.portraitSeed)", isDirectory: true)
    let portraits = PortraitFolder(generator: PortraitGenerator(seed: Self.portraitSeed), count: count, size: size)
    let progress = progress
    try OutputFolder.make(cache, option: "--cache")
    try portraits.write(to: folder) { progress("portraits drawn", $0, $1) }
    return folder
  }

  /// What tells pictures of one place from those of another, and from those that stood there before.
  private func dataKey(_ data: URL, _ pictures: PictureCollection) -> String {
    var text = data.standardizedFileURL.path + "\n" + pictures.attributes.joined(separator: ",")
    for entry in pictures.entries {
      text += "\n\(entry.path),\(entry.split?.rawValue ?? ""),"
      for label in entry.labels { text += label.map { $0 ? "1" : "0" } ?? "-" }
      let file = pictures.root.appendingPathComponent(entry.path).path
      if let found = try? FileManager.default.attributesOfItem(atPath: file) {
        let date = (found[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        text += ",\((found[.size] as? Int) ?? 0),\(date)"
      }
    }
    return String(FileDigest.sha256(Data(text.utf8)).prefix(12))
  }

  /// The path of a set with a model's encodings, made or finished where it is not whole.
  private func encoded(
    _ pictures: PictureCollection,
    of data: URL,
    key: String,
    _ reference: ModelReference,
    by worker: GenerativeModel,
    posterior: Posterior
  ) throws -> String {
    let kind = posterior == .mean ? "means" : "draws\(request.seed)"
    let name = "\(worker.name.namePart)-\(worker.encodingHash.prefix(8))-\(key)-\(kind)"
    let folder = SetFolder(naming: cache.appendingPathComponent(name).path)
    var encoder = SetEncoder(folder, reference: reference.absolute)
    encoder.posterior = posterior
    encoder.batch = studio.batch
    encoder.workers = studio.session.threads
    let progress = progress
    encoder.progress = { progress("pictures encoded by \(worker.name)", $0, $1) }
    _ = try encoder.encode(pictures, chosen: SetEncoder.Choice(sources: [data.path]), with: worker)
    return folder.url.path
  }
}
