internal import EncodedSets
public import GenerativeModels
internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A folder `NAME.vectors` with `vectors.npy`, float32 of shape [m, d], and `vectors.json`; or a plain file of latents such as
/// plat's JSON, a list of lists, whose rows are called `0`, `1`, ….
extension VectorSet {
  /// Reads vectors by their name.
  ///
  /// - Parameter name: A folder with or without `.vectors`, or a file of latents (`z.json`, `z.npy`, `z.npy:3`).
  /// - Throws: ``AttributeError/missingVectors(_:)``, ``AttributeError/vectorFile(path:reason:)``, `LatentFileError` or `FileError`.
  public init(named name: String) throws {
    let folder = VectorFolder(naming: name)
    guard folder.exists || !SetFolder(naming: name).hasSet else {
      throw AttributeError.vectorFile(
        path: name,
        reason: "this is an encoded set; `sextant attributes fit --set \(name)` makes vectors of it"
      )
    }
    do {
      guard !folder.exists, LatentReference.isLikely(name) else {
        try self.init(folder)
        return
      }
      let vectors = try LatentFile.read(LatentReference(parsing: name))
      let entries = (0..<vectors.count).map { row in
        AttributeVector(name: String(row), method: .given, length: vectors[row].lengths()[0])
      }
      self.init(entries: entries, vectors: vectors)
    } catch let error as FileError where error.category == .missingInput {
      // What mends a missing file depends on what it was for.
      throw AttributeError.missingVectors(error)
    }
  }

  /// Reads a folder of vectors.
  ///
  /// - Parameter folder: Where it lies.
  /// - Throws: ``AttributeError/missingVectors(_:)``, ``AttributeError/vectorFile(path:reason:)``, `LatentFileError` or `FileError`.
  public init(_ folder: VectorFolder) throws {
    guard folder.exists else {
      throw AttributeError.missingVectors(
        .missingFolder(folder.url, cure: "check the name, or make vectors with `sextant attributes fit --out NAME`")
      )
    }
    let data = try FileContents.read(folder.description)
    func damaged(_ reason: String) -> AttributeError {
      .vectorFile(path: folder.description.shownPath, reason: "\(reason); fit the vectors anew")
    }
    let description: Description
    do {
      description = try JSONDecoder().decode(Description.self, from: data)
    } catch let error as DecodingError {
      throw damaged("it cannot be read (\(error.place))")
    }
    guard description.format == 1 else {
      throw damaged("its format \(description.format) is of a later Sextant")
    }
    let vectors = try LatentFile.read(folder.vectors)
    let names = Set(description.vectors.map(\.name))
    guard vectors.count == description.vectors.count, names.count == vectors.count else {
      throw damaged(
        "it names \(names.count.counted("vector")) and \(folder.vectors.lastPathComponent) has \(vectors.count)"
      )
    }
    self.init(entries: description.vectors, vectors: vectors, model: description.model, source: description.set)
  }

  /// Writes the vectors: a folder, or plat's JSON or `.npy` alone where the name ends so.
  ///
  /// - Parameters:
  ///   - name: A folder with or without `.vectors`; or a name ending in `.json` or `.npy`.
  ///   - overwrite: Whether what exists may be replaced.
  /// - Returns: What was written.
  /// - Throws: `FileError` or `LatentFileError`.
  @discardableResult
  public func write(named name: String, overwrite: Bool = false) throws -> URL {
    if LatentReference.isLikely(name) {
      let url = URL(fileURLWithPath: name)
      try LatentFile.write(vectors, to: url, overwrite: overwrite)
      return url
    }
    let folder = VectorFolder(naming: name)
    try folder.check(overwrite: overwrite)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = try encoder.encode(Description(model: model, set: source, vectors: entries))
    try AtomicFolder.write(to: folder.url) { hidden in
      try LatentFile.write(
        vectors,
        to: hidden.appendingPathComponent(folder.vectors.lastPathComponent),
        overwrite: false
      )
      try AtomicFile.write(
        text + Data("\n".utf8),
        to: hidden.appendingPathComponent(folder.description.lastPathComponent),
        overwrite: false
      )
    }
    return folder.url
  }

  /// Checks, before any work is done, that vectors could be written under a name.
  ///
  /// - Parameters:
  ///   - name: As ``write(named:overwrite:)`` takes it.
  ///   - overwrite: Whether what exists may be replaced.
  /// - Throws: `FileError` or `LatentFileError`.
  public static func check(name: String, overwrite: Bool) throws {
    if LatentReference.isLikely(name) {
      try LatentFile.check(URL(fileURLWithPath: name), overwrite: overwrite)
    } else {
      try VectorFolder(naming: name).check(overwrite: overwrite)
    }
  }

  /// The same vectors by names, where they come from a file that does not say what its rows are; others stay.
  ///
  /// - Parameters:
  ///   - names: What the rows are called, in order; empty to leave them.
  ///   - file: What the file is called in the message.
  /// - Returns: As many vectors.
  /// - Throws: ``AttributeError/vectorFile(path:reason:)`` where there are more or fewer names than rows, or one twice.
  public func called(_ names: [String], file: String) throws(AttributeError) -> VectorSet {
    guard !names.isEmpty, entries.allSatisfy({ $0.method == .given }) else { return self }
    guard names.count == entries.count, Set(names).count == names.count else {
      throw .vectorFile(
        path: file,
        reason:
          "it has \(entries.count) rows and there are \(Set(names).count) names for them; name each row once, in order"
      )
    }
    var result = self
    for (row, name) in names.enumerated() { result.entries[row].name = name }
    return result
  }

  /// What identifies the numbers: SHA-256 of the vectors as little-endian float32.
  public var sha256: String { vectors.sha256 }

  /// Refuses vectors that do not belong to a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - name: What the vectors are called in the message.
  /// - Throws: ``AttributeError/width(name:found:expected:of:)`` or ``AttributeError/otherModel(name:model:expected:)``.
  public func requireModel(_ model: GenerativeModel, named name: String) throws(AttributeError) {
    guard dimension == model.latentDimension else {
      throw .width(name: name, found: dimension, expected: model.latentDimension, of: "the model \(model.name)")
    }
    if let own = self.model, own.hash != model.encodingHash {
      throw .otherModel(
        name: name,
        model: "\(own.name) (hash \(own.hash.prefix(12)))",
        expected: "\(model.name) (\(model.encodingHash.prefix(12)))"
      )
    }
  }

  private struct Description: Codable {
    var format = 1
    var model: Model?
    var set: Source?
    var vectors: [AttributeVector]
  }
}
