import ArgumentParser
import EncodedSets

/// `sextant sets verify`.
struct SetsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look at every byte of sets: structure, counts, finite numbers, SHA-256.",
    discussion: "Exits with 65 where something is wrong."
  )

  @Argument(help: ArgumentHelp("The sets.", valueName: "name|dir"), completion: .directory)
  var sets: [String]

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let found = try sets.map { try SetVerification(SetFolder(naming: $0)) }
    if reporting.json {
      try JSONReport.print(Report(sets: found))
    } else {
      for set in found {
        for problem in set.problems { try Console.data("\(set.set): \(problem)") }
        guard set.problems.isEmpty, !reporting.quiet else { continue }
        try Console.data("\(set.set): sound, \(set.count ?? 0) items\(set.finished ? "" : ", unfinished")")
      }
    }
    guard found.allSatisfy(\.problems.isEmpty) else { throw ExitCode(65) }
  }

  private struct Report: Encodable {
    let sets: [SetVerification]
  }
}
