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
    var request = request
    let isSeedDrawn = request.isRandom && request.seed == nil
    if isSeedDrawn { request.seed = RandomOptions.drawn() }
    let url = URL(fileURLWithPath: output.path)
    try request.validate()
    try Drawing.checkOutput(url, isChart: type(of: request).isChart, overwrite: output.overwrite)
    let bar = ProgressBar(unit: "pictures", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { bar.update(done: $0, total: $1) }
    let drawing = try request.draw(in: studio)
    try check(drawing.recipe)
    try drawing.write(to: url, overwrite: output.overwrite)
    bar.clear()
    if isSeedDrawn, let seed = request.seed { output.reporting.note("seed \(seed)") }
    try report(drawing, of: request)
    return drawing
  }

  private func report(_ drawing: Drawing, of request: some DiagramRequest) throws {
    for sentence in drawing.notes { output.reporting.note(sentence) }
    if output.reporting.json {
      try JSONReport.print(
        DrawingReport(
          verb: type(of: request).verb,
          out: output.path,
          width: drawing.picture.width,
          height: drawing.picture.height,
          seed: request.isRandom ? request.seed : nil,
          models: drawing.recipe.models,
          notes: drawing.notes,
          results: AnyEncodable(drawing.measurements)
        )
      )
    } else if !output.reporting.quiet {
      for line in drawing.measurements.lines { try Console.data(line) }
      output.reporting.note("wrote \(output.path), \(drawing.picture.width) x \(drawing.picture.height)")
    }
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
