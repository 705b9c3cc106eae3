import ArgumentParser
import Datasets
import Diagrams
import EncodedSets
import LatentGeometry
import SafeFiles

/// `sextant sets inspect`.
struct SetsInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what a set holds, where it comes from and what was skipped."
  )

  @Argument(help: ArgumentHelp("The set.", valueName: "name|dir"), completion: .directory)
  var set: String

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let set = try EncodedSet(named: set)
    let report = try Report(set)
    if let note = set.unfinishedNote { reporting.note(note) }
    guard !reporting.json else { return try JSONReport.print(report) }
    for line in report.lines { try Console.data(line) }
  }

  private struct Label: Encodable {
    let name: String
    let yes: Int
    let no: Int
  }

  private struct Split: Encodable {
    /// Nil for items in no split.
    let split: String?
    let count: Int
  }

  private struct Report: Encodable {
    let set: String
    let count: Int
    let dimension: Int
    let description: SetDescription
    let splits: [Split]
    let labels: [Label]
    let skipped: [SkippedPicture]

    init(_ set: EncodedSet) throws {
      self.set = set.folder.url.shownPath
      count = set.count
      dimension = set.dimension
      description = set.description
      let counts = try set.counts()
      splits = (DatasetSplit.allCases.map(Optional.some) + [nil]).compactMap { split in
        counts.splits[split].map { Split(split: split?.rawValue, count: $0) }
      }
      labels = counts.labels.map { Label(name: $0.name, yes: $0.yes, no: $0.no) }
      skipped = try set.skipped()
    }

    var lines: [String] {
      let posterior = description.posterior
      var lines = [
        "set          \(set)\(description.finished ? "" : ", unfinished")",
        "latents      \(count) x \(dimension), \(posterior.kind)\(posterior.seed.map { " from seed \($0)" } ?? "")",
      ]
      if let conditions = description.conditions {
        lines.append("condition    \(conditions.map(\.shown).joined(separator: "; "))")
      }
      lines += [
        "model        \(description.model.name) (hash \(description.model.hash.prefix(12))), prior \(description.model.prior)",
        "pictures     \(description.root), \(description.model.preprocess)",
      ]
      for session in description.sessions {
        let condition = session.condition.map { ", where \($0)" } ?? ""
        lines.append("session      \(session.sources.joined(separator: " "))\(condition): \(session.pictures) pictures")
      }
      for entry in splits { lines.append("split        \(entry.split ?? "none"): \(entry.count)") }
      if !labels.isEmpty {
        let width = max(24, (labels.map(\.name.count).max() ?? 0) + 2)
        lines += ["", padded("attribute", width) + "share of those labelled"]
        for label in labels {
          let known = label.yes + label.no
          let share = known > 0 ? (100 * Double(label.yes) / Double(known)).fixed(1) : "-"
          lines.append(
            padded(label.name, width) + String(repeating: " ", count: max(0, 5 - share.count)) + share + " %"
          )
        }
      }
      if !skipped.isEmpty { lines += ["", "skipped \(skipped.count):"] + skipped.map { "  \($0.reason)" } }
      return lines
    }

    private func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
  }
}
