import ArgumentParser
import AttributeVectors
import Datasets
import Diagrams
import EncodedSets
import GenerativeModels
import Imaging
import LatentFiles
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes synthesize`.
struct AttributesSynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Find vectors without labels: what changing pictures does to their encodings, on average.",
    discussion: """
      The pictures are the originals of an encoded set (--set), or files, folders and quoted globs. Each is encoded, as its mean, \
      beside twins that an augmentation has changed; a vector is the mean of the differences (White 2016, synthetic attributes). \
      Twins are made of what the encoder sees: blur:1.5 means the model's pixels. Unlike labels, such pairs differ in nothing else.

      Augmentations: \(Augmentation.forms). A minus before one turns the vector around: unblur=-blur:1.5 sharpens what it is added to.

      The standard error is that of the vector: one not much longer is chance. Sharpness and brightness say what the augmentation \
      did to the pictures themselves.
      """
  )

  @Argument(
    help: "Pictures, folders or quoted globs; also a folder in CelebA's layout, or IDX files.",
    completion: .file()
  )
  var images: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The encoded set whose originals are used; its model is used where no --model is named.",
      valueName: "name|dir"
    ),
    completion: .directory
  )
  var set: String?

  @OptionGroup var selection: ItemSelection

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Use at most n of the pictures, drawn by the seed (default: all).", valueName: "n")
  )
  var count: Int?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number that --count and noise start from (default: drawn and printed).",
      valueName: "n"
    )
  )
  var seed: UInt64?

  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A vector to find: an augmentation, as in blur:1.5, with a minus before it for the way back and a name where wanted, as in "
        + "unblur=-blur:1.5; give it again for more vectors in one pass.",
      valueName: "[name=][-]augmentation"
    )
  )
  var augment: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Vectors to compare with, by their cosines; give it again for more.",
      valueName: "name|file"
    ),
    completion: .file()
  )
  var compare: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A picture to draw: some pictures, their twins, the reconstructions of both, and those moved by the vectors. "
        + OutputNames.help,
      valueName: "file"
    ),
    completion: .file()
  )
  var sheet: String?

  @OptionGroup(title: "Model") var model: ModelFlags<SetModel>
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags
  @OptionGroup(title: "Condition") var condition: OneConditionFlag
  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The vectors to write, a folder NAME.vectors; or a file .json or .npy.", valueName: "name|file"),
    completion: .file()
  )
  var out: String

  @Flag(name: .long, help: "Replace what exists under these names.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    guard images.isEmpty != (set == nil) else {
      throw ValidationError(
        set == nil
          ? "which pictures? name them, or a set with --set" : "--set and pictures exclude each other: give one"
      )
    }
    if let set, set.isEmpty { throw ValidationError("--set: a name is needed, such as --set faces") }
    guard !augment.isEmpty else { throw ValidationError("--augment is needed, such as --augment blur:1.5") }
    if let count, count < 2 { throw ValidationError("--count \(count): at least 2 pictures are needed") }
    if model.prior != nil { throw ValidationError("--prior: encodings do not depend on it; leave it out") }
    if execution.originals != nil, set == nil {
      throw ValidationError("--originals-in is about an encoded set: it goes with --set")
    }
  }

  func run() throws {
    try NameTemplate.requirePlain(out)
    try VectorSet.check(name: out, overwrite: force)
    let sheetTemplate = try sheet.map { try NameTemplate($0, option: "--sheet") }
    var synthesis = VectorSynthesis(try augment.map { try SyntheticAttribute($0) })
    let source = try source()
    // A worker a core, each with a session's one thread: pictures are changed while others are encoded.
    let session = SessionOptions(threads: 1, spinning: false, device: execution.session.device)
    let model = try source.reference.open(session: session)
      .with(conditions: condition.conditions, for: "attributes synthesize")
    for sentence in model.assumptions + source.notes { reporting.note(sentence) }
    let others = try compare.map { (name: $0, vectors: try VectorSet(named: $0)) }
    for other in others { try other.vectors.requireModel(model, named: other.name) }

    let all = try source.pictures(for: model)
    if sheetTemplate != nil { try source.requireDecoding(by: model) }
    let isDrawn = count.map { $0 < all.count } ?? false
    let isRandom = isDrawn || synthesis.attributes.contains { $0.augmentation.kind == .noise }
    let seed = isRandom ? self.seed ?? RandomOptions.drawn() : nil
    let sheetName = try sheetTemplate.map { template in
      try OutputName(template, of: "attributes synthesize", set: set) { key in
        key == .seed ? seed.map { "\($0)" } : try [source.reference].name(of: key, in: execution.studio { _, _ in })
      }
    }
    if let sheetName { try Drawing.checkOutput(sheetName.place, overwrite: force) }
    let pictures = count.map { all.drawn($0, seed: seed ?? 0) } ?? all
    let bar = ProgressBar(unit: "pictures", isQuiet: reporting.quiet)
    defer { bar.clear() }
    synthesis.seed = seed ?? 0
    synthesis.batch = execution.batch
    synthesis.workers = execution.threads
    synthesis.progress = { bar.update(done: $0, total: $1) }
    let found = try synthesis.vectors(from: pictures, with: model)
    bar.clear()

    let vectors = VectorSet(
      found,
      model: VectorSet.Model(name: model.name, hash: model.encodingHash),
      source: try source.stamp(drawn: isDrawn ? (pictures.count, seed ?? 0) : nil)
    )
    let written = try vectors.write(named: out, overwrite: force)
    let sheet = try sheetName.map { name in
      let drawing = try self.sheet(of: found, pictures, source, seed: seed).draw(in: execution.studio { _, _ in })
      return name.shown(try name.write { try drawing.write(to: $0, overwrite: force) }.place)
    }
    if let seed, self.seed == nil { Console.note("seed \(seed)") }
    let report = SynthesisReport(
      found,
      comparedWith: others,
      model: model,
      out: written.shownPath,
      sheet: sheet,
      set: set,
      seed: seed
    )
    for path in [written.shownPath, sheet].compactMap({ $0 }) { reporting.note("wrote \(path)") }
    guard !reporting.json else { return try JSONReport.print(report) }
    guard !reporting.quiet else { return }
    for line in report.lines { try Console.data(line) }
  }

  private func source() throws -> Source {
    let named = try model.references(bare) == nil ? nil : model.requireOne(bare)
    guard let set else {
      let pictures = try PictureCollection(naming: images)
        .selected(split: selection.split, where: selection.condition, limit: nil)
      return .collection(pictures, named ?? .standard)
    }
    let originals = execution.originals.map { URL(fileURLWithPath: $0, isDirectory: true) }
    let opened = try EncodedSet(SetFolder(naming: set), originals: originals)
    return .set(opened, rows: try selection.rows(of: opened), selection, named ?? opened.description.model.reference)
  }

  /// The sheet of the first pictures and the vectors that were written.
  private func sheet(
    of found: [SyntheticVector],
    _ pictures: SynthesisPictures,
    _ source: Source,
    seed: UInt64?
  ) -> SynthesisSheetRequest {
    var request = SynthesisSheetRequest()
    request.models = [source.reference]
    request.seed = seed
    request.conditions = condition.conditions
    request.anchors = pictures.numbers.prefix(SynthesisSheet.standardColumns).map(source.anchor)
    // A plain file calls its vectors by their number.
    let isFile = LatentReference.isLikely(out)
    request.rows = found.enumerated().map { row, vector in
      SynthesisSheetRequest.Row(
        vector.attribute,
        vector: VectorReference(vectors: out, name: isFile ? "\(row)" : vector.attribute.name)
      )
    }
    return request
  }

  /// What can be changed when a sheet is drawn again.
  struct SheetOptions: RequestOptions {
    @Argument(help: "Other pictures, or items of the set.", completion: .file())
    var pictures: [String] = []

    @OptionGroup var common: CommonFlags

    func apply(to request: inout SynthesisSheetRequest) throws {
      if !pictures.isEmpty {
        request.anchors = try AnchorList.expand(
          pictures,
          of: common.set,
          among: common.vectors,
          known: request.itemSet
        )
      }
      let known = request.rows.map(\.vector)
      for row in known.indices { request.rows[row].vector = try common.vectors.moved(known[row], of: known) }
      try applyCommon(to: &request)
    }
  }

  /// Where pictures come from, and the model that encodes them.
  private enum Source {
    case set(EncodedSet, rows: [Int]?, ItemSelection, ModelReference)
    case collection(PictureCollection, ModelReference)

    var reference: ModelReference {
      switch self {
      case .set(_, _, _, let reference), .collection(_, let reference): reference
      }
    }

    /// A picture by its number, as a recipe names it.
    func anchor(_ number: Int) -> Anchor {
      switch self {
      case .set(let set, _, _, _): .item(number, set: set.folder.url.shownPath)
      case .collection(let pictures, _): .image(path: pictures.source.url(of: pictures.entries[number].path).shownPath)
      }
    }

    var notes: [String] {
      switch self {
      case .set(let set, _, _, _): [set.unfinishedNote].compactMap { $0 }
      case .collection(let pictures, _): pictures.notes
      }
    }

    /// Fails before any work where a sheet could not be decoded for want of a condition.
    func requireDecoding(by model: GenerativeModel) throws {
      guard let input = try model.decoderCondition() else { return }
      switch self {
      case .set(let set, let rows, _, _):
        _ = try set.conditions(of: (rows ?? [0]).prefix(1).map { $0 }, for: input, in: model)
      case .collection: _ = try model.ownConditions(count: 1, for: input)
      }
    }

    func pictures(for model: GenerativeModel) throws -> SynthesisPictures {
      switch self {
      case .set(let set, let rows, _, _): try SynthesisPictures(of: set, rows: rows, for: model)
      case .collection(let pictures, _): SynthesisPictures(pictures, for: model)
      }
    }

    /// What the vectors remember of a set.
    func stamp(drawn: (count: Int, seed: UInt64)?) throws -> VectorSet.Source? {
      guard case .set(let set, _, let selection, _) = self else { return nil }
      let items = [
        selection.split.map { "split = '\($0.rawValue)'" }, selection.condition,
        drawn.map { "\($0.count) drawn by seed \($0.seed)" },
      ].compactMap { $0 }
      return VectorSet.Source(
        name: set.folder.url.deletingPathExtension().lastPathComponent,
        sha256: try set.digest(),
        items: items.isEmpty ? "all" : items.joined(separator: " and ")
      )
    }
  }
}
