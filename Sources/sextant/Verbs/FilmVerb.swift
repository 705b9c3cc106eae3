import Diagrams
import Imaging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Carries out requests for animations and says what came of them.
struct FilmVerb {
  let output: Output
  let execution: ExecutionOptions
  var format: ImageFormat?

  /// Decodes, writes and reports.
  ///
  /// - Parameters:
  ///   - request: What to draw; a seed is drawn where one is needed and missing, and printed with the results.
  ///   - check: Looks at the recipe before anything is decoded.
  /// - Throws: What finding the latents, `check` or writing throws.
  func run(_ request: AnimateRequest, check: (Recipe) throws -> Void = { _ in }) throws {
    var request = request
    let isSeedDrawn = request.isRandom && request.seed == nil
    if isSeedDrawn { request.seed = RandomOptions.drawn() }
    try request.validate()
    let url = URL(fileURLWithPath: output.path)
    let place = try FilmOutput(
      at: url,
      options: AnimationOptions(
        framesPerSecond: request.framesPerSecond,
        loops: request.repeats,
        // A GIF has none, whatever the animation was that is replayed as one.
        quality: AnimationFormat(extension: url) == .gif ? nil : request.quality
      ),
      frameFormat: format,
      overwrite: output.overwrite
    )
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { bar.update(done: $0, total: $1) }
    let film = try request.film(in: studio)
    try check(film.recipe)
    let size = try place.write(film)
    bar.clear()
    if isSeedDrawn, let seed = request.seed { output.reporting.note("seed \(seed)") }
    for sentence in film.notes { output.reporting.note(sentence) }
    if output.reporting.json {
      try JSONReport.print(
        Report(
          verb: AnimateRequest.verb,
          out: output.path,
          format: place.format,
          width: size.width,
          height: size.height,
          seed: request.isRandom ? request.seed : nil,
          models: film.recipe.models,
          notes: film.notes,
          results: film.measurements
        )
      )
    } else if !output.reporting.quiet {
      for line in film.measurements.lines { try Console.data(line) }
      output.reporting.note("wrote \(output.path), \(size.width) x \(size.height)")
    }
  }

  private struct Report: Encodable {
    let verb: String
    let out: String
    let format: String
    let width: Int
    let height: Int
    let seed: UInt64?
    let models: [ModelStamp]
    let notes: [String]
    let results: FilmMeasurements
  }
}
