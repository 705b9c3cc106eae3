import ArgumentParser
import Diagrams
import EncodedSets
import SafeFiles

/// `sextant sets merge`.
struct SetsMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one set of several that the same model encoded.",
    discussion: """
      For pictures that were encoded in shards: `encode … --where "id % 2 = 0" --set even`, the same with 1 elsewhere, then \
      `sets merge even odd --out all`. Items come set after set; a picture that several sets have is taken from the first.
      """
  )

  @Argument(help: ArgumentHelp("Two or more sets.", valueName: "name|dir"), completion: .directory)
  var sets: [String]

  @Option(name: .long, help: ArgumentHelp("The set to write.", valueName: "name|dir"), completion: .directory)
  var out: String

  @Flag(name: .long, help: "Replace a set that exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    guard !out.isEmpty, sets.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("a set needs a name: sets merge A B --out C")
    }
  }

  func run() throws {
    try NameTemplate.requirePlain(out)
    let target = SetFolder(naming: out)
    let summary = try SetMerging.merge(sets.map { SetFolder(naming: $0) }, into: target, overwrite: force)
    guard !reporting.json else {
      return try JSONReport.print(
        Report(set: target.url.shownPath, count: summary.count, duplicates: summary.duplicates)
      )
    }
    let left = summary.duplicates > 0 ? "; \(summary.duplicates) that an earlier set has were left out" : ""
    reporting.note("wrote \(target.url.shownPath), \(summary.count.counted("item"))\(left)")
  }

  private struct Report: Encodable {
    let set: String
    let count: Int
    let duplicates: Int
  }
}
