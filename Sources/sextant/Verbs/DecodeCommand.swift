import ArgumentParser
import Diagrams
import GenerativeModels
import Imaging
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant decode`.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Turn latents into pictures.",
    discussion: """
      A folder receives one picture for each latent, 000000.png, 000001.png, …, all of them or none; a .png, .jpg or \
      .webp file receives the picture of a single latent.
      """
  )

  @Argument(
    help: "Latents: z.npy, z.npy:3, z.npz:name, z.json, an item of a set (set:17) or a sum (\"set:17 + 0.8*Smiling\").",
    completion: .file()
  )
  var latents: String

  @OptionGroup(title: "Model") var model: ModelFlags<SetModel>
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags
  @OptionGroup(title: "Encoded set") var set: SetFlag
  @OptionGroup(title: "Attribute vectors") var vectors: VectorFlags
  @OptionGroup(title: "Offset") var offset: OffsetFlags
  @OptionGroup(title: "Condition") var condition: ConditionFlags

  @Option(
    name: .long,
    help: ArgumentHelp("The format of the pictures in a folder (default: png).", valueName: "format")
  )
  var format: ImageFormat?

  @OptionGroup(title: "Typicality") var typicality: TypicalityFlags
  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The folder, or the file, to write. \(OutputNames.help)", valueName: "folder|file"),
    completion: .file()
  )
  var out: String

  @Flag(name: .long, help: "Replace what exists under the names of the pictures.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let template = try NameTemplate(out)
    let own = self.model.model.isEmpty && self.model.decoder == nil ? try set.model() : nil
    let reference = try own.map { try self.model.withPrior([$0])[0] } ?? self.model.requireOne(bare)
    let bar = ProgressBar(unit: "pictures", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { bar.update(done: $0, total: $1) }
    var request = DecodeRequest()
    request.anchors = [try set.latents(named: latents, among: vectors)]
    request.models = [reference]
    request.typical = typicality.typical ?? .warn
    request.offsets = try offset.offsets(among: vectors) ?? []
    let name = try OutputName(template, of: request, in: studio)
    let frames = try FrameOutput(at: name.place, format: format, overwrite: force)
    let (place, (model, found, warning)) = try name.write { place in
      try studio.decode(
        request.anchors[0],
        with: reference,
        to: FrameOutput(at: place, format: format, overwrite: force),
        typical: request.typical,
        offsets: request.offsets,
        conditions: condition.conditions ?? []
      )
    }
    let out = name.shown(place)
    bar.clear()
    let notes = model.assumptions + (warning.map { [$0] } ?? [])
    for sentence in notes { reporting.note(sentence) }
    let count = found.lengths.count
    guard reporting.json else {
      reporting.note("wrote \(count.counted("picture")) to \(out)")
      return
    }
    let shape = model.imageShape
    try JSONReport.print(
      Report(
        out: out,
        count: count,
        width: shape.width,
        height: shape.height,
        format: frames.format.rawValue,
        model: ModelStamp(model),
        notes: notes,
        typicality: found
      )
    )
  }

  /// What can be changed when a decoded picture is drawn again.
  struct ReplayOptions: RequestOptions {
    @Argument(help: "Another latent: z.npy:3, z.npz:name:3, set:17, random, or a sum.", completion: .file())
    var latent: String?

    @OptionGroup var common: CommonFlags

    func apply(to request: inout DecodeRequest) throws {
      if let latent {
        request.anchors = try AnchorList.expand(
          [latent],
          of: common.set,
          among: common.vectors,
          known: request.itemSet
        )
      }
      try applyCommon(to: &request)
    }
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let width: Int
    let height: Int
    let format: String
    let model: ModelStamp
    let notes: [String]
    let typicality: Typicality
  }
}
