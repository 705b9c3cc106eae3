#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// Labels, splits and factors of a folder of portraits, as the text of their files.
struct PortraitTables {
  private static let names = [CelebALayout.labelFileName, CelebALayout.partitionFileName, "factors.csv"]

  private var labels: [UInt8]
  private var splits: [UInt8] = []
  private var factors: [UInt8]

  init(count: Int) {
    let attributes = PortraitAttribute.allCases.map(\.rawValue)
    labels = Array("\(count)\n\(attributes.joined(separator: " "))\n".utf8)
    factors = Array("image_id,\(PortraitFactors.columns.map(\.name).joined(separator: ","))\n".utf8)
  }

  /// The split of a portrait, which stays the same when a folder grows.
  static func split(_ index: Int) -> DatasetSplit {
    switch index % 10 {
    case 8: .valid
    case 9: .test
    default: .train
    }
  }

  mutating func add(_ portrait: Portrait) {
    let name = PortraitFolder.name(portrait.index)
    labels += name.utf8
    for attribute in PortraitAttribute.allCases {
      labels += (portrait.labels.contains(attribute) ? "  1" : " -1").utf8
    }
    labels.append(0x0A)
    splits += "\(name) \(Self.split(portrait.index).number)\n".utf8
    factors += name.utf8
    for column in PortraitFactors.columns {
      factors.append(0x2C)
      DecimalText.append(portrait.factors[keyPath: column.path], places: 5, to: &factors)
    }
    factors.append(0x0A)
  }

  /// Writes the files, the labels last: a folder that has them is complete.
  func write(to folder: URL) throws {
    for (name, bytes) in zip(Self.names, [labels, splits, factors]).reversed() {
      try AtomicFile.write(bytes, to: folder.appendingPathComponent(name), overwrite: true)
    }
  }

  /// Removes the files, so that the folder no longer counts as complete.
  static func remove(from folder: URL) throws {
    for name in names {
      let file = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      do {
        try FileManager.default.removeItem(at: file)
      } catch {
        throw FileError.cannotWrite(file, reason: "the old list cannot be removed")
      }
    }
  }

  /// Whether all files are there.
  static func arePresent(in folder: URL) -> Bool {
    names.allSatisfy { FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path) }
  }
}
