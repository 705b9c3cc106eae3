import Diagrams
import Imaging
import SafeFiles

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
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { bar.update(done: $0, total: $1) }
    let (seeded, note) = request.seeded()
    let job = try FilmJob(seeded, to: output, frame: nil, format: format, in: studio)
    let outcome = try job.draw(in: studio, overwrite: output.overwrite, check: check)
    bar.clear()
    if let note { output.reporting.note(note) }
    try outcome.report(output.reporting)
  }
}

/// One animation that is going to be drawn: checked, and its name known as far as it can be.
struct FilmJob: OutputJob {
  let request: AnimateRequest
  let name: OutputName
  let format: ImageFormat?

  /// Checks a request and its output.
  ///
  /// - Parameters:
  ///   - request: What to draw, with its seed.
  ///   - output: Where to.
  ///   - frame: The number of the sequence that it belongs to.
  ///   - format: The format of the frames of a folder.
  ///   - studio: Opens models where the name asks for their size.
  /// - Throws: What is wrong with the request, the name or the place.
  init(_ request: AnimateRequest, to output: Output, frame: Int?, format: ImageFormat?, in studio: Studio) throws {
    let template = try NameTemplate(output.path)
    try request.validate()
    self.request = request
    self.format = format
    name = try OutputName(template, of: request, frame: frame, in: studio)
    _ = try film(at: name.place, overwrite: output.overwrite)
  }

  func carryOut(in studio: Studio, overwrite: Bool) throws -> Outcome {
    try draw(in: studio, overwrite: overwrite) { _ in }
  }

  /// Decodes and writes.
  func draw(in studio: Studio, overwrite: Bool, check: (Recipe) throws -> Void) throws -> Outcome {
    let film = try request.film(in: studio)
    try check(film.recipe)
    let (place, written) = try name.write { place in
      let output = try self.film(at: place, overwrite: overwrite)
      return (size: try output.write(film), format: output.format)
    }
    let report = FilmReport(
      verb: AnimateRequest.verb,
      out: name.shown(place),
      format: written.format,
      width: written.size.width,
      height: written.size.height,
      seed: request.isRandom ? request.seed : nil,
      models: film.recipe.models,
      notes: film.notes,
      results: film.measurements
    )
    return Outcome(
      path: name.shown(place),
      size: written.size,
      notes: film.notes,
      lines: film.measurements.lines,
      report: AnyEncodable(report)
    )
  }

  private func film(at url: URL, overwrite: Bool) throws -> FilmOutput {
    try FilmOutput(
      at: url,
      options: AnimationOptions(
        framesPerSecond: request.framesPerSecond,
        loops: request.repeats,
        // A GIF has none, whatever the animation was that is replayed as one.
        quality: AnimationFormat(extension: url) == .gif ? nil : request.quality
      ),
      frameFormat: format,
      overwrite: overwrite
    )
  }
}

/// What `--json` prints of an animation.
private struct FilmReport: Encodable {
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
