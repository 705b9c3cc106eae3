import Datasets
import GRDB
import GenerativeModels
import Imaging
import LatentFiles
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reading a set, and what can be wrong with one.
@Suite struct EncodedSetTests {
  let place: SetPlace

  init() throws {
    place = try SetPlace()
    try place.encode()
  }

  private var folder: SetFolder { place.set("s") }

  private func original(_ row: Int, of set: EncodedSet) throws -> PlanarImage {
    try set.original(
      of: set.item(row),
      preparation: set.description.model.preprocess,
      channels: 3,
      width: 32,
      height: 32
    )
  }

  // MARK: - Names and numbers

  @Test func namesWithAndWithoutSuffix() throws {
    let path = place.temporary.url.path
    for name in ["faces", "faces.encodings", "faces/", "faces.encodings/"] {
      #expect(SetFolder(naming: "\(path)/\(name)").url.path == "\(path)/faces.encodings")
    }
    // A set of another name is found by it.
    try FileManager.default.moveItem(at: folder.url, to: place.temporary.file("plain"))
    #expect(SetFolder(naming: "\(path)/plain").url.lastPathComponent == "plain")
    #expect(try EncodedSet(named: "\(path)/plain").count == 12)
  }

  @Test func rowsCountFromBothEnds() throws {
    let set = try EncodedSet(folder)
    for number in 0..<12 {
      #expect(try set.row(number) == number && set.row(number - 12) == number)
    }
    #expect(try set.item(-1).path == "11.png")
    for number in [12, -13, .max, .min] {
      expectExplained(.badData, naming: "set:\(number)", "12 items, 0 to 11") { _ = try set.row(number) }
    }
  }

  @Test func labelsAndCounts() throws {
    let set = try EncodedSet(folder)
    #expect(try set.labels(of: "Male") == [nil, 1, 1, 1, 1, nil, 0, 0, 0, 0, nil, 0])
    expectExplained(.usage, naming: "Hat", "no such attribute", "Smiling") { _ = try set.labels(of: "Hat") }
    let counts = try set.counts()
    #expect(counts.splits == [.train: 3, .valid: 3, .test: 3, nil: 3])
    #expect(counts.labels.map(\.name) == SetPlace.attributes)
    #expect(counts.labels.map(\.yes) == [6, 4, 1] && counts.labels.map(\.no) == [6, 5, 11])
  }

  // MARK: - Originals

  @Test func originalsAreAsTheEncoderSawThem() throws {
    let set = try EncodedSet(folder)
    for row in 0..<12 {
      let model = try SetPlace.model
      #expect(try model.encode(ImageBatch([original(row, of: set)])) == set.latent(row))
    }
  }

  @Test func originalsMayHaveMoved() throws {
    let moved = place.temporary.file("moved")
    try FileManager.default.moveItem(at: place.root, to: moved)
    let set = try EncodedSet(folder)
    expectExplained(.missingInput, naming: "4.png", "s.encodings", "--originals-in DIR") {
      _ = try original(4, of: set)
    }
    #expect(try original(4, of: EncodedSet(folder, originals: moved)).size == [32, 32])
  }

  // MARK: - Damage

  @Test func whatIsNoSetIsNamed() throws {
    expectExplained(.missingInput, naming: "no.encodings", "no such folder") { _ = try EncodedSet(place.set("no")) }
    try FileManager.default.createDirectory(at: place.set("empty").url, withIntermediateDirectories: false)
    expectExplained(.missingInput, naming: "empty.encodings", "no set.json", "--set NAME") {
      _ = try EncodedSet(place.set("empty"))
    }
  }

  @Test(arguments: [
    ("\"format\" : 1", "\"format\" : 2", "format 2 is of a later Sextant"),
    ("\"dimension\" : 48", "\"dimension\" : 47", "dimension 47"),
    ("\"dimension\" : 48", "\"dimension\" : 0", "dimension 0"),
    ("\"dimension\" : 48", "\"dimension\" : \"48\"", "dimension"), ("\"posterior\"", "\"anterior\"", "posterior"),
    ("\"finished\" : true,", "", "finished"), ("{", "", "cannot be read"),
    ("\"package\"", "\"parcel\"", "model.reference"),
    ("\"gaussian\"", "\"cauchy\"", "model.prior"),
  ])
  func damagedDescriptionsAreNamedWithTheirKey(old: String, new: String, word: String) throws {
    let text = try String(contentsOf: folder.description, encoding: .utf8)
    let range = try #require(text.firstRange(of: old))
    try Data((text[..<range.lowerBound] + new + text[range.upperBound...]).utf8).write(to: folder.description)
    expectExplained(.badData, naming: "set.json", word) { _ = try EncodedSet(folder) }
    #expect(try SetVerification(folder).problems.count == 1)
    #expect(try SetVerification(folder).problems.first?.contains(word) == true)
  }

