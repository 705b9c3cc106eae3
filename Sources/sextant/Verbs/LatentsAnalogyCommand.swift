import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry
import SafeFiles

/// `sextant latents analogy`.
struct LatentsAnalogyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analogy",
    abstract: "Complete A : B :: C : ? for every three rows of a file.",
    discussion: "Rows come as A, B, C, A, B, C, …; one row is written for each three."
  )

  @Option(
    name: .long,
    help: ArgumentHelp("Latents, three rows for each analogy.", valueName: "file"),
    completion: .file()
  )
  var anchors: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "raw is B + C - A; matched keeps the prior's law; transport carries B - A from A to C on the sphere.",
      valueName: "method"
    )
  )
  var analogy = AnalogyMethod.raw

  @OptionGroup var prior: OptionalPriorOption

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let target = try LatentOutput(output.output, of: "latents analogy") { key in
      switch key {
      case .baseName: LatentInput.baseName(anchors)
      case .method: analogy.rawValue
      default: nil
      }
    }
    let batch = try LatentInput.read(anchors)
    guard batch.count.isMultiple(of: 3) else {
      throw RequestError.latentFile(
        path: anchors,
        reason:
          "it has \(batch.count.counted("row")), which is not a multiple of three; give A, B and C for each analogy"
      )
    }
    func every(_ offset: Int) -> LatentBatch { batch.rows(Array(stride(from: offset, to: batch.count, by: 3))) }
    let prior = try prior.prior(dimension: batch.dimension, of: anchors)
    try target.write(analogy.complete(every(0), every(1), every(2), prior: prior))
  }
}
