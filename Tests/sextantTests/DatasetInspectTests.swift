import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant dataset inspect`.
@Suite struct DatasetInspectTests {
  private let place: Workplace

  /// Four pictures listed, two of them there, 6 wide and 5 high; an extra file that no row names.
  init() throws {
    place = try Workplace()
    try FileManager.default.createDirectory(at: place.file("d/img_align_celeba"), withIntermediateDirectories: true)
    try write("4\r\nSmiling Male\r\na.png  1 -1\r\nb.png -1 -1\r\nc.png  1  1\r\nd.png -1 -1\r\n", labels)
    try write("a.png 0\nb.png 0\nc.png 1\n", "d/list_eval_partition.txt")
    for name in ["a", "d", "unlisted"] {
      try PlanarImage(channels: 3, height: 5, width: 6, repeating: 0.5)
        .write(to: place.file("d/img_align_celeba/\(name).png"))
    }
  }

  private let labels = "d/list_attr_celeba.txt"

  private func write(_ text: String, _ name: String) throws { try place.write(text.utf8, to: name) }

  @Test func reportsWhatIsThere() async throws {
    let report = try await place.report(["dataset", "inspect", "d"])
    #expect(
      report.keys == [
        "folder", "labelFile", "partitionFile", "pictureFolder", "pictures", "imageSize", "splits", "counted",
        "attributes",
      ]
    )
    #expect(report["labelFile"] == .text(place.file(labels).path))
    #expect(report["pictures"] == .object(["listed": 4, "present": 2, "missing": 2]))
    #expect(report["imageSize"] == .object(["width": 6, "height": 5]))
    let splits = try #require(report["splits"]?.elements)
    #expect(splits.map { $0["split"] } == ["train", "valid", "test", .null])
    #expect(splits.map { $0["pictures"]?["listed"] } == [2, 1, 0, 1])
    #expect(splits.map { $0["pictures"]?["present"] } == [1, 0, 0, 1])
    #expect(report["counted"]?["pictures"] == 2)
    #expect(report["attributes"]?.texts("name") == ["Smiling", "Male"])
    #expect(report["attributes"]?[0]?["count"] == 1)
    #expect(report["attributes"]?[0]?["share"]?.number == 0.5)
    #expect(report["attributes"]?[1]?["share"] == 0)
  }

  @Test func countsASplitAndTheLabelsAlone() async throws {
    let train = try await place.report(["dataset", "inspect", "d", "--split", "train"])
    #expect(train["counted"] == .object(["labelsOnly": false, "split": "train", "pictures": 1]))
    #expect(train["attributes"]?[0]?["share"] == 1)
    let labels = try await place.run(["dataset", "inspect", "d", "--labels-only", "--json"])
    #expect(labels.err.isEmpty)
    #expect(try labels.json()["counted"]?["pictures"] == 4)
    #expect(try labels.json()["attributes"]?[0]?["share"]?.number == 0.5)
    #expect(try labels.json()["attributes"]?[1]?["share"]?.number == 0.25)
    // Pictures need not be there.
    try FileManager.default.removeItem(at: place.file("d/img_align_celeba"))
    let both = try await place.report(["dataset", "inspect", "d", "--labels-only", "--split", "valid"])
    #expect(both["counted"] == .object(["labelsOnly": true, "split": "valid", "pictures": 1]))
    #expect(both["pictures"]?["missing"] == 4)
  }

  @Test func saysOnceWhatIsMissing() async throws {
    let result = try await place.succeed(["dataset", "inspect", "d"])
    #expect(result.notes.count == 1 && result.err.contains("2 of the 4 pictures"), "\(result.err)")
    for words in [
      "folder       d\n", "labels       list_attr_celeba.txt, 2 attributes",
      "pictures     4 listed, 2 present, 2 missing, 6 x 5 pixels", "train        2 listed, 1 present, 1 missing",
      "no split     1 listed, 1 present", "share of the 2 pictures present\n", "Smiling                  50.0 %",
      "Male                      0.0 %",
    ] {
      #expect(result.out.contains(words), "\(result.out)")
    }
    #expect(try await place.succeed(["dataset", "inspect", "d", "--quiet"]).err.isEmpty)
  }

  @Test func aFolderWithoutSplitsHasNone() async throws {
    try FileManager.default.removeItem(at: place.file("d/list_eval_partition.txt"))
    #expect(try await place.report(["dataset", "inspect", "d"])["splits"] == nil)
    #expect(try await place.succeed(["dataset", "inspect", "d"]).out.contains("splits       none"))
    try await place.fail(
      ["dataset", "inspect", "d", "--split", "train"],
      code: 66,
      naming: ["list_eval_partition.txt", "'train'"]
    )
  }

  @Test func whatIsMissingIsNamed() async throws {
    try await place.fail(["dataset", "inspect", "no"], code: 66, naming: ["no: "])
    try await place.fail(["dataset", "inspect", "d/img_align_celeba"], code: 66, naming: ["list_attr_celeba.txt"])
    try await place.fail(["dataset", "inspect", "d", "--split", "valid"], code: 66, naming: ["1 pictures", "'valid'"])
    for flags in [[], ["--labels-only"]] {
      try await place.fail(["dataset", "inspect", "d", "--split", "test"] + flags, code: 66, naming: ["'test'"])
    }
  }

  @Test func damageIsNamedWithFileAndLine() async throws {
    try write("not a picture", "d/img_align_celeba/a.png")
    try await place.fail(["dataset", "inspect", "d"], code: 65, naming: ["a.png"])
    try await place.succeed(["dataset", "inspect", "d", "--labels-only"])
    try write("2\nSmiling Male\na.png 1 1\nb.png 1\n", labels)
    try await place.fail(["dataset", "inspect", "d"], code: 65, naming: [labels, "line 4", "b.png", "1 of 2"])
    try write("", labels)
    try await place.fail(["dataset", "inspect", "d", "--json"], code: 65, naming: [labels, "empty"])
  }
}
