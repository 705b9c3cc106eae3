import ArgumentParser
import Datasets
import Dispatch
import Diagrams
import EncodedSets
import GenerativeModels
import SafeFiles
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How an encoded set is made.
struct SetEncodingFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The encoded set to make or to go on with: a folder NAME.encodings.", valueName: "name|dir"),
    completion: .directory
  )
  var set: String?

  @Option(name: .long, help: "Encode this split only.")
  var split: DatasetSplit?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Encode the pictures that this condition holds for, SQL over id (the place in the list), path, split and the labels: "
        + "\"Smiling = 1 AND split = 'test'\".",
      valueName: "sql"
    )
  )
  var condition: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Encode the first n of the pictures chosen.", valueName: "n")
  )
  var limit: Int?

  @Option(
    name: .customLong("condition-labels"),
    help: ArgumentHelp(
      "For encoders that take a condition: encode each picture under its own labels: their names, with commas between or as a "
        + "pattern (\"class_*\"), in the order of the model's classes or numbers.",
      valueName: "list"
    )
  )
  var conditionLabels: [String] = []

  @Flag(name: .long, help: "Add pictures to a finished set; those that it has already are passed over.")
  var append = false

  @Flag(name: .long, help: "Fail at a picture that cannot be read, instead of listing and skipping it.")
  var strict = false

  func validate() throws {
    if let set, set.isEmpty { throw ValidationError("--set: a name is needed, such as --set faces") }
    if let condition, condition.allSatisfy(\.isWhitespace) { throw ValidationError("--where: the condition is empty") }
    _ = try NameList.names(conditionLabels, option: "--condition-labels")
    if let limit, limit < 1 { throw ValidationError("--limit \(limit): at least 1 is needed") }
  }

  /// The first flag that was given, for a message.
  var firstGiven: String? {
    let given = [
      ("--split", split != nil), ("--where", condition != nil), ("--limit", limit != nil), ("--append", append),
      ("--strict", strict), ("--condition-labels", !conditionLabels.isEmpty),
    ]
    return given.first { $0.1 }?.0
  }

  /// Encodes pictures into the set and says what came of it.
  func encode(
    _ names: [String],
    with reference: ModelReference,
    posterior: PosteriorChoice,
    seed: UInt64?,
    conditions: [Condition],
    execution: ExecutionOptions,
    overwrite: Bool,
    reporting: ReportingOptions
  ) throws {
    guard let set else { preconditionFailure("a set was named") }
    try NameTemplate.requirePlain(set, option: "--set")
    let folder = SetFolder(naming: set)
    // A worker a core, each with a session's one thread: pictures are read while others are encoded.
    let session = SessionOptions(threads: 1, spinning: false, device: execution.session.device)
    let opening = Opening(reference, session: session)
    // The runtime must not be loading while the program ends.
    defer { opening.wait() }
    let pictures = try PictureCollection(naming: names)
    for note in pictures.notes { reporting.note(note) }
    let chosen = try pictures.selected(split: split, where: condition, limit: limit)
    let bar = ProgressBar(unit: "pictures", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let model = try opening.model()
    for sentence in model.assumptions { reporting.note(sentence) }
    var encoder = SetEncoder(folder, reference: reference.absolute)
    // A set that goes on has its seed already.
    let known = try? SetDescription(folder).posterior.seed
    let given = seed
    let seed = posterior == .sample ? seed ?? (overwrite ? nil : known) ?? RandomOptions.drawn() : nil
    encoder.posterior = posterior.posterior(seed: seed ?? 0)
    encoder.condition =
      conditionLabels.isEmpty
      ? try SetCondition(conditions, for: model) : .labels(try labels(among: pictures.attributes))
    encoder.batch = execution.batch
    encoder.workers = execution.threads
    encoder.isStrict = strict
    encoder.appends = append
    encoder.overwrites = overwrite
    encoder.progress = { bar.update(done: $0, total: $1) }
    let conditions = [split.map { "split = '\($0.rawValue)'" }, condition, limit.map { "limit \($0)" }].compactMap {
      $0
    }
    let choice = SetEncoder.Choice(
      sources: names,
      condition: conditions.isEmpty ? nil : conditions.joined(separator: " and ")
    )
    let start = ContinuousClock.now
    let summary = try encoder.encode(chosen, chosen: choice, with: model)
    let seconds = start.duration(to: .now) / .seconds(1)
    bar.clear()
    // Nothing else tells a person the number.
    if let seed, seed != given, seed != known { Console.note("seed \(seed)") }
    try report(summary, folder, model, seed: seed, seconds: seconds, reporting)
  }

  /// The labels that were named, those of a pattern in the order of the attributes.
  private func labels(among attributes: [String]) throws -> [String] {
    try NameList.names(conditionLabels, option: "--condition-labels").flatMap { name in
      if attributes.contains(name) { return [name] }
      let found = attributes.filter(NamePattern(name).matches)
      return found.isEmpty ? [name] : found
    }
  }

  private func report(
    _ summary: SetEncoder.Summary,
    _ folder: SetFolder,
    _ model: GenerativeModel,
    seed: UInt64?,
    seconds: Double,
    _ reporting: ReportingOptions
  ) throws {
    for picture in summary.skipped.prefix(10) { reporting.note("skipped: \(picture.reason)") }
    if summary.skipped.count > 10 {
      reporting.note(
        "skipped \(summary.skipped.count) in all; `sextant sets inspect \(folder.url.shownPath)` lists them"
      )
    }
    if reporting.json {
      try JSONReport.print(
        Report(
          set: folder.url.shownPath,
          count: summary.count,
          encoded: summary.encoded,
          alreadyThere: summary.alreadyThere,
          skipped: summary.skipped,
          dimension: model.latentDimension,
          seed: seed,
          seconds: seconds,
          model: ModelStamp(model)
        )
      )
      return
    }
    let rate = seconds > 0 ? "\((Double(summary.encoded) / seconds).rounded(toPlaces: 0)) a second" : "at once"
    var parts = ["encoded \(summary.encoded.counted("picture")), \(rate)"]
    if summary.alreadyThere > 0 { parts.append("\(summary.alreadyThere.counted("was", "were")) there already") }
    if !summary.skipped.isEmpty { parts.append("\(summary.skipped.count) skipped") }
    reporting.note(
      "\(folder.url.shownPath) has \(summary.count) x \(model.latentDimension); \(parts.joined(separator: ", "))"
    )
  }

  /// A model that is opened while the names of pictures are read: hundreds of thousands take as long.
  private final class Opening: Sendable {
    private let result = Mutex<Result<GenerativeModel, any Error>?>(nil)
    private let group = DispatchGroup()

    init(_ reference: ModelReference, session: SessionOptions) {
      DispatchQueue.global().async(group: group) {
        let opened = Result {
          let model = try reference.open(session: session)
          // What is wrong with the encoder is said when it is used.
          _ = try? model.encoderGraph()
          return model
        }
        self.result.withLock { $0 = opened }
      }
    }

    func wait() { group.wait() }

    /// The model, which is waited for.
    func model() throws -> GenerativeModel {
      wait()
      guard let opened = result.withLock({ $0 }) else { preconditionFailure("the group waits for the result") }
      return try opened.get()
    }
  }

  private struct Report: Encodable {
    let set: String
    let count: Int
    let encoded: Int
    let alreadyThere: Int
    let skipped: [SkippedPicture]
    let dimension: Int
    let seed: UInt64?
    let seconds: Double
    let model: ModelStamp
  }
}
