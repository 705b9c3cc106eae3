import AttributeVectors
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Conditions of verbs that measure: items of a set go under what they were encoded under.
@Suite struct ConditionedMeasuringTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeLabelledPictures()
  }

  private static func model(_ name: String) -> [String] { ["--model", Workplace.fixture("conditional/\(name)")] }

  private let synthesize = ["attributes", "synthesize", "--augment", "blur:2"]

  @Test func vectorsOfASetAreFoundUnderItsCondition() async throws {
    // The model has no default: without the set's condition nothing could be encoded.
    try await place.succeed(["encode", "d", "--set", "s", "--condition", "2"] + Self.model("label"))
    try await place.succeed(synthesize + ["--set", "s", "--out", "own", "--sheet", "%SET%-%VERB%.png"])
    try await place.succeed(synthesize + ["--set", "s", "--out", "told", "--condition", "2", "--sheet", "told.png"])
    #expect(
      try VectorSet(named: place.file("own").path).vectors == VectorSet(named: place.file("told").path).vectors
    )
    let sheet = "s-attributes-synthesize.png"
    #expect(try place.picture(sheet) == place.picture("told.png"))
    try await place.succeed(["replay", sheet, "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes(sheet))
    try await place.succeed(["replay", sheet, "--condition", "0", "--out", "other.png"])
    // Pictures themselves have no such condition.
    try await place.fail(
      synthesize + ["d", "--out", "x"] + Self.model("label"),
      code: 64,
      naming: ["'label' wants a condition", "--condition"]
    )
    try await place.succeed(synthesize + ["d", "--out", "x", "--condition", "1"] + Self.model("label"))
    try await place.fail(
      synthesize + ["--set", "s", "--out", "y", "--condition", "0", "--condition", "1", "--condition", "1"],
      code: 64,
      naming: ["--condition", "attributes synthesize", "3 were given"]
    )
  }

  @Test func leaksAreMeasuredUnderTheConditionsOfItems() async throws {
    try place.makeIDX(6)
    try await place.succeed(["encode", "idx", "--set", "own", "--condition-labels", "class_*"] + Self.model("label"))
    try LatentFile.write(
      LatentBatch(rows: [(0..<48).map { $0 == 0 ? 1 : 0 }]),
      to: place.file("v.json"),
      overwrite: false
    )
    let leak = ["attributes", "leak", "--vectors", "v.json", "--set", "own", "--amount", "4", "--where", "id >= 0"]
    func brightness(_ flags: [String]) async throws -> Double {
      let report = try await place.report(flags)
      return try #require(report["table"]?["effects"]?[0]?["brightness"]?["estimate"]?.number, "\(report)")
    }
    // Under its own condition a picture is itself again, so that what white cuts off is the same for sets under any.
    let own = try await brightness(leak)
    try await place.succeed(["encode", "idx", "--set", "one", "--condition", "1"] + Self.model("label"))
    let one = try await brightness(leak.map { $0 == "own" ? "one" : $0 })
    #expect(abs(own - one) < 1e-6 && own > 0.01, "\(own), \(one)")
    #expect(abs(try await brightness(leak + ["--condition", "0"]) - own) > 1e-4)
    try await place.fail(leak + ["--condition", "7"], code: 64, naming: ["no class 7"])
    try await place.fail(leak + ["--condition", "all"], code: 64, naming: ["attributes leak takes one condition"])
    // Merged of several, it cannot be known.
    for label in ["0", "1"] {
      try await place.succeed(
        ["encode", "d", "--set", "s\(label)", "--condition", label, "--where", "id % 2 = \(label)"]
          + Self.model("label")
      )
    }
    try await place.succeed(["sets", "merge", "s0", "s1", "--out", "all"])
    let merged = ["attributes", "leak", "--vectors", "v.json", "--set", "all", "--amount", "4", "--where", "id >= 0"]
    try await place.fail(merged, code: 64, naming: ["all.encodings", "several conditions (0; 1)", "--condition"])
    try await place.succeed(merged + ["--condition", "1"])
  }

  @Test func aReportOfInterpolationsGoesRoundUnderOneCondition() async throws {
    let report = ["interpolate", "--report", "--random-pairs", "4", "--steps", "3", "--pictures", "2", "--seed", "6"]
    for (model, condition) in [("one-hot", "blue"), ("one-hot", "red=0.5+green=2"), ("label", "2")] {
      let flags = ["--condition", condition, "--out", "\(model)\(condition.count).svg"] + Self.model(model)
      let pictures = try await place.report(report + flags)["results"]?["pictures"]
      #expect((pictures?["ends"]?["reencoding"]?.number ?? 1) < 1e-5, "\(String(describing: pictures))")
    }
    try await place.fail(
      report + ["--condition", "all", "--out", "x.svg"] + Self.model("label"),
      code: 64,
      naming: ["interpolate --report takes one condition"]
    )
  }

  @Test func figuresNeedModelsWithConditionsOfTheirOwn() async throws {
    try await place.fail(
      ["figures", "--out", "f", "--cache", "c"] + Self.model("label"),
      code: 64,
      naming: ["the model label wants a condition", "model.json"]
    )
  }

  @Test func tilesTellTheirConditions() async throws {
    func conditions(_ flags: [String]) async throws -> [JSONValue?] {
      let report = try await place.report(["canvas", "--rows", "1", "--seed", "1", "--layout", "rows"] + flags)
      return (0..<3).map { report["results"]?["tiles"]?[$0]?["condition"] }
    }
    let three = ["--from", "random", "--cols", "3"]
    let inTurn = try await conditions(three + ["--condition", "all", "--out", "a.png"] + Self.model("one-hot"))
    #expect(inTurn == ["red", "green", "blue"])
    let one = try await conditions(three + ["--condition", "green", "--out", "b.png"] + Self.model("one-hot"))
    #expect(one == ["green", "green", "green"])
    #expect(try await conditions(three + ["--out", "c.png"] + Self.model("one-hot")) == ["red", "red", "red"])
    #expect(try await conditions(three + ["--out", "d.png", "--model", Workplace.model]) == [nil, nil, nil])
    #expect(
      try await conditions(three + ["--condition", "2", "--out", "e.png"] + Self.model("label")) == ["2", "2", "2"]
    )
    let grid = ["random", "random", "--anchor-rows", "1", "--anchor-cols", "2", "--cols", "3"]
    let report = try await place.report(
      ["canvas", "--rows", "1", "--seed", "1", "--layout", "rows", "--out", "f.png", "--condition", "red"] + grid
        + ["--condition", "blue"] + Self.model("one-hot")
    )
    let (first, middle) = (report["results"]?["tiles"]?[0], report["results"]?["tiles"]?[1])
    let share = middle?["u"]?.number ?? 0
    #expect(first?["u"]?.number == 0 && first?["condition"] == "red" && share > 0 && share < 1)
    #expect(abs((middle?["condition"]?[2]?.number ?? 0) - share) < 1e-6, "\(report)")
  }
}
