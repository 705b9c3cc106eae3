internal import Datasets
internal import GenerativeModels
internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// One set of several, such as were encoded in shards.
public enum SetMerging {
  /// What came of it.
  public struct Summary: Sendable, Encodable, Equatable {
    /// The number of items of the new set.
    public var count = 0
    /// How many items were left out since an earlier set has the same picture.
    public var duplicates = 0
  }

  /// Writes the items of several sets into a new one, set after set, whole or not at all.
  ///
  /// Attributes of any of them are columns; where a set has none of that name its labels are unknown. A picture that several
  /// sets have is taken from the first.
  ///
  /// - Parameters:
  ///   - folders: Two or more finished sets of one model and one kind of posterior.
  ///   - target: The folder of the new set.
  ///   - overwrite: Whether a set of that name is replaced.
  /// - Returns: What came of it.
  /// - Throws: ``EncodedSetError``, or `FileError`.
  public static func merge(_ folders: [SetFolder], into target: SetFolder, overwrite: Bool = false) throws -> Summary {
    let sets = try folders.map { try EncodedSet($0) }
    try check(sets)
    if target.exists {
      guard overwrite else { throw FileError.exists(target.url) }
      guard target.hasSet else {
        throw FileError.cannotWrite(target.url, reason: "something else than an encoded set has this name")
      }
      try requireOwnFiles(target)
      let place = target.url.resolvingSymlinksInPath().path
      guard !folders.contains(where: { $0.url.resolvingSymlinksInPath().path == place }) else {
        throw EncodedSetError.cannotMerge(
          target.url,
          reason: "a set cannot be merged into itself; choose another --out"
        )
      }
    }
    // Held to the end: nobody may be writing what is replaced.
    let old = target.hasSet ? try GrowingFile(target.vectors) : nil
    let summary = try AtomicFolder.write(to: target.url) { try write(sets, to: SetFolder(at: $0)) }
    _ = consume old
    return summary
  }

  /// Refuses to replace a folder in which somebody keeps files of their own.
  private static func requireOwnFiles(_ target: SetFolder) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: target.url.path)) ?? []
    if let other = names.sorted().first(where: { !target.isOwn($0) }) {
      throw FileError.cannotWrite(target.url, reason: "it holds \(other) beside the set; move that away first")
    }
  }

  private static func check(_ sets: [EncodedSet]) throws {
    guard let first = sets.first, sets.count >= 2 else {
      throw EncodedSetError.notEnoughSets(sets.count)
    }
    for set in sets {
      func fail(_ reason: String) -> EncodedSetError { .cannotMerge(set.folder.url, reason: reason) }
      guard set.description.finished else { throw fail("the set is unfinished; run its `encode` again first") }
      guard set.description.model.hash == first.description.model.hash else {
        throw fail(
          "it was encoded by the model \(set.description.model.name), and \(first.folder.url.shownPath) by "
            + "\(first.description.model.name) (hashes \(set.description.model.hash.prefix(12)) and "
            + "\(first.description.model.hash.prefix(12))); only latents of one model go together"
        )
      }
      guard set.description.posterior.kind == first.description.posterior.kind else {
        throw fail(
          "it holds --posterior \(set.description.posterior.kind) and the first set --posterior "
            + "\(first.description.posterior.kind); encode both alike"
        )
      }
      guard (set.description.conditions == nil) == (first.description.conditions == nil) else {
        let silent = set.description.conditions == nil ? set : first
        throw EncodedSetError.cannotMerge(
          silent.folder.url,
          reason: "an older Sextant made it, so that it does not say under which condition; encode it again"
        )
      }
      if let seed = set.description.posterior.seed {
        let same = sets.first { $0.description.posterior.seed == seed && $0.folder != set.folder }
        guard same == nil else {
          throw fail(
            "another set was drawn with --seed \(seed) too, so that row by row their noise is the same; encode each with a "
              + "seed of its own"
          )
        }
      }
    }
  }

  private static func write(_ sets: [EncodedSet], to folder: SetFolder) throws -> Summary {
    let attributes = sets.reduce(into: [String]()) { names, set in
      names += set.attributes.filter { !names.contains($0) }
    }
    try CatalogSchema.check(attributes)
    let root = PictureCollection.commonFolder(of: sets.map { $0.description.root + "/." })
    var description = sets[0].description
    description.root = root
    description.sessions = []
    description.conditions = nil
    // Draws of several seeds are of none.
    description.posterior.seed = nil
    let catalog = try CatalogWriter(folder.catalog, attributes: attributes)
    var vectors = try VectorsFile(GrowingFile(folder.vectors), dimension: description.dimension, count: 0)
    var (summary, paths, skippedCount) = (Summary(), Set<String>(), 0)
    for set in sets {
      let columns = attributes.map { set.attributes.firstIndex(of: $0) }
      let (firstItem, firstSkipped) = (vectors.count, skippedCount)
      var chunk = Chunk()
      func moved(_ path: String) -> String { PictureCollection.path(set.originals.url(of: path).path, below: root) }
      func flush() throws {
        guard !chunk.rows.isEmpty else { return }
        let first = vectors.count
        try vectors.append(set.vectors.gathered(chunk.rows))
        try catalog.append(chunk.items, skipped: [], firstItem: first, firstSkipped: skippedCount)
        chunk = Chunk()
      }
      try set.forEachItem { item, labels in
        let path = moved(item.path)
        guard paths.insert(path).inserted else {
          summary.duplicates += 1
          return
        }
        let known = columns.map { column in column.flatMap { labels[$0] }.map { $0 == 1 } }
        let entry = PictureCollection.Entry(path: path, split: item.split, labels: known)
        chunk.rows.append(item.row)
        chunk.items.append(CatalogItem(entry: entry, width: item.width, height: item.height))
        if chunk.rows.count == 4096 { try flush() }
      }
      try flush()
      // A set of which every picture is an earlier one's brings nothing along.
      if vectors.count > firstItem, let own = set.description.conditions {
        let known = description.conditions ?? []
        description.conditions = known + own.filter { !known.contains($0) }
      }
      let skipped = try set.catalog.skipped().map { SkippedPicture(path: moved($0.path), reason: $0.reason) }
      try catalog.append([], skipped: skipped, firstItem: vectors.count, firstSkipped: skippedCount)
      skippedCount += skipped.count
      description.sessions.append(
        SetDescription.Session(
          sources: set.description.sessions.flatMap(\.sources),
          condition: set.description.sessions.last?.condition,
          pictures: vectors.count - firstItem + skipped.count,
          digest: try set.digest(),
          firstItem: firstItem,
          firstSkipped: firstSkipped
        )
      )
    }
    summary.count = vectors.count
    try catalog.compact()
    try description.finish(folder, count: summary.count)
    return summary
  }

  private struct Chunk {
    var rows: [Int] = []
    var items: [CatalogItem] = []
  }
}
