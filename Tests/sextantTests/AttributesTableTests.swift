import Imaging
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes table`.
@Suite struct AttributesTableTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeLabelledPictures()
    try place.write(
      "5\nSmiling Male Young Bald\na.png 1 1 1 -1\nb.png 1 -1 1 -1\nc.png 1 -1 -1 -1\nd.png -1 1 1 -1\ne.png 1 -1 1 -1\n"
        .utf8,
      to: "list.txt"
    )
    try place.write("a.png 0\nb.png 0\nc.png 1\nd.png 0\n".utf8, to: "splits.txt")
  }

  private let table = ["attributes", "table"]
  private var list: [String] { table + ["--labels-file", "list.txt"] }
  private let train = ["--partition", "splits.txt", "--split", "train"]

  @Test func aFileIsCounted() async throws {
    let report = try await place.report(list + ["--attributes", "Smiling,Male"])
    #expect(report.keys == ["source", "items", "leftOut", "attributes", "cells", "pairs"])
    #expect(report["source"] == .object(["file": "list.txt"]))
    #expect(report["items"] == 5 && report["leftOut"] == 0)
    #expect(report["cells"]?.elements?.map { $0["count"] } == [1, 3, 1, 0])
    #expect(report["cells"]?[1]?["share"]?.number == 0.6)
    #expect(report["cells"]?[1]?["labels"]?.texts("attribute") == ["Smiling", "Male"])
    #expect(report["cells"]?[1]?["labels"]?.elements?.map { $0["present"] } == [true, false])
    #expect(report["attributes"]?.elements?.map { $0["count"] } == [4, 2])
    let phi = try #require(report["pairs"]?[0]?["phi"]?.number)
    #expect(abs(phi + 3 / 24.0.squareRoot()) < 1e-12)
    let some = try await place.report(list + train + ["--attributes", "Male,Smiling,Young"])
    #expect(some["source"] == .object(["file": "list.txt", "partition": "splits.txt", "split": "train"]))
    #expect(some["items"] == 3 && some["cells"]?.elements?.map { $0["count"] } == [1, 0, 1, 0, 1, 0, 0, 0])
    #expect(some["pairs"]?.elements?.count == 3 && some["pairs"]?[1]?["phi"] == nil)
  }

  @Test func aSetIsCountedAndItsUnknownLabelsAreLeftOut() async throws {
    try await place.succeed(["encode", "d", "--set", "s", "--model", Workplace.model])
    let report = try await place.report(table + ["--set", "s", "--attributes", "Smiling,Male"])
    #expect(report["source"] == .object(["set": "s.encodings"]))
    #expect(report["items"] == 12 && report["cells"]?.elements?.map { $0["count"] } == [3, 3, 3, 3])
    #expect(report["pairs"]?[0]?["phi"] == 0)
    let some = try await place.report(
      table + ["--set", "s", "--where", "id < 8", "--split", "train", "--attributes", "Smiling,Male"]
    )
    #expect(some["source"] == .object(["set": "s.encodings", "where": "id < 8", "split": "train"]))
    #expect(some["cells"]?.elements?.map { $0["count"] } == [1, 1, 1, 0])
    // Pictures without labels beside them.
    try FileManager.default.createDirectory(at: place.file("plain"), withIntermediateDirectories: false)
    try place.makePicture(40, at: place.file("plain/p.png"))
    try await place.succeed(["encode", "plain", "--set", "p", "--model", Workplace.model])
    try await place.succeed(["sets", "merge", "s", "p", "--out", "both"])
    let both = try await place.report(table + ["--set", "both", "--attributes", "Smiling,Male"])
    #expect(both["items"] == 12 && both["leftOut"] == 1)
    let lines = try await place.succeed(table + ["--set", "both", "--attributes", "Smiling,Male"])
    #expect(lines.out.contains("items        12, 1 more with an unknown label\n"))
    try await place.fail(
      table + ["--set", "both", "--where", "Male IS NULL", "--attributes", "Smiling,Male"],
      code: 64,
      naming: ["--attributes Smiling,Male", "none of the 1 items"]
    )
    try await place.fail(table + ["--set", "p", "--all"], code: 64, naming: ["--all", "there is none"])
  }

  @Test func twoAttributesAreATableAndMoreAList() async throws {
    let two = try await place.succeed(list + ["--attributes", "Smiling,Male"])
    #expect(two.err.isEmpty)
    for line in [
      "labels       list.txt", "items        5", "                Male  not Male     total",
      "Smiling      20.00 %   60.00 %   80.00 %", "not Smiling  20.00 %    0.00 %   20.00 %",
      "total        40.00 %   60.00 %  100.00 %", "not Smiling     1         0      1",
      "Smiling, Male  -0.612  0.171",
    ] {
      #expect(two.out.contains(line + "\n"), "\(two.out)")
    }
    let three = try await place.succeed(list + ["--attributes", "Smiling,Male,Bald"])
    for line in [
      "cell                             items    share", "Smiling, not Male, not Bald          3  60.00 %",
      "Smiling      4  80.00 %", "Smiling, Bald       -      -",
    ] {
      #expect(three.out.contains(line + "\n"), "\(three.out)")
    }
  }

  @Test func correlationsAreDrawnAndTold() async throws {
    let report = try await place.report(list + ["--all", "--out", "heat.png"])
    #expect(report.keys == ["source", "items", "attributes", "phi"])
    #expect(report["items"] == 5 && report["attributes"]?.texts == ["Smiling", "Male", "Young", "Bald"])
    #expect(report["phi"]?.elements?.count == 4 && report["phi"]?[1]?[1] == 1 && report["phi"]?[0]?[3] == .null)
    #expect(report["phi"]?[0]?[1]?.number == report["phi"]?[1]?[0]?.number)
    #expect(try place.picture("heat.png").width == 900)
    let drawn = try await place.succeed(list + ["--attributes", "Smiling,Male", "--out", "heat.svg"])
    #expect(drawn.notes == ["wrote heat.svg"] || drawn.err.contains("wrote heat.svg"))
    #expect(drawn.out.contains("Smiling    1.000  -0.612\n"), "\(drawn.out)")
    let svg = String(decoding: try place.bytes("heat.svg"), as: UTF8.self)
    #expect(svg.contains(">\u{2212}0.61</text>") && !svg.contains(">Young<"))
    try await place.fail(list + ["--all", "--out", "heat.svg"], code: 73, naming: ["heat.svg", "--force"])
    try await place.succeed(list + ["--all", "--out", "heat.svg", "--force", "--quiet"])
    try await place.fail(list + ["--all", "--out", "heat.txt"], code: 64, naming: ["heat.txt"])
  }

  @Test(
    arguments: [
      ([], ["which attributes", "--all"]), (["--attributes", "Smiling"], ["Smiling", "at least two"]),
      (["--attributes", "Smiling,Smiling"], ["Smiling", "twice"]),
      (["--attributes", "Smiling,male"], ["male", "did you mean Male?"]),
      (["--attributes", "Smiling,,Male"], ["commas"]),
      (["--attributes", "Smiling", "--out", "o.png"], ["at least two"]),
      (["--attributes", "Smiling,Male", "--all"], ["--attributes and --all"]),
      (["--attributes", "Smiling,Male", "--split", "train"], ["--split train", "--partition"]),
      (["--attributes", "Smiling,Male", "--partition", "splits.txt"], ["--partition", "--split"]),
      (["--attributes", "Smiling,Male", "--where", "id < 3"], ["--where", "--set"]),
      (["--attributes", "Smiling,Male", "--set", "s"], ["--set and --labels-file"]),
      (
        ["--attributes", "Smiling,Male", "--partition", "splits.txt", "--split", "test"],
        ["--split test", "splits.txt"]
      ),
      (["--attributes", "a,b,c,d,e,f,g,h,i"], ["at most 8", "--out"]),
    ] as [([String], [String])]
  )
  func whatIsWrongIsNamed(_ flags: [String], _ words: [String]) async throws {
    let result = try await place.run(list + flags)
    #expect(result.code == 64 && result.out.isEmpty, "\(flags): \(result.err)")
    #expect(result.err.hasPrefix("sextant: error: "))
    for word in words { #expect(result.err.contains(word), "\(flags): \(result.err)") }
    #expect(!FileManager.default.fileExists(atPath: place.file("o.png").path))
  }

  @Test func whatIsMissingIsNamed() async throws {
    let flags = ["--attributes", "Smiling,Male"]
    try await place.fail(table + ["--labels-file", "no.txt"] + flags, code: 66, naming: ["no.txt"])
    try await place.fail(
      list + flags + ["--partition", "no.txt", "--split", "train"],
      code: 66,
      naming: ["no.txt"]
    )
    try await place.fail(table + ["--set", "no"] + flags, code: 66, naming: ["no.encodings"])
    let result = try await place.run(table + flags)
    #expect(result.code == 64 && result.err.contains("whose labels?"))
  }

  private static let celeba: URL? = {
    guard let url = Repository.shared?.appendingPathComponent("data/celeba") else { return nil }
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()

  /// White 2016, tables 1 and 2.
  @Test(
    .enabled(if: celeba != nil),
    arguments: [("Male", [16.75, 31.22, 25.19, 26.84]), ("Mouth_Slightly_Open", [36.48, 11.49, 11.74, 40.29])]
  )
  func thePapersTablesAreReproduced(_ other: String, _ perCent: [Double]) async throws {
    let folder = try #require(Self.celeba)
    let report = try await place.report(
      table + [
        "--labels-file", folder.appendingPathComponent("list_attr_celeba.txt").path,
        "--partition", folder.appendingPathComponent("list_eval_partition.txt").path,
        "--split", "train", "--attributes", "Smiling,\(other)",
      ]
    )
    #expect(report["items"] == 162_770)
    let shares = try #require(report["cells"]?.elements).compactMap { $0["share"]?.number }
    #expect(shares.map { ($0 * 10_000).rounded() / 100 } == perCent)
  }
}
