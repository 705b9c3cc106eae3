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
      --out FOLDER receives one picture for each latent, 000000.png, 000001.png, …; --out FILE.png, .jpg or .webp \
      receives the picture of a single latent.
      """
  )

  @Argument(help: "Latents: z.npy, z.npy:3, z.npz:name, z.json.")
  var latents: String

  @OptionGroup(title: "Model") var model: ModelFlags

  @Option(
    name: .long,
    help: ArgumentHelp("The format of the pictures in a folder: png, jpeg or webp.", valueName: "format")
  )
  var format = ImageFormat.png

  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let url = URL(fileURLWithPath: output.out)
    let frames = try FrameOutput(at: url, format: format, overwrite: output.force)
    let batch = try LatentInput.read(latents)
    let reference = try model.requireOne()
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = Studio(session: execution.session, batch: execution.batch) { bar.update(done: $0, total: $1) }
    let model = try reference.open(session: studio.session)
    for sentence in model.assumptions { output.reporting.note(sentence) }
    try studio.decode(batch, named: latents, with: model, to: frames)
    bar.clear()
    if output.reporting.json {
      let shape = model.imageShape
      try JSONReport.print(Report(out: output.out, count: batch.count, width: shape.width, height: shape.height))
    } else {
      output.reporting.note("wrote \(batch.count) \(batch.count == 1 ? "picture" : "pictures") to \(output.out)")
    }
  }

  private struct Report: Encodable {
    let out: String
    let count: Int
    let width: Int
    let height: Int
  }
}
