internal import Datasets
internal import GenerativeModels
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A set while pictures are added to it.
struct SetGrowth: ~Copyable {
  /// What the set is.
  private(set) var description: SetDescription
  /// The pictures of the session, without those that are in the set already.
  let pictures: PictureCollection
  /// How many of them are done.
  let done: Int
  /// How many of those are items, and were not skipped.
  let doneItems: Int

  private let folder: SetFolder
  private let catalog: CatalogWriter
  private var vectors: VectorsFile
  private var skippedCount: Int

  /// The session that is going on.
  var session: SetDescription.Session { description.sessions[description.sessions.count - 1] }

  /// The number of items that are committed.
  var count: Int { vectors.count }

  /// Begins a set, goes on with an unfinished one, or adds to a finished one.
  init(
    of encoder: SetEncoder,
    _ pictures: PictureCollection,
    under conditions: PictureConditions,
    chosen choice: SetEncoder.Choice,
    with model: GenerativeModel
  ) throws {
    let folder = encoder.folder
    if folder.exists, !folder.hasSet { try Self.requireEmpty(folder) }
    let replaces = encoder.overwrites && folder.hasSet
    if replaces { try Self.requireReadable(pictures) }
    let old = replaces ? try Self.remove(folder) : nil
    if !folder.exists { try Self.createFolder(folder) }
    let file = try GrowingFile(folder.vectors)
    _ = consume old
    UnfinishedFiles.removeAbandoned(from: folder.url)
    var pictures = pictures
    var description: SetDescription
    if folder.hasSet {
      description = try SetDescription(folder)
      try Self.check(description, of: folder, against: encoder, conditions, model)
      if description.root != pictures.root.path { pictures = pictures.rerooted(to: description.root) }
    } else {
      description = SetDescription(
        model: model,
        reference: encoder.reference,
        posterior: encoder.posterior,
        condition: conditions.condition,
        root: pictures.root.path,
        batch: encoder.batch ?? model.defaultBatch
      )
      // Written before the first row, so that whatever happens the folder is a set that can go on.
      try description.write(to: folder)
    }
    let catalog = try CatalogWriter(folder.catalog, attributes: pictures.attributes)
    let (items, skipped) = try catalog.counts()
    let vectors = try VectorsFile(file, dimension: description.dimension, count: items)
    var (done, doneItems) = (0, 0)
    if let session = description.sessions.last, !description.finished {
      // What was in the set before the session that was interrupted is passed over again.
      pictures = Self.rest(
        of: pictures,
        without: try catalog.paths(beforeItem: session.firstItem, skipped: session.firstSkipped)
      )
      try Self.check(pictures, continue: session, folder, items: items)
      doneItems = items - session.firstItem
      done = doneItems + skipped - session.firstSkipped
    } else {
      if let last = description.sessions.last {
        guard encoder.appends || Self.digest(of: pictures) == last.digest else {
          throw EncodedSetError.cannotContinue(
            folder.url,
            reason:
              "the set is finished with \(items) items; add other pictures with --append, or begin anew with --force"
          )
        }
        let there = try catalog.paths(beforeItem: items, skipped: skipped)
        pictures = encoder.appends ? Self.rest(of: pictures, without: there) : pictures.selecting([])
      }
      if !pictures.entries.isEmpty {
        if let batch = encoder.batch { description.batch = batch }
        description.begin(
          SetDescription.Session(
            sources: choice.sources,
            condition: choice.condition,
            pictures: pictures.entries.count,
            digest: Self.digest(of: pictures),
            firstItem: items,
            firstSkipped: skipped
          )
        )
        try description.write(to: folder)
      }
    }
    self.folder = folder
    self.description = description
    self.catalog = catalog
    self.pictures = pictures
    self.done = done
    self.doneItems = doneItems
    skippedCount = skipped
    self.vectors = vectors
  }

  /// Adds what came of batches: latents first, and when they are on the disk the catalogue's transaction.
  mutating func commit(_ batches: [BatchEncoder.Result]) throws {
    let first = vectors.count
    try vectors.append(.concatenating(batches.map(\.latents)))
    let skipped = batches.flatMap(\.skipped)
    try catalog.append(batches.flatMap(\.items), skipped: skipped, firstItem: first, firstSkipped: skippedCount)
    skippedCount += skipped.count
  }

  /// Ends the session; the set is then finished.
  ///
  /// - Returns: The pictures that the session skipped.
  mutating func finish() throws -> [SkippedPicture] {
    guard !description.finished else { return [] }
    try catalog.compact()
    let reader = try CatalogReader(folder.catalog)
    let skipped = try reader.skipped(from: session.firstSkipped)
    guard vectors.count > 0 else {
      let count = pictures.entries.count
      throw EncodedSetError.nothingReadable(
        reason:
          "\(count == 1 ? "the only picture cannot" : "none of the \(count) pictures can") be read (\(count == 1 ? "" : "the first: ")"
          + "\(skipped.first?.reason ?? "?")); mend \(count.form("it", "them")), or choose other pictures"
      )
    }
    try description.finish(folder, count: vectors.count)
    return skipped
  }

