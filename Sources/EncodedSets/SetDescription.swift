internal import GenerativeModels
public import Imaging
public import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What an encoded set is: the contents of its `set.json`.
public struct SetDescription: Sendable, Codable, Equatable {
  /// The model that encoded the pictures.
  public struct Model: Sendable, Codable, Equatable {
    /// What it is called.
    public var name: String
    /// What identifies its encodings: `GenerativeModel/encodingHash`.
    public var hash: String
    /// How it was named, so that it is found again.
    public var reference: ModelReference
    /// The distribution that it was trained to decode.
    public var prior: Prior
    /// The shape of one latent.
    public var latentShape: [Int]
    /// How a picture became one that the encoder takes.
    public var preprocess: ImagePreparation
  }

  /// What stands for a picture: the mean of its encoding, or a draw and what the draw depends on.
  public struct Posterior: Sendable, Codable, Equatable {
    /// `mean` or `sample`.
    public var kind: String
    /// The seed of the draws; nil for means.
    public var seed: UInt64?

    init(_ posterior: GenerativeModels.Posterior) {
      switch posterior {
      case .mean: (kind, seed) = ("mean", nil)
      case .sample(let seed): (kind, self.seed) = ("sample", seed)
      }
    }
  }

  /// Pictures that were added together.
  public struct Session: Sendable, Codable, Equatable {
    /// How the pictures were named.
    public var sources: [String]
    /// The condition that they were selected by.
    public var condition: String?
    /// The number of pictures.
    public var pictures: Int
    /// SHA-256 over their paths in order: a session goes on only with the same.
    public var digest: String
    /// The number of items that the set had before.
    public var firstItem: Int
    /// The number of skipped pictures that the set had before.
    public var firstSkipped: Int
  }

  /// The version of this format.
  public var format = 1
  /// The model.
  public var model: Model
  /// What stands for a picture.
  public var posterior: Posterior
  /// What the encoder was given beside the pictures: one condition, of a merged set those of all; nil where it takes none, and
  /// in sets of an older Sextant, where it is what `model.json` names.
  public var conditions: [SetCondition]?
  /// The number of coordinates of a latent.
  public var dimension: Int
  /// The folder that the paths of items start from, absolute.
  public var root: String
  /// How many pictures were encoded at once: part of what decides the last bits of the numbers.
  public var batch: Int
  /// What was added, in order.
  public var sessions: [Session]
  /// Whether all pictures of all sessions are encoded.
  public var finished: Bool
  /// The number of items; nil until the set is finished.
  public var count: Int?
  /// SHA-256 of `vectors.npy`; nil until the set is finished.
  public var vectorsSHA256: String?
  /// SHA-256 of `catalog.sqlite`; nil until the set is finished.
  public var catalogSHA256: String?
  /// SHA-256 of `prior.json`; nil until the set is finished, and where it has none.
  public var priorSHA256: String?

  /// Reads the description of a set.
  ///
  /// - Parameter folder: The set's folder.
  /// - Throws: ``EncodedSetError``, or `FileError`.
  public init(_ folder: SetFolder) throws {
    guard folder.exists else {
      throw FileError.missingFolder(
        folder.url,
        cure: "check the name, or make the set with `sextant encode PICTURES --set \(folder.name)`"
      )
    }
    guard folder.hasSet else { throw EncodedSetError.notASet(folder.url) }
    let data = try FileContents.read(folder.description)
    do {
      self = try JSONDecoder().decode(SetDescription.self, from: data)
    } catch let error as DecodingError {
      throw EncodedSetError.damaged(folder.description, reason: "it cannot be read (\(error.place))")
    }
    guard format == 1 else {
      throw EncodedSetError.damaged(folder.description, reason: "its format \(format) is of a later Sextant")
    }
    guard dimension >= 1, dimension == model.latentShape.reduce(1, *) else {
      throw EncodedSetError.damaged(
        folder.description,
        reason: "the dimension \(dimension) is not that of the latent shape"
      )
    }
  }

  init(
    model: GenerativeModel,
    reference: ModelReference,
    posterior: GenerativeModels.Posterior,
    condition: SetCondition? = nil,
    root: String,
    batch: Int
  ) {
    self.model = Model(
      name: model.name,
      hash: model.encodingHash,
      reference: reference,
      prior: model.prior,
      latentShape: model.latentShape,
      preprocess: model.preparation
    )
    self.posterior = Posterior(posterior)
    conditions = condition.map { [$0] }
    dimension = model.latentDimension
    self.root = root
    self.batch = batch
    sessions = []
    finished = false
  }

  /// Begins a session: the set is unfinished until it ends.
  mutating func begin(_ session: Session) {
    sessions.append(session)
    finished = false
    (count, vectorsSHA256, catalogSHA256, priorSHA256) = (nil, nil, nil, nil)
  }

  /// Ends a set whose files are all written.
  mutating func finish(_ folder: SetFolder, count: Int) throws {
    priorSHA256 = try SetPrior.learn(folder) ? FileDigest.sha256(of: folder.prior) : nil
    self.count = count
    vectorsSHA256 = try FileDigest.sha256(of: folder.vectors)
    catalogSHA256 = try FileDigest.sha256(of: folder.catalog)
    finished = true
    try write(to: folder)
  }

  /// Writes the description, whole or not at all.
  func write(to folder: SetFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(try encoder.encode(self) + Data("\n".utf8), to: folder.description, overwrite: true)
  }
}

extension DecodingError {
  /// The key at fault, for a message.
  package var place: String {
    let (context, what): (Context?, String) =
      switch self {
      case .typeMismatch(_, let context): (context, "another kind of value is needed")
      case .valueNotFound(_, let context): (context, "a value is missing")
      case .keyNotFound(let key, let context): (context, "the key \(key.stringValue) is missing")
      case .dataCorrupted(let context): (context, context.debugDescription)
      @unknown default: (nil, "it is not as it should be")
      }
    let path = context?.codingPath.shownPath ?? ""
    return path.isEmpty ? what : "\(path): \(what)"
  }
}
