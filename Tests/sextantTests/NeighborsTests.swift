import EncodedSets
import Imaging
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant neighbors`.
@Suite struct NeighborsTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    try await place.makeSet(30)
  }

  @Test func findsTheNearestItemsWithPathsAndDistances() async throws {
    let set = try EncodedSet(SetFolder(naming: place.file("faces").path))
    let report = try await place.report(["neighbors", "set:4", "--set", "faces", "-k", "5"])
    let found = try #require(report["queries"]?[0]?["neighbors"]?.elements)
    #expect(report["metric"] == "l2" && report["queries"]?[0]?["query"] == "set:4")
    let latents = set.vectors.gathered(0..<30)
    let query = latents[4].values
    let nearest = (0..<30).filter { $0 != 4 }
      .map { (item: $0, distance: latents[$0].lengths(around: query)[0]) }
      .sorted { $0.distance < $1.distance }
    #expect(found.count == 5)
    for (neighbor, expected) in zip(found, nearest) {
      #expect(neighbor["item"]?.number == Double(expected.item))
      #expect(abs((neighbor["distance"]?.number ?? 0) - expected.distance) < 1e-5)
      let path = try set.item(expected.item).path
      #expect(neighbor["path"] == JSONValue.text(path))
    }
    // For people the same, in lines.
    let lines = try await place.succeed(["neighbors", "set:4", "--set", "faces", "-k", "5"]).out.split(separator: "\n")
    #expect(lines.count == 6 && lines[0].hasPrefix("item") && lines[1].hasPrefix("set:\(nearest[0].item) "))
  }

  @Test func pictureAndLatentAndItemOfTheSameAreTheSameQuery() async throws {
    try await place.succeed(["sets", "export", "faces", "--npy", "z.npy"])
    let set = try EncodedSet(SetFolder(naming: place.file("faces").path))
    let path = place.file("pictures").appendingPathComponent(try set.item(7).path).path
    for query in [path, "z.npy:7"] {
      let report = try await place.report(["neighbors", query, "--set", "faces", "-k", "1"])
      let first = report["queries"]?[0]?["neighbors"]?[0]
      #expect(first?["item"]?.number == 7, "\(query)")
      #expect((first?["distance"]?.number ?? 1) < 1e-4, "\(query)")
    }
  }

  @Test func conditionsLimitWhatIsFound() async throws {
    let report = try await place.report(["neighbors", "set:4", "--set", "faces", "-k", "30", "--where", "id % 3 = 0"])
    let items = try #require(report["queries"]?[0]?["neighbors"]?.elements).compactMap { $0["item"]?.number }
    #expect(items.count == 10 && items.allSatisfy { Int($0) % 3 == 0 })
  }

  @Test func theSheetHasARowForEachQueryAndIsDrawnAgain() async throws {
    let flags = ["--set", "faces", "-k", "4", "--out"]
    try await place.succeed(["neighbors", "set:4", "set:-1"] + flags + ["n.png"])
    let sheet = try place.picture("n.png")
    try await place.succeed(["replay", "n.png", "--out", "again.png"])
    #expect(try place.bytes("n.png") == place.bytes("again.png"))
    try await place.succeed(["replay", "n.png", "--out", "more.png", "-k", "6"])
    #expect(try place.picture("more.png").width == sheet.width + 2 * 34)
    // The query's own picture comes first, as the encoder saw it.
    let set = try EncodedSet(SetFolder(naming: place.file("faces").path))
    let original = try set.original(
      of: set.item(4),
      preparation: set.description.model.preprocess,
      channels: 3,
      width: 32,
      height: 32
    )
    let first = try sheet.cropped(x: sheet.width - 5 * 34, y: 2, width: 32, height: 32)
    #expect(first.meanSquaredError(to: original) < 1e-5)
  }

  @Test func originalsThatAreGoneAreReplacedByReconstructions() async throws {
    try FileManager.default.moveItem(at: place.file("pictures"), to: place.file("moved"))
    let result = try await place.succeed(["neighbors", "set:4", "--set", "faces", "-k", "3", "--out", "n.png"])
    #expect(result.err.contains("3 of the originals are not in"))
    let found = try await place.succeed(
      ["neighbors", "set:4", "--set", "faces", "-k", "3", "--originals-in", "moved", "--out", "m.png"]
    )
    #expect(!found.err.contains("originals"))
  }

  @Test func aGraphIsBuiltOnceAndTellsItsRecall() async throws {
    let command = ["neighbors", "set:4", "--set", "faces", "-k", "3"]
    let exact = try await place.report(command)
    let first = try await place.report(command + ["--approximate"])
    #expect(first["index"]?["built"]?["recall"]?.number == 1)
    let second = try await place.report(command + ["--approximate"])
    #expect(second["index"]?["built"] == nil && second["index"]?["file"] == "faces.encodings/neighbors-l2.graph")
    #expect(first["queries"] == exact["queries"] && second["queries"] == exact["queries"])
    // One that does not belong to the set, or is damaged, is replaced.
    try place.write(Array("nonsense".utf8), to: "faces.encodings/neighbors-l2.graph")
    let third = try await place.report(command + ["--approximate"])
    #expect(third["index"]?["built"]?["recall"]?.number == 1)
  }

  @Test func mistakesAreExplained() async throws {
    let set = ["--set", "faces"]
    try await place.fail(["neighbors", "set:4"], code: 64, naming: ["set:4", "--set"])
    try await place.fail(["neighbors", "set:30"] + set, code: 65, naming: ["set:30", "30 items"])
    try await place.fail(["neighbors", "4"] + set, code: 64, naming: ["set:4"])
    try await place.fail(["neighbors"] + set, code: 64, naming: ["query"])
    try await place.fail(["neighbors", "set:4", "-k", "0"] + set, code: 64, naming: ["-k 0"])
    try await place.fail(["neighbors", "set:4", "--set", "nowhere"], code: 66, naming: ["nowhere"])
    try await place.fail(["neighbors", "set:4", "--where", "nose = 1"] + set, code: 64, naming: ["nose", "columns"])
    try await place.fail(["neighbors", "set:4", "--where", "id > 90"] + set, code: 64, naming: ["id > 90", "none"])
    try await place.fail(
      ["neighbors", "set:4", "--approximate", "--where", "id > 9"] + set,
      code: 64,
      naming: ["--approximate", "--where"]
    )
    try await place.fail(
      ["neighbors", "set:4", "--model", Workplace.fixture("signed")] + set,
      code: 64,
      naming: ["latents are of the model tiny", "--model"]
    )
  }
}

extension Workplace {
  /// Draws pictures into `pictures` and encodes them into the set `faces` of the tiny model.
  func makeSet(_ count: Int) async throws {
    try FileManager.default.createDirectory(at: file("pictures"), withIntermediateDirectories: false)
    let draws = LatentGenerator(seed: 3).sample(.uniform(low: 0, high: 1), count: count, dimension: 3 * 4 * 4)
    for row in 0..<count {
      let small = PlanarImage(channels: 3, height: 4, width: 4, samples: draws[row].values)
      let name = row < 10 ? "0\(row)" : "\(row)"
      try small.resized(width: 40, height: 40, filter: .bicubic).write(to: file("pictures/\(name).png"))
    }
    try await succeed(["encode", "pictures", "--set", "faces", "--model", Self.model])
  }
}
