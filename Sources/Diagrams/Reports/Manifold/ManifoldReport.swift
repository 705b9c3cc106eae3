internal import EncodedSets
public import LatentGeometry
public import Manifold

/// What a ``ManifoldReportRequest`` measured.
public struct ManifoldReport: Measurements {
  /// The set that a report is about.
  public struct SetFacts: Encodable, Sendable, Equatable {
    /// Its name as it was typed.
    public let name: String
    /// The number of its items that the report is about.
    public let count: Int
    /// The number of all its items.
    public let total: Int
    /// What the items fulfil; nil for all.
    public let condition: String?
    /// d.
    public let dimension: Int
    /// The model that encoded it.
    public let model: String
    /// The model's hash.
    public let modelHash: String
    /// `mean` or `sample`: what stands for a picture.
    public let posterior: String
    /// SHA-256 of the set's latents.
    public let vectorsSHA256: String
    /// A sentence where the set is unfinished.
    public let unfinished: String?
  }

  /// How encodings were held out.
  public struct Split: Encodable, Sendable, Equatable {
    /// In words.
    public let origin: String
    /// The number of encodings that the manifold is made of.
    public let referenceCount: Int
    /// The number of those held out.
    public let heldOutCount: Int
  }

  /// Other latents that the report is about.
  public struct Latents: Encodable, Sendable, Equatable {
    /// How they were named.
    public let name: String
    /// Their number.
    public let count: Int
    /// The numbers of neighbors.
    public let ks: [Int]
    /// For each latent its outsideness for each of ``ks``: at most 1 inside; nil where infinite.
    public let outsideness: [[Double?]]
  }

  /// The short answer.
  public struct Answer: Encodable, Sendable, Equatable {
    /// The number of neighbors.
    public let k: Int
    /// The probability that a draw of the prior is outside.
    public let outside: ShareInterval
    /// The same for a held-out encoding.
    public let heldOutOutside: ShareInterval
    /// The difference of both.
    public let difference: ShareDifference
    /// The same for the latents that the report is about; nil for none.
    public let latentsOutside: ShareInterval?
    /// The latents' share less the held-out encodings'; nil for none.
    public let latentsDifference: ShareDifference?
  }

  /// What was asked for.
  let request: ManifoldReportRequest
  /// Sextant's version.
  public let version: String
  /// The command that measures the same.
  public let command: String
  /// What all random numbers started from.
  public let seed: UInt64
  /// The set.
  public let set: SetFacts
  /// How encodings were held out.
  public let split: Split
  /// The prior in its short form.
  public let prior: String
  /// The short answer.
  public let answer: Answer
  /// Where draws of the prior and held-out encodings lie.
  public let manifold: ManifoldOutsideness
  /// The encodings, or the latents, beside the prior.
  public let comparison: PriorComparison
  /// What chance allows.
  public let bands: ChanceBands
  /// The latents that the report is about; nil for the encodings.
  public let latents: Latents?
  /// What holds and what does not.
  public let findings: [Finding]
  /// What a reader should know.
  public let notes: [String]

  init(
    request: ManifoldReportRequest,
    set: SetFacts,
    split: Split,
    prior: String,
    manifold: ManifoldOutsideness,
    comparison: PriorComparison,
    bands: ChanceBands,
    latents: Latents?
  ) {
    self.request = request
    version = Sextant.version
    command = request.commandLine
    seed = request.seed ?? 0
    self.set = set
    self.split = split
    self.prior = prior
    self.manifold = manifold
    self.comparison = comparison
    self.bands = bands
    self.latents = latents
    ks = request.ks
    let k = request.headlineK
    guard let result = manifold.result(k: k) else { preconditionFailure("every k of the request was measured") }
    answer = Answer(
      k: k,
      outside: result.priorSamples.outside,
      heldOutOutside: result.heldOut.outside,
      difference: result.priorSamples.difference,
      latentsOutside: result.latents?.outside,
      latentsDifference: result.latents?.difference
    )
    let subject = latents == nil ? "encodings" : "latents"
    findings = Finding.all(result, comparison, bands, subject: subject)
    notes = Self.notes(set, subject: subject, comparison)
  }

  /// The numbers of neighbors that were asked for.
  let ks: [Int]

  enum CodingKeys: CodingKey {
    case version, command, seed, set, split, prior, answer, manifold, comparison, bands, latents, findings, notes
  }

  /// What the report is about.
  var subject: String { latents == nil ? "encodings" : "latents" }

  private static func notes(_ set: SetFacts, subject: String, _ comparison: PriorComparison) -> [String] {
    var notes: [String] = []
    if set.posterior == "mean" {
      notes.append(
        "The encodings are posterior means. Means vary less than the encodings that the decoder was trained on, which are draws "
          + "around them: part of every difference comes from that. `sextant encode --posterior sample` encodes the "
          + "draws; only means show inactive dimensions."
      )
    }
    if subject == "encodings", comparison.count < set.count {
      notes.append("\(comparison.count) of \(set.count) encodings, drawn by the seed, are compared with the prior.")
    }
    if subject == "latents" {
      notes.append(
        "Tests and intervals take every row for an independent draw: of a path or a strip give one row each, since many of one pair "
          + "differ from the prior together. Latents made of encodings lie near them, and those that are too short lie within many "
          + "balls: hold their ends out with --held-out, and look at density and lengths."
      )
    }
    if let unfinished = set.unfinished { notes.append(unfinished) }
    return notes
  }
}

extension ManifoldReport.SetFacts {
  init(_ set: EncodedSet, named name: String, condition: String?, count: Int) throws {
    let about = set.description
    self.init(
      name: name,
      count: count,
      total: set.count,
      condition: condition,
      dimension: set.dimension,
      model: about.model.name,
      modelHash: about.model.hash,
      posterior: about.posterior.kind,
      vectorsSHA256: try set.digest(),
      unfinished: set.unfinishedNote
    )
  }
}

extension ManifoldReport.Split {
  init(_ choice: HeldOutChoice) {
    self.init(
      origin: choice.origin,
      referenceCount: choice.split.reference.count,
      heldOutCount: choice.split.heldOut.count
    )
  }
}

extension ManifoldReport.Latents {
  init(name: String, count: Int, ks: [Int], _ manifold: ManifoldOutsideness) {
    let columns = ks.compactMap { manifold.result(k: $0)?.latentOutsideness }
    self.init(
      name: name,
      count: count,
      ks: ks,
      outsideness: (0..<count).map { row in columns.map { $0[row].isFinite ? $0[row] : nil } }
    )
  }

  /// The numbers as a file of latents holds them: shape [count, ks]; infinite ones become the largest number.
  public var batch: LatentBatch {
    LatentBatch(
      count: count,
      dimension: ks.count,
      values: outsideness.flatMap { row in
        row.map { min(Float($0 ?? .infinity), .greatestFiniteMagnitude) }
      }
    )
  }
}
