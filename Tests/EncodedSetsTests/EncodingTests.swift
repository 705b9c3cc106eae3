import Datasets
import GenerativeModels
import Imaging
import LatentFiles
import LatentGeometry
import SafeFiles
import Synchronization
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Pictures become a set.
@Suite struct EncodingTests {
  let place: SetPlace

  init() throws { place = try SetPlace() }

  @Test func whatGoesInComesOut() throws {
    let summary = try place.encode()
    #expect(summary == SetEncoder.Summary(count: 12, encoded: 12, alreadyThere: 0, skipped: []))
    #expect(try Set(place.files().keys) == SetPlace.fileNames)
    let set = try EncodedSet(place.set("s"))
    #expect(set.count == 12 && set.dimension == 48 && set.attributes == SetPlace.attributes)
    #expect(set.unfinishedNote == nil)
    for row in 0..<12 {
      let item = try set.item(row)
      let picture = try PlanarImage(contentsOf: place.picture(row))
      #expect(item.row == row && item.path == "\(row).png" && item.split == place.pictures.entries[row].split)
      #expect(item.width == picture.width && item.height == picture.height)
      #expect(try set.latent(row).values == place.latent(row))
    }
    var labels: [[Int?]] = []
    try set.forEachItem { _, values in labels.append(values) }
    #expect(labels == place.pictures.entries.map { $0.labels.map { label in label.map { $0 ? 1 : 0 } } })
    #expect(
      try LatentFile.read(LatentReference(file: place.set("s").vectors)).values == set.vectors.gathered(0..<12).values
    )
  }

  @Test func theDescriptionSaysHow() throws {
    try place.encode { $0.posterior = .sample(seed: 9) }
    let description = try SetDescription(place.set("s"))
    #expect(description.format == 1 && description.finished && description.count == 12 && description.batch == 5)
    #expect(try description.model.name == "tiny" && description.model.hash == SetPlace.model.encodingHash)
    #expect(description.model.reference == SetPlace.reference && description.model.prior == .standardGaussian)
    #expect(description.model.latentShape == [48] && description.dimension == 48)
    #expect(description.posterior.kind == "sample" && description.posterior.seed == 9)
    #expect(description.root == place.root.path)
    #expect(description.sessions.count == 1 && description.sessions[0].sources == ["pictures"])
    #expect(description.sessions[0].pictures == 12 && description.sessions[0].firstItem == 0)
    #expect(try description.vectorsSHA256 == FileDigest.sha256(of: place.set("s").vectors))
    #expect(try description.catalogSHA256 == FileDigest.sha256(of: place.set("s").catalog))
  }

  @Test(arguments: [1, 2, 3, 7]) func workersDoNotChangeAByte(_ workers: Int) throws {
    try place.spoil(4)
    try place.encode(into: "one", workers: 1)
    try place.encode(into: "many", workers: workers)
    #expect(try place.files("one") == place.files("many"))
  }

  @Test(arguments: [1, 2, 5, 11, 12, 13, nil]) func batchesDoNotChangeALatent(_ batch: Int?) throws {
    try place.encode(batch: batch)
    let set = try EncodedSet(place.set("s"))
    for row in 0..<12 { #expect(try set.latent(row).values == place.latent(row)) }
    #expect(try set.description.batch == batch ?? SetPlace.model.defaultBatch)
  }

  @Test func drawsDependOnTheSeedAndTheNumberOfThePictureAlone() throws {
    try place.encode(into: "a", batch: 5) { $0.posterior = .sample(seed: 3) }
    try place.encode(into: "b", batch: 4, workers: 1) { $0.posterior = .sample(seed: 3) }
    try place.encode(into: "c") { $0.posterior = .sample(seed: 4) }
    try place.encode(place.pictures(0..<7), into: "d") { $0.posterior = .sample(seed: 3) }
    try place.encode(into: "d") {
      $0.posterior = .sample(seed: 3)
      $0.appends = true
    }
    let vectors = try ["a", "b", "c", "d"].map { try EncodedSet(place.set($0)).vectors.gathered(0..<12) }
    #expect(vectors[0] == vectors[1] && vectors[0] == vectors[3] && vectors[0] != vectors[2])
    let model = try SetPlace.model
    let all = try ImageBatch(contentsOf: (0..<12).map(place.picture), for: model)
    #expect(vectors[0] == (try model.encode(all, posterior: .sample(seed: 3))))
  }

  @Test func progressRisesToTheEnd() throws {
    let heard = Mutex<[Int]>([])
    try place.encode { encoder in
      encoder.progress = { done, total in
        #expect(total == 12)
        heard.withLock { $0.append(done) }
      }
    }
    let steps = heard.withLock { $0 }
    // Batches that are ready are committed together.
    #expect(steps.first == 0 && steps.last == 12 && steps == steps.sorted() && Set(steps).isSubset(of: [0, 5, 10, 12]))
  }

  // MARK: - Pictures that cannot be read

  @Test func badPicturesAreListedAndSkipped() throws {
    try place.spoil(0)
    try place.spoil(4)
    try FileManager.default.removeItem(at: place.picture(11))
    let summary = try place.encode()
    #expect(summary.count == 9 && summary.encoded == 9)
    #expect(summary.skipped.map(\.path) == ["0.png", "4.png", "11.png"])
    #expect(summary.skipped[0].reason.contains("0.png") && summary.skipped[2].reason.contains("no such file"))
    let set = try EncodedSet(place.set("s"))
    #expect(try set.skipped() == summary.skipped)
    let good = [1, 2, 3, 5, 6, 7, 8, 9, 10]
    #expect(try (0..<9).map { try set.item($0).path } == good.map { "\($0).png" })
    for (row, index) in good.enumerated() { #expect(try set.latent(row).values == place.latent(index)) }
  }

  @Test func strictnessFailsAtTheFirstBadPictureAndLosesNothing() throws {
    try place.spoil(8)
    try place.spoil(9)
    expectExplained(.badData, naming: "8.png", "--strict", "what is encoded so far is kept") {
      try place.encode { $0.isStrict = true }
    }
    let half = try EncodedSet(place.set("s"))
    #expect(half.count == 5 && half.unfinishedNote?.contains("5 of 12 pictures") == true)
    try place.mend(8)
    try place.mend(9)
    #expect(try place.encode { $0.isStrict = true }.alreadyThere == 5)
    try place.encode(into: "whole")
    #expect(try place.files() == place.files("whole"))
  }

  @Test func aSetOfNothingIsNone() throws {
    for index in 0..<12 { try place.spoil(index) }
    expectExplained(.badData, naming: "none of the 12 pictures", "0.png") { try place.encode() }
    #expect(!place.set("s").exists)
    expectExplained(.badData, naming: "0.png", "--strict") { try place.encode { $0.isStrict = true } }
    #expect(!place.set("s").exists)
    // What somebody else keeps in the folder stays.
    try FileManager.default.createDirectory(at: place.set("s").url, withIntermediateDirectories: false)
    let mine = place.set("s").url.appendingPathComponent(".mine")
    try Data("mine".utf8).write(to: mine)
    expectExplained(.badData, naming: "none of the 12 pictures") { try place.encode() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.set("s").url.path) == [".mine"])
    try FileManager.default.removeItem(at: mine)
    for index in 0..<12 { try place.mend(index) }
    try place.encode()
    try place.encode(into: "whole")
    #expect(try place.files() == place.files("whole"))
    expectExplained(.usage, naming: "no pictures") { try place.encode(place.pictures([]), into: "none") }
    #expect(!place.set("none").exists)
  }

  @Test func aSingleItemHasNoLaw() throws {
    try place.encode(place.pictures([3]))
    let set = try EncodedSet(place.set("s"))
    #expect(set.count == 1 && !FileManager.default.fileExists(atPath: set.folder.prior.path))
    expectExplained(.usage, naming: "a single item", "two or more") { _ = try set.empiricalPrior() }
    expectExplained(.usage, naming: "a single item") { _ = try set.gaussianPrior() }
    #expect(try SetVerification(place.set("s")).problems == [])
  }

  // MARK: - More pictures

  @Test func whatIsThereIsPassedOver() throws {
    try place.spoil(2)
    try place.encode(place.pictures(0..<5))
    let summary = try place.encode { $0.appends = true }
    #expect(summary.count == 11 && summary.encoded == 7 && summary.alreadyThere == 5 && summary.skipped == [])
    try place.encode(into: "whole")
    #expect(try place.files()["vectors.npy"] == place.files("whole")["vectors.npy"])
    #expect(try place.files()["prior.json"] == place.files("whole")["prior.json"])
    #expect(try EncodedSet(place.set("s")).skipped().map(\.path) == ["2.png"])
    let sessions = try SetDescription(place.set("s")).sessions
    #expect(sessions.map(\.pictures) == [5, 7] && sessions.map(\.firstItem) == [0, 4])
    #expect(sessions.map(\.firstSkipped) == [0, 1])
    #expect(try SetVerification(place.set("s")).problems == [])
    // Nothing is left to add: not a byte changes.
    let files = try place.files()
    let again = try place.encode { $0.appends = true }
    #expect(again.encoded == 0 && again.alreadyThere == 12 && again.count == 11)
    #expect(try place.files() == files)
  }

  @Test func whatIsMendedIsAddedLater() throws {
    try place.spoil(2)
    try place.spoil(4)
    try place.encode()
    try place.mend(2)
    let summary = try place.encode { $0.appends = true }
    #expect(summary.count == 11 && summary.encoded == 1 && summary.skipped == [])
    let set = try EncodedSet(place.set("s"))
    #expect(try set.item(10).path == "2.png")
    #expect(try set.skipped().map(\.path) == ["4.png"])
    #expect(try SetVerification(place.set("s")).problems == [])
  }

  @Test func aGoodSetIsNotGivenUpForPicturesThatCannotBeRead() throws {
    try place.encode()
    let files = try place.files()
    for index in 0..<12 { try place.spoil(index) }
    expectExplained(.badData, naming: "0.png") { try place.encode { $0.overwrites = true } }
    #expect(try place.files() == files)
  }

  @Test func theSameCommandTwiceChangesNothing() throws {
    try place.spoil(1)
    try place.encode()
    let files = try place.files()
    let again = try place.encode()
    #expect(again.count == 11 && again.encoded == 0 && again.alreadyThere == 12)
    #expect(try place.files() == files)
  }

  @Test func forceBeginsAnew() throws {
    try place.encode(place.pictures(0..<3)) { $0.posterior = .sample(seed: 1) }
    try place.encode { $0.overwrites = true }
    try place.encode(into: "whole")
    #expect(try place.files() == place.files("whole"))
  }

  @Test func picturesOfAnotherFolderKeepTheRoot() throws {
    try place.encode(place.pictures(0..<4))
    let elsewhere = try SetPlace(2)
    let above = place.temporary.url
    let moved = PictureCollection(
      source: PictureSource(root: above),
      attributes: SetPlace.attributes,
      entries: [5, 3].map { .init(path: "pictures/\($0).png", labels: [nil, nil, nil]) }
    )
    #expect(try place.encode(moved) { $0.appends = true }.alreadyThere == 1)
    #expect(try place.encode(elsewhere.pictures) { $0.appends = true }.encoded == 2)
    let set = try EncodedSet(place.set("s"))
    #expect(try (4..<7).map { try set.item($0).path } == ["5.png"] + (0..<2).map { elsewhere.picture($0).path })
    #expect(set.description.root == place.root.path)
    let shape = try SetPlace.model.imageShape
    let original = try set.original(
      of: set.item(6),
      preparation: set.description.model.preprocess,
      channels: 3,
      width: shape.width,
      height: shape.height
    )
    #expect(original == (try ImageBatch(contentsOf: [elsewhere.picture(1)], for: SetPlace.model))[0])
  }

  // MARK: - Layouts

  @Test func filesWithoutLabelsHaveNone() throws {
    let pictures = try PictureCollection(naming: [place.root.path])
    #expect(pictures.attributes.isEmpty && pictures.entries.count == 12)
    try place.encode(pictures)
    let set = try EncodedSet(place.set("s"))
    #expect(set.attributes.isEmpty)
    #expect(try set.rows(where: "path = '3.png'") == [pictures.entries.firstIndex { $0.path == "3.png" }])
    #expect(try set.counts().labels.isEmpty && set.counts().splits == [nil: 12])
    #expect(try SetVerification(place.set("s")).problems == [])
  }

  @Test func picturesInsideIDXFilesAreItems() throws {
    let folder = place.temporary.file("idx")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    func idx(_ shape: [UInt8], _ values: [UInt8]) -> Data {
      Data([0, 0, 8, UInt8(shape.count)] + shape.flatMap { [0, 0, 0, $0] } + values)
    }
    let pixels = (0..<UInt8(5 * 12)).map { $0 &* 37 &+ 11 }
    try idx([5, 3, 4], pixels).write(to: folder.appendingPathComponent("train-images-idx3-ubyte"))
    try idx([5], [7, 0, 7, 3, 9]).write(to: folder.appendingPathComponent("train-labels-idx1-ubyte"))
    try place.encode(PictureCollection(naming: [folder.path]), batch: 2)
    let set = try EncodedSet(place.set("s"))
    #expect(set.count == 5 && set.attributes == ["class_0", "class_3", "class_7", "class_9"])
    #expect(try set.rows(where: "class_7 = 1 AND split = 'train'") == [0, 2])
    let item = try set.item(-2)
    #expect(item.path == "train-images-idx3-ubyte:3" && item.width == 4 && item.height == 3)
    let grey = PlanarImage(channels: 1, height: 3, width: 4, samples: pixels[36..<48].map { Float($0) / 255 })
    let shape = try SetPlace.model.imageShape
    let seen = try SetPlace.model.preparation.apply(
      to: grey.converted(toChannels: 3),
      width: shape.width,
      height: shape.height
    )
    #expect(try set.latent(3) == SetPlace.model.encode(ImageBatch([seen])))
    // A file that has become shorter is a picture that cannot be read.
    expectExplained(.cannotRead, naming: "train-images-idx3-ubyte", "5 pictures", "9") {
      _ = try set.originals.picture(at: "train-images-idx3-ubyte:9")
    }
  }
}