  @Test func emptyDescriptionsAreNamed() throws {
    try Data().write(to: folder.description)
    expectExplained(.badData, naming: "set.json", "empty") { _ = try EncodedSet(folder) }
  }

  @Test func catalogsThatAreNoneAreNamed() throws {
    try Data("This is no database, although it is long enough to be one.".utf8).write(to: folder.catalog)
    expectExplained(.badData, naming: "catalog.sqlite", "not a database") { _ = try EncodedSet(folder) }
    try Data().write(to: folder.catalog)
    expectExplained(.badData, naming: "catalog.sqlite", "lacks the tables") { _ = try EncodedSet(folder) }
    try FileManager.default.removeItem(at: folder.catalog)
    expectExplained(.missingInput, naming: "catalog.sqlite", "no such file") { _ = try EncodedSet(folder) }
  }

  /// Whatever is in the file, the program must not end by it.
  @Test(arguments: [
    "UPDATE labels SET Smiling = 'yes' WHERE id = 3", "UPDATE items SET width = 'wide' WHERE id = 3",
    "UPDATE items SET path = x'ff' WHERE id = 3", "UPDATE items SET height = -1e300 WHERE id = 3",
    "UPDATE labels SET Smiling = 0.5 WHERE id = 3", "UPDATE items SET split = x'ff' WHERE id = 3",
    "DROP TABLE labels; CREATE TABLE labels (id, Smiling); INSERT INTO labels VALUES (3, 'yes')",
    "DROP TABLE items; CREATE TABLE items (id, path)", "DROP TABLE skipped; CREATE TABLE skipped (id)",
    "DROP TABLE items; CREATE TABLE items (id, path, split, width, height); INSERT INTO items VALUES (3, NULL, 1, NULL, NULL)",
    "DROP TABLE items; CREATE TABLE items (id, path, split, width, height); INSERT INTO items (path) VALUES (7)",
    "INSERT INTO skipped VALUES (1, x'ff', x'ff')", "DROP TABLE skipped",
  ])
  func valuesOfAnotherKindAreDamage(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.catalog.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    let uses: [(EncodedSet) throws -> Void] = [
      { try $0.forEachItem { _, _ in } }, { _ = try $0.item(3) }, { _ = try $0.labels(of: "Smiling") },
      { _ = try $0.counts() }, { _ = try $0.skipped() }, { _ = try $0.rows(where: nil) },
      { _ = try $0.rows(where: "id = 3") },
    ]
    for use in uses {
      do {
        try use(EncodedSet(folder))
      } catch let error as any ExplainedError {
        #expect(error.description.contains("s.encodings"), "\(error)")
        #expect(error.category == .badData || error.description.hasPrefix("--where"), "\(error)")
      }
    }
    #expect(try !SetVerification(folder).problems.isEmpty)
  }

  @Test func vectorsThatDoNotFitAreNamed() throws {
    let header = { (shape: [Int]) in Data(NpyHeader(shape: shape).bytes) }
    let whole = try Data(contentsOf: folder.vectors)
    for (bytes, words) in [
      (whole.dropLast(1), ["vectors.npy", "(12, 48)"]),
      (header([12, 24]) + whole[128...], ["vectors.npy", "24", "48"]),
      (header([11, 48]) + whole[128...], ["vectors.npy"]), (Data(), ["vectors.npy", "empty"]),
      (Data("no array".utf8), ["vectors.npy"]),
    ] {
      try bytes.write(to: folder.vectors)
      do {
        _ = try EncodedSet(folder)
        Issue.record("nothing was refused: \(words)")
      } catch let error as any ExplainedError {
        #expect(error.category == .badData)
        for word in words { #expect(error.description.contains(word), "\(error)") }
      }
    }
  }

  @Test func damagedLawsAreNamed() throws {
    for text in ["{}", "", "{\"mean\": [", "[1, 2]"] {
      try Data(text.utf8).write(to: folder.prior)
      let set = try EncodedSet(folder)
      expectExplained(.badData, naming: "prior.json") { _ = try set.empiricalPrior() }
    }
    // What is not kept is learned.
    try FileManager.default.removeItem(at: folder.prior)
    let set = try EncodedSet(folder)
    #expect(try set.empiricalPrior() == EmpiricalPrior(fitting: set.vectors.gathered(0..<12)))
  }

  @Test func lawsAreThoseOfAllLatents() throws {
    let set = try EncodedSet(folder)
    let latents = set.vectors.gathered(0..<12)
    #expect(try set.empiricalPrior() == EmpiricalPrior(fitting: latents))
    #expect(try set.gaussianPrior() == CorrelatedGaussian(fitting: latents))
  }
}

extension PlanarImage {
  fileprivate var size: [Int] { [width, height] }
}
