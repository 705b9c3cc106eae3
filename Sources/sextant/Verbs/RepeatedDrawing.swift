import Datasets
import Diagrams
import LatentFiles
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One verb's drawing, made again and again with other anchors, in one studio.
struct RepeatedDrawing<Options: RepeatableOptions> {
  let options: Options
  let output: Output
  let execution: ExecutionOptions
  let job: (Options.Request, Output, _ frame: Int?, Studio) throws -> any OutputJob

  /// The request over other anchors than those that were typed.
  func request(over anchors: [String]) throws -> Options.Request {
    var options = options
    options.anchors = anchors
    var request = Options.Request()
    try options.apply(to: &request)
    return request
  }

  /// Draws a picture for each number of a sequence; everything is checked before the first is drawn.
  func run(over sequence: FrameSequence) throws {
    let numbers = sequence.numbers
    let bar = ProgressBar(unit: "drawings", isQuiet: output.reporting.quiet)
    defer { bar.clear() }
    let studio = execution.studio { _, _ in }
    let (requests, note) = try requests(of: sequence)
    var jobs: [any OutputJob] = []
    var taken: [String: Int] = [:]
    for (number, request) in zip(numbers, requests) {
      let job = try job(request, output, number, studio)
      jobs.append(job)
      if job.name.isNumbered { continue }
      guard let other = taken.updateValue(number, forKey: job.name.place.path) else { continue }
      throw RequestError.invalid(
        option: "--out \(output.path)",
        reason:
          "the numbers \(other) and \(number) of --sequence would overwrite each other; put %04d, %FRAME% or %SEQ% into the name"
      )
    }
    var outcomes: [Outcome] = []
    for (done, job) in jobs.enumerated() {
      outcomes.append(try job.carryOut(in: studio, overwrite: output.overwrite))
      bar.update(done: done + 1, total: jobs.count)
    }
    bar.clear()
    if let note { output.reporting.note(note) }
    try report(outcomes, of: sequence)
  }

  /// How many notes of drawings are told.
  private static var shownNotes: Int { 3 }

  private func report(_ outcomes: [Outcome], of sequence: FrameSequence) throws {
    let notes = outcomes.flatMap { outcome in outcome.notes.map { "\(outcome.path): \($0)" } }
    for note in notes.prefix(Self.shownNotes) { output.reporting.note(note) }
    if notes.count > Self.shownNotes {
      output.reporting.note("\(notes.count - Self.shownNotes) more notes of other drawings; --json prints all")
    }
    guard let first = outcomes.first, let last = outcomes.last else { return }
    if output.reporting.json {
      try JSONReport.print(
        SequenceReport(
          verb: Options.Request.verb,
          sequence: sequence.shown,
          count: outcomes.count,
          drawings: outcomes.map(\.report)
        )
      )
      return
    }
    if !output.reporting.quiet {
      for outcome in outcomes { for line in outcome.lines { try Console.data("\(outcome.path): \(line)") } }
    }
    if outcomes.count == 1 {
      output.reporting.note("wrote \(first.path), \(first.size.width) x \(first.size.height)")
    } else {
      output.reporting.note("wrote \(outcomes.count) drawings, \(first.path) to \(last.path)")
    }
  }

  /// The requests of all numbers, with one seed, and the line that tells it where it was drawn.
  private func requests(of sequence: FrameSequence) throws -> (requests: [Options.Request], note: String?) {
    let numbers = sequence.numbers
    let templates = try options.anchors.map { try FrameTemplate($0) }
    let isNumbered = templates.contains(where: \.isTemplate)
    var (requests, missing, path): ([Options.Request], [Int], String?) = ([], [], nil)
    for number in numbers {
      let names = try templates.map { try $0.name(number) }
      do {
        let request = try request(over: names)
        try requireFiles(of: request)
        requests.append(request)
      } catch let error as FileError {
        guard isNumbered, let url = Self.absent(error, among: names) else { throw error }
        missing.append(number)
        path = path ?? url.shownPath
      }
    }
    if let path {
      throw MissingFrames(sequence: sequence.shown, count: numbers.count, numbers: missing, path: path)
    }
    let isTimed = (requests.first as? any RequestAtTime).map { !$0.fields.isEmpty } ?? false
    guard isNumbered || isTimed || numbers.count == 1 else {
      throw RequestError.invalid(
        option: "--sequence \(sequence.shown)",
        reason: "all its drawings would be the same: put %04d or %FRAME% into the names of anchors, or add a --field"
      )
    }
    let (first, note) = requests[0].seeded()
    for index in requests.indices {
      requests[index].seed = first.seed
      if isTimed { requests[index].shift(by: Double(index) / Double(numbers.count)) }
    }
    return (requests, note)
  }

  /// What is not there; nil where that is no picture.
  ///
  /// A name without an extension is taken for a folder's at first.
  private static func absent(_ error: FileError, among names: [String]) -> URL? {
    switch error {
    case .missing(let url): url
    case .missingFolder(let url, _): names.contains { URL(fileURLWithPath: $0) == url } ? url : nil
    default: nil
    }
  }

  /// Refuses latents of files that do not exist; pictures were looked for already.
  private func requireFiles(of request: Options.Request) throws {
    for case .latents(let text) in (request as? any RequestWithAnchors)?.anchors ?? [] {
      let file = try LatentReference(parsing: text).file
      guard FileManager.default.fileExists(atPath: file.path) else { throw FileError.missing(file) }
    }
  }
}

extension StudioRequest {
  /// Lets fields be seen at a later time; a request without any stays as it is.
  fileprivate mutating func shift(by time: Double) {
    guard var timed = self as? any RequestAtTime else { return }
    timed.time += time
    if let moved = timed as? Self { self = moved }
  }
}

/// An anchor's name, in which a sequence's number may stand.
private struct FrameTemplate {
  private let text: String
  private let template: NameTemplate?

  init(_ text: String) throws {
    self.text = text
    // A name with a percent sign that exists is that file's.
    guard text.contains("%"), !FileManager.default.fileExists(atPath: text) else {
      template = nil
      return
    }
    template = try NameTemplate(text, option: "the anchor")
  }

  var isTemplate: Bool { template?.namesFrame ?? false }

  func name(_ number: Int) throws -> String { try template?.anchor(of: number) ?? text }
}

/// What `--json` prints of a sequence.
private struct SequenceReport: Encodable {
  let verb: String
  let sequence: String
  let count: Int
  let drawings: [AnyEncodable]
}