  /// Takes the set away where nothing was encoded: nobody could go on with it but from the very beginning.
  func discardIfEmpty() {
    guard vectors.count == 0 else { return }
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: folder.url.path)) ?? []
    // The description goes last, so that what is left is a set as long as it has any. Hidden files may be anybody's.
    let own = names.filter { folder.isOwn($0) && !$0.hasPrefix(".") && $0 != folder.description.lastPathComponent }
    for name in own { try? manager.removeItem(at: folder.url.appendingPathComponent(name)) }
    try? manager.removeItem(at: folder.description)
    if own.count + 1 >= names.count { try? manager.removeItem(at: folder.url) }
  }

  // MARK: - Beginning

  private static func check(
    _ description: SetDescription,
    of folder: SetFolder,
    against encoder: SetEncoder,
    _ conditions: PictureConditions,
    _ model: GenerativeModel
  ) throws {
    func fail(_ reason: String) -> EncodedSetError {
      .cannotContinue(folder.url, reason: reason + "; use the same, another --set, or begin anew with --force")
    }
    guard description.model.hash == model.encodingHash else {
      throw fail(
        "the set was encoded by the model \(description.model.name) (hash \(description.model.hash.prefix(12))), not by "
          + "\(model.name) (\(model.encodingHash.prefix(12)))"
      )
    }
    guard description.posterior == SetDescription.Posterior(encoder.posterior) else {
      throw fail("the set was encoded with --posterior \(description.posterior.shown)")
    }
    guard description.conditions?.count ?? 1 == 1 else {
      throw EncodedSetError.cannotContinue(
        folder.url,
        reason:
          "the set was merged of pictures that were encoded under several conditions; encode others into another --set, "
          + "and merge them"
      )
    }
    guard try conditions.isSame(as: description.conditions?.first, in: model) else {
      let own = try description.conditions?.first ?? model.encoderCondition()?.standard.map { .value($0) }
      throw fail("the set was encoded under another condition (\(own?.shown ?? "none"))")
    }
    if let batch = encoder.batch, batch != description.batch, !description.finished {
      throw fail("the set was begun with --batch \(description.batch)")
    }
  }

  private static func check(
    _ pictures: PictureCollection,
    continue session: SetDescription.Session,
    _ folder: SetFolder,
    items: Int
  ) throws {
    guard digest(of: pictures) != session.digest else { return }
    let condition = session.condition.map { " --where \"\($0)\"" } ?? ""
    throw EncodedSetError.cannotContinue(
      folder.url,
      reason:
        "the set is unfinished (\(items - session.firstItem) of \(session.pictures) pictures) and was begun with others; "
        + "name the same (\(session.sources.joined(separator: " "))\(condition)), or begin anew with --force"
    )
  }

  /// Refuses a folder with anything but what a set that was killed at its very beginning leaves.
  private static func requireEmpty(_ folder: SetFolder) throws {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    let own = folder.vectors.lastPathComponent
    guard let names, names.allSatisfy({ $0.hasPrefix(".") || $0 == own }) else {
      throw FileError.cannotWrite(folder.url, reason: "something else than an encoded set has this name")
    }
  }

  private static func createFolder(_ folder: SetFolder) throws {
    do {
      try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: false)
    } catch {
      guard !folder.exists else { return }
      throw FileError.cannotWrite(folder.url, reason: "the folder it should lie in does not exist or is not writable")
    }
  }

  /// Refuses to begin anew with pictures that cannot be read, since the old set would be lost for nothing.
  private static func requireReadable(_ pictures: PictureCollection) throws {
    var failure: (any Error)?
    for entry in pictures.entries.prefix(16) {
      do {
        _ = try pictures.source.picture(at: entry.path)
        return
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }

  /// Takes a set's files away; its description last, so that what is left is a set as long as it has any.
  ///
  /// - Returns: The old latents: until they are let go of, nobody else who has opened them goes on with the set.
  private static func remove(_ folder: SetFolder) throws -> GrowingFile {
    let vectors = try GrowingFile(folder.vectors)
    for file in [folder.prior, folder.catalog, folder.vectors, folder.description]
    where FileManager.default.fileExists(atPath: file.path) {
      do {
        try FileManager.default.removeItem(at: file)
      } catch {
        throw FileError.cannotWrite(file, reason: "it cannot be removed")
      }
    }
    return vectors
  }

  /// The pictures that a set does not have: those that it skipped are among them where they can be read by now.
  private static func rest(
    of pictures: PictureCollection,
    without there: (items: Set<String>, skipped: Set<String>)
  ) -> PictureCollection {
    pictures.selecting(
      pictures.entries.indices.filter { index in
        let path = pictures.entries[index].path
        if there.items.contains(path) { return false }
        return !there.skipped.contains(path) || (try? pictures.source.picture(at: path)) != nil
      }
    )
  }

  private static func digest(of pictures: PictureCollection) -> String {
    var text = ""
    for entry in pictures.entries { text += entry.path + "\n" }
    return FileDigest.sha256(Data(text.utf8))
  }
}

extension SetDescription.Posterior {
  /// As the program takes it.
  var shown: String { kind + (seed.map { " --seed \($0)" } ?? "") }
}

extension PictureCollection {
  /// The same pictures with paths that start from another folder.
  func rerooted(to root: String) -> PictureCollection {
    let source = PictureSource(root: URL(fileURLWithPath: root, isDirectory: true))
    let entries = entries.map { entry in
      var moved = entry
      moved.path = Self.path(self.source.url(of: entry.path).path, below: root)
      return moved
    }
    return PictureCollection(source: source, attributes: attributes, entries: entries, notes: notes)
  }
}
