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
      FigureMaterials.NamedModel(reference: $0, model: try $0.open(session: studio.session))
    }
    let data = try request.data.map { URL(fileURLWithPath: $0) } ?? portraits(likeThoseOf: models)
    let collection = try PictureCollection(naming: [data.path])
    let chosen = try collection.selected(split: nil, where: nil, limit: request.data == nil ? nil : request.count)
    let key = try dataKey(data, chosen)
    try makeCache()
    let encodings = try models.filter { $0.model.hasEncoder }.map { named in
      FigureMaterials.Encodings(
        named: named,
        means: try encoded(chosen, of: data, key: key, named, posterior: .mean),
        samples: named.model.hasLogVariance
          ? try encoded(chosen, of: data, key: key, named, posterior: .sample(seed: request.seed)) : nil
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

  /// Portraits of this seed are none that the bundled models were trained on.
  private static let portraitSeed: UInt64 = 7

  /// The folder of portraits, drawn where they are missing.
  private func portraits(likeThoseOf models: [FigureMaterials.NamedModel]) throws -> URL {
    let count = request.count ?? FiguresRequest.standardCount
    let size = models.map { max($0.model.imageShape.width, $0.model.imageShape.height) }.max() ?? 64
    let folder = cache.appendingPathComponent("portraits-\(count)x\(size)-seed\(Self.portraitSeed)", isDirectory: true)
    let portraits = PortraitFolder(generator: PortraitGenerator(seed: Self.portraitSeed), count: count, size: size)
    let progress = progress
    try makeCache()
    try portraits.write(to: folder) { progress("portraits drawn", $0, $1) }
    return folder
  }

  private func makeCache() throws {
    do {
      try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
    } catch {
      throw FileError.cannotWrite(cache, reason: "the folder cannot be made; name another with --cache")
    }
  }

  /// What tells pictures of one place from those of another, and from those that stood there before.
  private func dataKey(_ data: URL, _ pictures: PictureCollection) throws -> String {
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
    _ named: FigureMaterials.NamedModel,
    posterior: Posterior
  ) throws -> String {
    let kind = posterior == .mean ? "means" : "draws\(request.seed)"
    let name = "\(Self.safe(named.model.name))-\(named.model.encodingHash.prefix(8))-\(key)-\(kind)"
    let folder = SetFolder(naming: cache.appendingPathComponent(name).path)
    // A worker a core, each with one thread: pictures are read while others are encoded.
    var session = studio.session
    session.threads = 1
    var encoder = SetEncoder(folder, reference: named.reference.absolute)
    encoder.posterior = posterior
    encoder.batch = studio.batch
    encoder.workers = studio.session.threads
    let progress = progress
    encoder.progress = { progress("pictures encoded by \(named.model.name)", $0, $1) }
    _ = try encoder.encode(
      pictures,
      chosen: SetEncoder.Choice(sources: [data.path]),
      with: named.reference.open(session: session)
    )
    return folder.url.path
  }

  /// A name without what a file's must not have.
  static func safe(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." ? $0 : "-" })
  }
}
