import ArgumentParser
import Datasets
import Diagrams
import Imaging
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant dataset inspect`.
struct DatasetInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Count the pictures, splits and attributes of a data set."
  )

  @Argument(help: ArgumentHelp("A folder in CelebA's layout.", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(name: .long, help: "Count the attributes over this split only.")
  var split: DatasetSplit?

  @Flag(name: .long, help: "Count the attributes over all pictures listed, present or not; open none.")
  var labelsOnly = false

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let dataset = try CelebADataset(folder: URL(fileURLWithPath: folder))
    let report = try DatasetReport(dataset, split: split, labelsOnly: labelsOnly)
    if !labelsOnly, let sentence = dataset.missingSummary { reporting.note(sentence) }
    if reporting.json {
      try JSONReport.print(report)
    } else {
      for line in report.lines { try Console.data(line) }
    }
  }
}

/// What is said of a data set; `--json` prints it as it is.
private struct DatasetReport: Encodable {
  struct Pictures: Encodable {
    let listed: Int
    let present: Int
    let missing: Int

    init(listed: Int, present: Int) {
      self.listed = listed
      self.present = present
      missing = listed - present
    }
  }

  struct Size: Encodable {
    let width: Int
    let height: Int
  }

  struct Split: Encodable {
    /// Null for the pictures that are in no split.
    let split: DatasetSplit?
    let pictures: Pictures

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(split, forKey: .split)
      try container.encode(pictures, forKey: .pictures)
    }

    private enum CodingKeys: CodingKey { case split, pictures }
  }

  /// The pictures over which attributes are counted.
  struct Counted: Encodable {
    let labelsOnly: Bool
    let split: DatasetSplit?
    let pictures: Int
  }

  struct Attribute: Encodable {
    let name: String
    let count: Int
    /// From 0 to 1.
    let share: Double
  }

  let folder: String
  let labelFile: String
  let partitionFile: String?
  let pictureFolder: String?
  let pictures: Pictures
  /// Of the first picture that counts.
  let imageSize: Size?
  let splits: [Split]?
  let counted: Counted
  let attributes: [Attribute]

  init(_ dataset: CelebADataset, split: DatasetSplit?, labelsOnly: Bool) throws {
    let table = dataset.table
    folder = dataset.layout.folder.path
    labelFile = dataset.layout.labelFile.path
    partitionFile = dataset.layout.partitionFile?.path
    pictureFolder = dataset.layout.pictureFolder?.path
    pictures = Pictures(listed: table.count, present: dataset.presentRows.count)
    splits = Self.splits(of: dataset)

    let rows: [Int]
    if labelsOnly {
      rows = try dataset.listedRows(in: split)
      imageSize = nil
      guard !rows.isEmpty else {
        throw CelebADatasetError.noPictures(dataset.layout.folder, split: split, listed: 0)
      }
    } else {
      let items = try dataset.items(in: split)
      rows = items.map(\.row)
      let size = try PlanarImage.size(ofImageAt: items[0].url)
      imageSize = Size(width: size.width, height: size.height)
    }
    counted = Counted(labelsOnly: labelsOnly, split: split, pictures: rows.count)
    attributes = zip(table.attributes, table.counts(rows: rows)).map { name, count in
      Attribute(name: name, count: count, share: Double(count) / Double(rows.count))
    }
  }

  private static func splits(of dataset: CelebADataset) -> [Split]? {
    guard let splits = dataset.splits else { return nil }
    let cases = DatasetSplit.allCases.map(Optional.some) + (splits.contains(nil) ? [nil] : [])
    return cases.map { split in
      Split(
        split: split,
        pictures: Pictures(
          listed: splits.reduce(0) { $0 + ($1 == split ? 1 : 0) },
          present: dataset.presentRows.reduce(0) { $0 + (splits[$1] == split ? 1 : 0) }
        )
      )
    }
  }

  /// The same for people.
  var lines: [String] {
    let subject =
      "\(counted.pictures) pictures \(counted.labelsOnly ? "listed" : "present")"
      + (counted.split.map { " in \($0.rawValue)" } ?? "")
    var lines = [
      "folder       \(URL(fileURLWithPath: folder).shownPath)",
      "labels       \(URL(fileURLWithPath: labelFile).lastPathComponent), \(attributes.count.counted("attribute"))",
      "pictures     \(text(pictures))\(imageSize.map { ", \($0.width) x \($0.height) pixels" } ?? "")",
    ]
    for entry in splits ?? [] {
      lines.append("\(padded(entry.split?.rawValue ?? "no split", to: 13))\(text(entry.pictures))")
    }
    if splits == nil { lines.append("splits       none, there is no \(CelebALayout.partitionFileName)") }
    let width = max(24, (attributes.map(\.name.count).max() ?? 0) + 2)
    lines += ["", "\(padded("attribute", to: width))share of the \(subject)"]
    for attribute in attributes {
      let share = (100 * attribute.share).rounded(toPlaces: 1)
      let number = share.contains(".") ? share : share + ".0"
      lines.append(padded(attribute.name, to: width) + String(repeating: " ", count: 5 - number.count) + "\(number) %")
    }
    return lines
  }

  private func text(_ pictures: Pictures) -> String {
    "\(pictures.listed) listed, \(pictures.present) present, \(pictures.missing) missing"
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
