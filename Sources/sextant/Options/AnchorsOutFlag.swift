import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file for the latents of the anchors, beside the picture.
struct AnchorsOutFlag: ParsableArguments {
  @Option(
    name: .customLong("anchors-out"),
    help: ArgumentHelp(
      "Also write the anchors' latents, as they stand in the picture: z.npy or z.json.",
      valueName: "file"
    ),
    completion: .file()
  )
  var path: String?

  private var url: URL? { path.map { URL(fileURLWithPath: $0) } }

  /// Fails before any work where the file could not be written.
  func check(models: Int, overwrite: Bool) throws {
    guard let url else { return }
    guard models == 1 else {
      throw RequestError.invalid(
        option: "--anchors-out",
        reason: "\(models) models are named, whose anchors have latents of their own; name one"
      )
    }
    try NameTemplate.requirePlain(path, option: "--anchors-out")
    try LatentFile.check(url, overwrite: overwrite)
  }

  /// Writes the anchors that a recipe keeps; called before its picture is written, so that nothing is where they cannot be.
  func write(_ recipe: Recipe, overwrite: Bool, _ reporting: ReportingOptions) throws {
    guard let url, let path else { return }
    guard let rows = recipe.anchors.first, !rows.isEmpty else {
      throw RequestError.invalid(option: "--anchors-out", reason: "the picture has no anchors; leave it out")
    }
    let latents = LatentBatch(rows: rows)
    try LatentFile.write(latents, to: url, overwrite: overwrite)
    reporting.note("wrote \(path), \(latents.count) x \(latents.dimension)")
  }
}
