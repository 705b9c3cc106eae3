import ArgumentParser
import Diagrams
import GenerativeModels
import Imaging
import LatentGeometry

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

  @Argument(help: "Latents: z.npy, z.npy:3, z.npz:name, z.json.")
  var latents: String

  @OptionGroup(title: "Model") var model: ModelFlags
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags

  @Option(
    name: .long,
    help: ArgumentHelp("The format of the pictures in a folder.", valueName: "format")
  )
  var format = ImageFormat.png

  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(name: .long, help: ArgumentHelp("The folder, or the file, to write.", valueName: "folder|file"))
  var out: String

  @Flag(name: .long, help: "Replace what exists under the names of the pictures.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let url = URL(fileURLWithPath: out)
    let frames = try FrameOutput(at: url, format: format, overwrite: force)
    let batch = try LatentInput.read(latents)
    let reference = try model.requireOne(bare)
    let bar = ProgressBar(unit: "pictures", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let studio = Studio(session: execution.session, batch: execution.batch) { bar.update(done: $0, total: $1) }
    let model = try reference.open(session: studio.session)
    for sentence in model.assumptions { reporting.note(sentence) }
    try studio.decode(batch, named: latents, with: model, to: frames)
    bar.clear()
    if reporting.json {
      let shape = model.imageShape
      try JSONReport.print(
        Report(
          out: out,
          count: batch.count,
          width: shape.width,
          height: shape.height,
          format: frames.format.rawValue,
          model: ModelStamp(model)
        )
      )
    } else {
      reporting.note("wrote \(batch.count) \(batch.count == 1 ? "picture" : "pictures") to \(out)")
    }
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let width: Int
    let height: Int
    let format: String
    let model: ModelStamp
  }
}
