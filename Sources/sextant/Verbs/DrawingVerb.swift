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

/// Carries out requests and says what came of them.
struct DrawingVerb {
  let output: Output
  let execution: ExecutionOptions

  /// Draws, writes and reports.
  ///
  /// - Parameters:
  ///   - request: What to draw; a seed is drawn where one is needed and missing, and printed with the results.
  ///   - check: Looks at the recipe before the picture is written.
  /// - Returns: What was drawn.
  /// - Throws: What drawing, `check` or writing throws.
  @discardableResult
  func run(_ request: some DiagramRequest, check: (Recipe) throws -> Void = { _ in }) throws -> Drawing {
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { bar.update(done: $0, total: $1) }
    let (seeded, note) = request.seeded()
    let job = try DrawingJob(seeded, to: output, frame: nil, in: studio)
    let (drawing, outcome) = try job.draw(in: studio, overwrite: output.overwrite, check: check)
    bar.clear()
    if let note { output.reporting.note(note) }
    try outcome.report(output.reporting)
    return drawing
  }
}

/// One picture that is going to be drawn: checked, and its name known as far as it can be.
struct DrawingJob: OutputJob {
  let request: any DiagramRequest
  let name: OutputName

  /// Checks a request and its output.
  ///
  /// - Parameters:
  ///   - request: What to draw, with its seed.
  ///   - output: Where to.
  ///   - frame: The number of the sequence that it belongs to.
  ///   - studio: Opens models where the name asks for their size.
  /// - Throws: What is wrong with the request, the name or the place.
  init(_ request: some DiagramRequest, to output: Output, frame: Int?, in studio: Studio) throws {
    let template = try NameTemplate(output.path)
    try request.validate()
    self.request = request
    name = try OutputName(template, of: request, frame: frame, in: studio)
    try Drawing.checkOutput(
      name.place,
      isChart: type(of: request).isChart,
      isTransparent: request.isTransparent,
      overwrite: output.overwrite
    )
  }

  func carryOut(in studio: Studio, overwrite: Bool) throws -> Outcome {
    try draw(in: studio, overwrite: overwrite) { _ in }.outcome
  }

  /// Draws and writes.
  func draw(
    in studio: Studio,
    overwrite: Bool,
    check: (Recipe) throws -> Void
  ) throws -> (drawing: Drawing, outcome: Outcome) {
    let drawing = try request.draw(in: studio)
    try check(drawing.recipe)
    let place = try name.write { try drawing.write(to: $0, overwrite: overwrite) }.place
    let size = (width: drawing.picture.width, height: drawing.picture.height)
    let report = DrawingReport(
      verb: type(of: request).verb,
      out: name.shown(place),
      width: size.width,
      height: size.height,
      seed: request.isRandom ? request.seed : nil,
      models: drawing.recipe.models,
      notes: drawing.notes,
      results: AnyEncodable(drawing.measurements)
    )
    let outcome = Outcome(
      path: name.shown(place),
      size: size,
      notes: drawing.notes,
      lines: drawing.measurements.lines,
      report: AnyEncodable(report)
    )
    return (drawing, outcome)
  }
}

/// What `--json` prints of a drawing.
private struct DrawingReport: Encodable {
  let verb: String
  let out: String
  let width: Int
  let height: Int
  let seed: UInt64?
  let models: [ModelStamp]
  let notes: [String]
  let results: AnyEncodable
}
