#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import SafeFiles

/// The options of a folder of portraits, as `portraits.json` keeps them.
struct PortraitDescription: Equatable, Codable {
  static let fileName = "portraits.json"
  /// Changes whenever the same options give other pictures or labels.
  static let currentVersion = 1

  var version: Int
  var seed: UInt64
  var size: Int
  var quality: Int
  var count: Int
  var population: PopulationDescription

  init(_ folder: PortraitFolder) {
    version = Self.currentVersion
    seed = folder.generator.seed
    size = folder.size
    quality = folder.quality
    count = folder.count
    population = folder.generator.population.description
  }

  init(contentsOf file: URL) throws {
    let data: Data
    do {
      data = try FileContents.read(file)
    } catch FileError.empty {
      throw PortraitFolderError.malformed(file)
    }
    // A later version may describe its portraits otherwise.
    if let version = try? JSONDecoder().decode(Version.self, from: data).version, version > Self.currentVersion {
      throw PortraitFolderError.otherOptions(
        file.deletingLastPathComponent(),
        difference: Self.difference(ofVersion: version)
      )
    }
    do {
      self = try JSONDecoder().decode(PortraitDescription.self, from: data)
    } catch {
      throw PortraitFolderError.malformed(file)
    }
  }

  private struct Version: Decodable {
    let version: Int
  }

  private static func difference(ofVersion version: Int) -> String {
    "drawn by version \(version) of the generator, this is \(currentVersion)"
  }

  func write(to file: URL, overwrite: Bool) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    var bytes = try encoder.encode(self)
    bytes.append(0x0A)
    try AtomicFile.write(bytes, to: file, overwrite: overwrite)
  }

  /// What keeps pictures of one description from serving another; nil where nothing does.
  ///
  /// Counts may differ.
  func difference(from other: PortraitDescription) -> String? {
    if version != other.version { return Self.difference(ofVersion: other.version) }
    if seed != other.seed { return "seed \(other.seed), not \(seed)" }
    if size != other.size { return "size \(other.size), not \(size)" }
    if quality != other.quality { return "quality \(other.quality), not \(quality)" }
    if population != other.population { return "another population" }
    return nil
  }
}
