public import Datasets
public import EncodedSets
internal import Imaging
internal import LatentFiles
internal import LatentGeometry
internal import Manifold

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How far a set's encodings deviate from the prior of their model, and how likely a random sample falls outside the
/// manifold of encodings: what White (2016) leaves to future work.
public struct ManifoldReportRequest: Sendable, Codable, Equatable {
  /// The program's verb.
  public static let verb = "report"

  /// The name of the set.
  public var set = ""
  /// What items of the set fulfil, in SQL; nil for all.
  public var condition: String?
  /// The split that items of the set are in; nil for all.
  public var split: DatasetSplit?
  /// What items fulfil that are held out of the manifold, in SQL; nil for the split `test`, else `valid`, else a fifth.
  public var heldOut: String?
  /// Latents that the report is about in the place of the encodings, as `LatentReference` reads them; nil for none.
  public var latents: String?
  /// The prior; nil for the model's.
  public var prior: PriorReference?
  /// The number of draws of the prior that are looked for in the manifold; nil for as many as are held out, and at least
  /// 2,000.
  public var samples: Int?
  /// The numbers of neighbors that balls reach to, rising.
  public var ks = [3, 5, 10]
  /// The greatest number of encodings that are compared with the prior; neighbors are looked for among all.
  public var rows = 20_000
  /// What the random numbers start from; nil while none is chosen.
  public var seed: UInt64?

  /// The defaults; no set yet.
  public init() {}

  /// Checks all that can be checked before a set is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    guard !set.isEmpty else { throw fail(Self.verb, "name the set with --set NAME") }
    guard seed != nil else { throw RequestError.missingSeed }
    guard !ks.isEmpty, ks.allSatisfy({ (1...1000).contains($0) }), zip(ks, ks.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw fail("-k \(ks.map(String.init).joined(separator: ","))", "numbers from 1 to 1000 are needed, rising")
    }
    if let samples, !(10...10_000_000).contains(samples) {
      throw fail("--samples \(samples)", "10 to 10000000 draws are possible")
    }
    guard (10...1_000_000).contains(rows) else { throw fail("--rows \(rows)", "10 to 1000000 rows are possible") }
    if let latents { _ = try LatentReference(parsing: latents) }
  }

  /// The k whose answer comes first.
  var headlineK: Int { ks.contains(5) ? 5 : ks[ks.count / 2] }

  /// Measures everything.
  ///
  /// - Parameters:
  ///   - threads: How many threads look for neighbors; results do not depend on it.
  ///   - progress: Told what begins, and the share 0 … 1 of the work that is done.
  /// - Returns: The report, the same for the same request and files.
  /// - Throws: ``RequestError``, and the errors of sets, files and linear algebra.
  public func measure(
    threads: Int? = nil,
    progress: (String, Double) -> Void = { _, _ in }
  ) throws -> ManifoldReport {
    try validate()
    guard let seed else { throw RequestError.missingSeed }
    let set = try EncodedSet(named: set)
    let name = self.set
    let prior = try prior?.resolved(dimension: set.dimension, of: name) ?? set.description.model.prior
    let latents = try latents.map { try readLatents($0, width: set) }
    let rows = try set.selectedRows(where: condition, split: split) ?? Array(0..<set.count)
    let choice = try HeldOutChoice(from: rows, of: set, where: heldOut, largest: ks[ks.count - 1], seed: seed)
    let reference = try gathered(choice.split.reference, of: set)
    let heldOut = try gathered(choice.split.heldOut, of: set)
    let draws = LatentGenerator(seed: seed).sample(
      prior,
      count: samples ?? max(2000, heldOut.count),
      dimension: set.dimension,
      // Apart from the samples that encodings are compared with.
      startingAt: 1 << 32,
      stream: .additions
    )
    let curve = Set(ks).union([1, 2, 3, 5, 10, 20, 50].filter { $0 < reference.count }).sorted()
    let manifold = try ManifoldOutsideness(
      reference: reference,
      heldOut: heldOut,
      priorSamples: draws,
      latents: latents,
      ks: curve,
      seed: seed,
      threads: threads
    ) { progress($0, 0.4 * $1) }
    let compared = try latents ?? gathered(RowSplit.thinned(rows, to: self.rows, seed: seed), of: set)
    let comparison = try PriorComparison(
      of: compared,
      prior: prior,
      samples: PriorSamples(of: prior, count: compared.count, dimension: set.dimension, seed: seed),
      seed: seed
    ) { progress($0, 0.4 + 0.6 * $1) }
    return ManifoldReport(
      request: self,
      set: try ManifoldReport.SetFacts(set, named: name, condition: selection, count: rows.count),
      split: ManifoldReport.Split(choice),
      prior: self.prior?.description ?? prior.shown,
      manifold: manifold,
      comparison: comparison,
      bands: ChanceBands(count: compared.count, prior: prior, sample: draws),
      latents: latents.map { ManifoldReport.Latents(name: self.latents ?? "", count: $0.count, ks: ks, manifold) }
    )
  }

  private func readLatents(_ text: String, width set: EncodedSet) throws -> LatentBatch {
    let latents = try LatentFile.read(LatentReference(parsing: text))
    guard latents.dimension == set.dimension else {
      throw RequestError.latentWidth(
        name: text,
        found: latents.dimension,
        expected: set.dimension,
        model: set.description.model.name
      )
    }
    return latents
  }

  private func gathered(_ rows: [Int], of set: EncodedSet) throws -> LatentBatch {
    let batch = set.vectors.gathered(rows)
    if let place = batch.withUnsafeValues(FiniteCheck.firstFailure) {
      throw EncodedSetError.damaged(
        set.folder.vectors,
        reason: "row \(rows[place / batch.dimension]) has a number that is not finite"
      )
    }
    return batch
  }

  /// Which items are looked at, in words; nil for all.
  private var selection: String? {
    let parts = [condition, split.map { "split = '\($0.rawValue)'" }].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " AND ")
  }

  /// The command that measures the same.
  var commandLine: String {
    var words = ["sextant", Self.verb, "--set", set]
    if let condition { words += ["--where", condition] }
    if let split { words += ["--split", split.rawValue] }
    if let heldOut { words += ["--held-out", heldOut] }
    if let latents { words += ["--latents", latents] }
    if let prior { words += ["--prior", prior.description] }
    if let samples { words += ["--samples", "\(samples)"] }
    let usual = ManifoldReportRequest()
    if ks != usual.ks { words += ["-k", ks.map(String.init).joined(separator: ",")] }
    if rows != usual.rows { words += ["--rows", "\(rows)"] }
    if let seed { words += ["--seed", "\(seed)"] }
    return (words + ["--out", "report.html"]).map(\.shellWord).joined(separator: " ")
  }
}

extension Prior {
  /// The prior as mathematics writes the usual ones.
  fileprivate var shown: String {
    switch self {
    case .gaussian(let mean, let sd):
      sd == 1 ? "N(\(Self.short(mean)), 1)" : "N(\(Self.short(mean)), \(Self.short(sd))²)"
    case .uniform(let low, let high): "uniform on [\(Self.short(low)), \(Self.short(high))]"
    default: description
    }
  }

  private static func short(_ number: Float) -> String { Double(number).rounded(toPlaces: 4) }
}
