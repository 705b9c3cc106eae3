import Diagrams
import Imaging
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Draws whenever the pictures in a folder change, until enough is drawn or somebody ends the program.
struct FolderDrawing<Options: RepeatableOptions> {
  let drawing: RepeatedDrawing<Options>
  let folder: String
  /// Whether each picture is drawn alone.
  let isAlone: Bool
  /// Seconds from look to look.
  let interval: Double
  /// The number of drawings; nil for no end.
  let count: Int?

  private var url: URL { URL(fileURLWithPath: folder, isDirectory: true) }
  private var reporting: ReportingOptions { drawing.output.reporting }

  func run() throws {
    _ = try NameTemplate(drawing.output.path)
    _ = try FolderSnapshot(of: url)
    try refuseOwnFolder(URL(fileURLWithPath: drawing.output.path))
    let bar = ProgressBar(unit: "pictures", isQuiet: reporting.quiet)
    defer { bar.clear() }
    let studio = drawing.execution.studio { bar.update(done: $0, total: $1) }
    // Whatever is wrong with models and flags is told at once and not with the first picture.
    for model in try drawing.request(over: drawing.options.anchors).models { _ = try studio.open(model) }
    reporting.note("watching \(folder); ctrl-C ends")
    var round = Round(left: count)
    var watch = FolderWatch(isAlone: isAlone)
    while true {
      let snapshot = try FolderSnapshot(of: url)
      if let change = watch.look(snapshot) {
        try draw(change, snapshot, &round, in: studio)
        bar.clear()
        if round.left == 0 { return }
      }
      usleep(useconds_t(interval * 1e6))
    }
  }

  /// What is known from drawing to drawing.
  private struct Round {
    var seed: UInt64?
    var left: Int?
    /// Pictures that cannot be read, as they were then.
    var broken: [String: FolderSnapshot.Stamp] = [:]
    /// What the latest drawing was made of.
    var drawn: [String: FolderSnapshot.Stamp] = [:]
    /// Outputs of this run, which the next drawing of the same may replace, and what they were drawn of.
    var own: [String: [String]] = [:]
  }

  private func draw(
    _ change: FolderWatch.Change,
    _ snapshot: FolderSnapshot,
    _ round: inout Round,
    in studio: Studio
  ) throws {
    for name in change.changed {
      round.broken[name] = nil
      do {
        _ = try PlanarImage(contentsOf: url.appendingPathComponent(name))
      } catch let error as any ExplainedError {
        round.broken[name] = snapshot.stamps[name]
        Console.error("\(error.description); it is passed over until it changes")
      }
    }
    let broken = round.broken
    let whole = { (name: String) in broken[name] == nil }
    guard !isAlone else {
      for name in change.changed where whole(name) && round.left != 0 { try draw([name], &round, in: studio) }
      return
    }
    let pictures = change.pictures.filter(whole)
    let stamps = snapshot.stamps.filter { pictures.contains($0.key) }
    guard !pictures.isEmpty, stamps != round.drawn else { return }
    round.drawn = stamps
    try draw(pictures, &round, in: studio)
  }

  /// Draws some of the folder's pictures; what is wrong with them is told and the watch goes on.
  private func draw(_ pictures: [String], _ round: inout Round, in studio: Studio) throws {
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    do {
      let anchors = drawing.options.anchors + pictures.map { base + $0 }
      let (request, note) = try drawing.request(over: anchors).seeded(round.seed)
      round.seed = request.seed ?? round.seed
      var output = drawing.output
      let place = try name(of: request, in: studio).place
      if let earlier = round.own[place.path] {
        try refuseOther(earlier, than: pictures)
        output.overwrite = true
      }
      let job = try drawing.job(request, output, nil, studio)
      let outcome = try job.carryOut(in: studio, overwrite: output.overwrite)
      round.own[URL(fileURLWithPath: outcome.path).path] = pictures
      if let note { reporting.note(note) }
      try outcome.report(reporting, isOneOfMany: true)
      round.left = round.left.map { $0 - 1 }
    } catch let error as FolderDrawingError {
      throw error
    } catch let error as any ExplainedError
      where [.usage, .badData, .missingInput, .cannotRead].contains(error.category)
    {
      Console.error("\(error.description); the watch goes on")
    }
  }

  /// The name of a drawing; what is wrong with it no other picture would mend.
  private func name(of request: Options.Request, in studio: Studio) throws -> OutputName {
    do {
      let name = try OutputName(NameTemplate(drawing.output.path), of: request, in: studio)
      try refuseOwnFolder(name.place)
      return name
    } catch let error as RequestError {
      throw FolderDrawingError(category: error.category, description: error.description)
    }
  }

  /// Refuses to lose what another picture alone was drawn into.
  private func refuseOther(_ earlier: [String], than pictures: [String]) throws {
    guard isAlone, let first = earlier.first, let second = pictures.first, first != second else { return }
    throw FolderDrawingError(
      category: .usage,
      description:
        "--out \(drawing.output.path): the drawings of \(first) and \(second) would overwrite each other; put %BASENAME% or %SEQ% "
        + "into the name"
    )
  }

  /// Refuses outputs that would start the next drawing.
  private func refuseOwnFolder(_ place: URL) throws {
    let home = place.deletingLastPathComponent().resolvingSymlinksInPath().path
    guard ImageFormat(extension: place) != nil, home == url.resolvingSymlinksInPath().path else { return }
    throw FolderDrawingError(
      category: .usage,
      description:
        "--out \(drawing.output.path): it lies in the watched folder \(folder), where every drawing would start the next; "
        + "choose another folder"
    )
  }
}

/// What no other picture in the folder would mend.
private struct FolderDrawingError: ExplainedError {
  let category: FailureCategory
  let description: String
}
