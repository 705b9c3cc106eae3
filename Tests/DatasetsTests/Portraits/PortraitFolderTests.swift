import Imaging
import SafeFiles
import Synchronization
import TestSupport
import Testing

@testable import Datasets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct PortraitFolderTests {
  private let temporary: TemporaryFolder

  init() throws { temporary = try TemporaryFolder() }

  private func portraits(_ count: Int, seed: UInt64 = 1, size: Int = 16) -> PortraitFolder {
    PortraitFolder(generator: PortraitGenerator(seed: seed), count: count, size: size)
  }

  /// All files of a folder with their bytes.
  private func contents(_ name: String) throws -> [String: Data] {
    let folder = temporary.file(name)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(path)
      if let data = try? Data(contentsOf: file) { files[path] = data }
    }
    return files
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    try portraits(30).write(to: temporary.file("a"), threads: 1)
    try portraits(30).write(to: temporary.file("b"), threads: 3)
    let (a, b) = (try contents("a"), try contents("b"))
    #expect(a.count == 34 && a == b)
    try portraits(30, seed: 2).write(to: temporary.file("c"))
    let c = try contents("c")
    #expect(c["img_align_celeba/000001.jpg"] != a["img_align_celeba/000001.jpg"])
    #expect(c["list_attr_celeba.txt"] != a["list_attr_celeba.txt"])
  }

  @Test func theCelebAReaderReadsIt() throws {
    let folder = temporary.file("p")
    try portraits(40).write(to: folder)
    let dataset = try CelebADataset(folder: folder)
    #expect(dataset.table.attributes == PortraitAttribute.allCases.map(\.rawValue))
    #expect(dataset.missingCount == 0 && dataset.presentRows.count == 40)
    #expect(try DatasetSplit.allCases.map { try dataset.presentRows(in: $0).count } == [32, 4, 4])
    for (row, portrait) in PortraitGenerator(seed: 1).portraits(0..<40).enumerated() {
      for (column, attribute) in PortraitAttribute.allCases.enumerated() {
        #expect(dataset.table[row, column] == portrait.labels.contains(attribute))
      }
    }
    let item = try #require(try dataset.items(in: .test).first)
    let size = try PlanarImage.size(ofImageAt: item.url)
    #expect(size.width == 16 && size.height == 16)
  }

  @Test func factorsAreWrittenWithTheirNames() throws {
    let folder = temporary.file("p")
    try portraits(3).write(to: folder)
    let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent("factors.csv")), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4 && lines[0].hasPrefix("image_id,smile,mouth_opening,"))
    let names = lines[0].split(separator: ",").dropFirst()
    for (line, portrait) in zip(lines.dropFirst(), PortraitGenerator(seed: 1).portraits(0..<3)) {
      let fields = line.split(separator: ",")
      #expect(fields.count == names.count + 1)
      for (field, column) in zip(fields.dropFirst(), PortraitFactors.columns) {
        let value = try #require(Double(field))
        #expect(abs(value - portrait.factors[keyPath: column.path]) <= 0.000_006)
      }
    }
  }

  @Test func whatIsThereIsNotDrawnAgain() throws {
    let (whole, broken) = (temporary.file("whole"), temporary.file("broken"))
    try portraits(25).write(to: whole)
    try portraits(25).write(to: broken)
    // As if it had been interrupted: labels come last, and some pictures are missing.
    for name in ["list_attr_celeba.txt", "factors.csv", "img_align_celeba/000007.jpg", "img_align_celeba/000025.jpg"] {
      try FileManager.default.removeItem(at: broken.appendingPathComponent(name))
    }
    let kept = broken.appendingPathComponent("img_align_celeba/000001.jpg")
    try Data("kept".utf8).write(to: kept)
    let result = try portraits(25).write(to: broken)
    #expect(result.drawn == 2 && result.kept == 23)
    #expect(try Data(contentsOf: kept) == Data("kept".utf8))
    try FileManager.default.removeItem(at: kept)
    try portraits(25).write(to: broken)
    #expect(try contents("whole") == contents("broken"))
  }

  @Test func aFolderGrows() throws {
    try portraits(10).write(to: temporary.file("grown"))
    let result = try portraits(30).write(to: temporary.file("grown"))
    #expect(result.drawn == 20 && result.kept == 10)
    try portraits(30).write(to: temporary.file("whole"))
    #expect(try contents("grown") == contents("whole"))
  }

  @Test func otherOptionsAreRefusedUnlessForced() throws {
    let folder = temporary.file("p")
    try portraits(5).write(to: folder)
    for (other, words) in [
      (portraits(5, seed: 2), "seed 1, not 2"), (portraits(5, size: 24), "size 16, not 24"),
      (PortraitFolder(generator: PortraitGenerator(seed: 1), count: 5, size: 16, quality: 50), "quality 95, not 50"),
      (
        PortraitFolder(generator: PortraitGenerator(seed: 1, population: .independent), count: 5, size: 16),
        "another population"
      ),
    ] {
      #expect {
        try other.write(to: folder)
      } throws: { error in
        guard let error = error as? PortraitFolderError else { return false }
        return error.category == .cannotCreate && error.description.contains(words)
      }
    }
    // More than there will be: those of the old options must go.
    try portraits(3, seed: 2).write(to: folder, overwrite: true)
    try portraits(3, seed: 2).write(to: temporary.file("fresh"))
    #expect(try contents("p") == contents("fresh"))
  }

  @Test func foreignFoldersAndFilesAreLeftAlone() throws {
    let folder = temporary.file("p")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try portraits(1).write(to: folder)
    try FileManager.default.removeItem(at: folder.appendingPathComponent("portraits.json"))
    for overwrite in [false, true] {
      #expect(throws: PortraitFolderError.foreign(folder)) { try portraits(1).write(to: folder, overwrite: overwrite) }
    }
    #expect(try contents("p").count == 4)
    for text in ["{}", ""] {
      try Data(text.utf8).write(to: folder.appendingPathComponent("portraits.json"))
      #expect(throws: PortraitFolderError.malformed(folder.appendingPathComponent("portraits.json"))) {
        try portraits(1).write(to: folder)
      }
    }
    try portraits(1).write(to: folder, overwrite: true)
    try portraits(1).write(to: temporary.file("fresh"))
    #expect(try contents("p") == contents("fresh"))
    try Data().write(to: temporary.file("file"))
    #expect(throws: FileError.self) { try portraits(1).write(to: temporary.file("file")) }
    #expect(throws: FileError.self) { try portraits(1).write(to: temporary.file("file/below")) }
  }

  @Test func aSmallerCountIsRefusedUnlessForced() throws {
    let folder = temporary.file("p")
    try portraits(12).write(to: folder)
    let before = try contents("p")
    #expect(throws: PortraitFolderError.otherOptions(folder, difference: "12 portraits, not 5")) {
      try portraits(5).write(to: folder)
    }
    #expect(try contents("p") == before)
    let result = try portraits(5).write(to: folder, overwrite: true)
    #expect(result.drawn == 0 && result.kept == 5)
    try portraits(5).write(to: temporary.file("fresh"))
    #expect(try contents("p") == contents("fresh"))
  }

  @Test func completeListsStayAsTheyAre() throws {
    let folder = temporary.file("p")
    try portraits(5).write(to: folder)
    let labels = folder.appendingPathComponent("list_attr_celeba.txt")
    try Data("corrected by hand".utf8).write(to: labels)
    try portraits(5).write(to: folder)
    #expect(try Data(contentsOf: labels) == Data("corrected by hand".utf8))
  }

  @Test func anotherVersionsPortraitsAreRefused() throws {
    let folder = temporary.file("p")
    try portraits(2).write(to: folder)
    for version in [0, 99] {
      let file = folder.appendingPathComponent("portraits.json")
      var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      // A later version may say other things.
      text = version == 0 ? text.replacing("\"version\" : 1", with: "\"version\" : 0") : "{\"version\": 99}"
      try Data(text.utf8).write(to: file)
      #expect {
        try portraits(2).write(to: folder)
      } throws: { error in
        "\(error)".contains("drawn by version \(version) of the generator, this is 1")
      }
    }
  }

  @Test func whatAKilledProcessLeftIsRemoved() throws {
    let folder = temporary.file("p")
    try portraits(2).write(to: folder)
    let pictures = folder.appendingPathComponent("img_align_celeba")
    // No process has this number, and this one is at work.
    let names = [".sextant-2147483646-1.part", ".sextant-1-1.part"]
    for name in names { try Data().write(to: pictures.appendingPathComponent(name)) }
    try portraits(2).write(to: folder)
    let left = try FileManager.default.contentsOfDirectory(atPath: pictures.path)
    #expect(left.contains(names[1]) && !left.contains(names[0]))
  }

  @Test func theSeedOfAFolderIsKnown() throws {
    let folder = temporary.file("p")
    #expect(PortraitFolder.seed(of: folder) == nil)
    try portraits(1, seed: .max).write(to: folder)
    #expect(PortraitFolder.seed(of: folder) == .max)
  }

  @Test func progressEndsWithAll() throws {
    let last = Mutex((0, 0))
    try portraits(7).write(to: temporary.file("p")) { done, total in last.withLock { $0 = (done, total) } }
    #expect(last.withLock { $0 } == (7, 7))
  }
}
