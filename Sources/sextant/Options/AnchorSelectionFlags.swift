import ArgumentParser
import Diagrams
import Manifold
import SafeFiles

/// Which of the anchors named are used.
struct AnchorSelectionFlags: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only these of the anchors named, counted from 0: 3,5 or 0..24, or 0..24:2 for every second one, or -5..-1.",
      valueName: "list"
    )
  )
  var pick: String?

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Of these, n drawn at random with --seed, in the order drawn.", valueName: "n")
  )
  var choose: Int?

  /// Leaves the anchors that are meant in a request; a seed that is drawn is printed.
  ///
  /// - Throws: `RequestError` where there are fewer anchors, and the errors of files.
  func apply(to request: inout some RequestWithAnchors) throws {
    // A watched folder has no pictures yet when flags are looked at first; verbs say themselves that they need anchors.
    guard pick != nil || choose != nil, !request.anchors.isEmpty else { return }
    let list = pick.flatMap { IndexList(parsing: $0) }
    if let pick, list == nil {
      throw RequestError.invalid(
        option: "--pick \(pick)",
        reason: "write numbers and ranges, as in 3,5 or 0..24 or 0..24:2"
      )
    }
    if let choose, choose < 1 {
      throw RequestError.invalid(option: "--choose \(choose)", reason: "at least 1 is needed")
    }
    var anchors = try request.anchors.flatMap { try $0.singles() }
    if let pick, let list {
      anchors = try list.numbers(count: anchors.count, of: "--pick \(pick)", "anchors").map { anchors[$0] }
    }
    if let choose {
      guard choose <= anchors.count else {
        throw RequestError.invalid(
          option: "--choose \(choose)",
          reason:
            "there \(anchors.count.form("is", "are")) only \(anchors.count.counted("anchor")) to choose from; name more or choose fewer"
        )
      }
      let seed = request.seed ?? RandomOptions.drawn()
      if request.seed == nil {
        request.seed = seed
        Console.note("seed \(seed)")
      }
      SeededDraws(seed: seed, for: .anchors).shuffle(&anchors, first: choose, series: 0)
      anchors = Array(anchors[..<choose])
    }
    request.anchors = anchors
  }
}
