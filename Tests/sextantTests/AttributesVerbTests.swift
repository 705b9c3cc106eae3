import AttributeVectors
import Imaging
import LatentFiles
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant attributes fit`, `score` and `leak` on portraits.
@Suite struct AttributesVerbTests {
  private let place: Workplace
  private let shared: Workplace
  private var set: String { shared.file("s").path }
  private var vectors: String { shared.file("plain.vectors").path }
  private var list: String { shared.file("list.txt").path }

  private static let count = 220

  /// Portraits, their encodings, vectors and another list of labels; made once, and only read.
  private static let prepared = Task {
    let place = try Workplace()
    try await place.succeed([
      "dataset", "portraits", "--count", "\(count)", "--size", "64", "--seed", "5", "--out", "p",
    ])
    try await place.succeed(["encode", "p", "--set", "s", "--model", "portraits-vae"])
    try await place.succeed(["attributes", "fit", "--set", "s", "--attribute", "Smiling,Male", "--out", "plain"])
    // Even has nothing in common with Odd, few are Few, and nobody is None.
    var text = "\(count)\nEven Odd Few None\n"
    for index in 0..<count {
      let name = String(index + 1)
      let labels = [index % 2 == 0, index % 2 == 1, index % 50 == 0 || index % 4 == 1, false]
      text += String(repeating: "0", count: 6 - name.count) + name + ".jpg"
      text += labels.map { $0 ? " 1" : " -1" }.joined() + "\n"
    }
    try place.write(text.utf8, to: "list.txt")
    return place
  }

  init() async throws {
    place = try Workplace()
    shared = try await Self.prepared.value
  }

  private func fit(_ flags: String...) -> [String] { ["attributes", "fit", "--set", set] + flags }
  private func score(_ flags: String...) -> [String] { ["attributes", "score", "--set", set] + flags }
  private func leak(_ flags: String...) -> [String] {
    ["attributes", "leak", "--set", set, "--vectors", vectors, "--count", "12"] + flags
  }

  // MARK: fit

  @Test func fitWritesVectorsAndSaysWhatTheyAre() async throws {
    let balanced = fit("--attribute", "Smiling", "--balance", "Male, Eyeglasses ", "--out", "v")
    let report = try await place.report(balanced)
    #expect(report.keys == ["out", "model", "set", "dimension", "vectors", "notes"])
    #expect(report["out"]?.text?.hasSuffix("v.vectors") == true && report["dimension"] == 64)
    let vector = try #require(report["vectors"]?[0])
    #expect(vector["method"] == "cells" && vector["balancedOver"]?.texts == ["Male", "Eyeglasses"])
    #expect(vector["cells"]?.elements?.count == 8 && vector["heldOut"]?["items"]?.text?.hasPrefix("a fifth") == true)
    #expect(try #require(vector["heldOut"]?["areaUnderCurve"]?["estimate"]?.number) > 0.7)
    #expect(try place.names() == ["v.vectors", "v.vectors/vectors.json", "v.vectors/vectors.npy"])
    try await place.fail(balanced, code: 73, naming: ["v.vectors", "--force"])
    let again = try await place.succeed(balanced + ["--force"])
    #expect(again.out.contains("Male, Eyeglasses") && again.err.contains("wrote v.vectors, 1 x 64"), "\(again.err)")
  }

  @Test func fitWritesListsOfListsByEveryMethod() async throws {
    for method in ["mean", "replicate", "cells", "least-squares", "logistic", "svm"] {
      let flags = fit("--attribute", "Smiling,Male", "--method", method, "--out", "\(method).json", "--quiet")
      let result = try await place.succeed(flags)
      #expect(result.out.isEmpty && result.err.isEmpty, "\(result.err)")
      let rows = try JSONDecoder().decode([[Float]].self, from: place.bytes("\(method).json"))
      #expect(rows.map(\.count) == [64, 64])
    }
    #expect(try place.latents("mean.json") == shared.latents("plain.vectors/vectors.npy"))
    #expect(try place.latents("svm.json") != place.latents("mean.json"))
    try await place.fail(fit("--attribute", "Male", "--out", "svm.json"), code: 73, naming: ["svm.json", "--force"])
  }

  @Test func thinCellsAreWarnedOf() async throws {
    let flags = fit("--labels-file", list, "--held-out", "id >= 200", "--attribute", "Even", "--balance", "Few")
    let result = try await place.succeed(flags + ["--out", "v"])
    #expect(
      result.err.contains("only 4 items have Even = 1, Few = 1, so the vector depends much on chance"),
      "\(result.err)"
    )
    #expect(result.err.hasPrefix("sextant: "))
  }

  @Test(
    arguments: [
      (["--attribute", "smiling"], 64, ["no attribute smiling", "did you mean Smiling?"]),
      (["--attribute", "Smiling", "--balance", "Mael"], 64, ["no attribute Mael", "did you mean Male?"]),
      (["--attribute", "Smiling", "--balance", "Smiling"], 64, ["--balance", "the attribute itself"]),
      (["--attribute", "Smiling,,Male"], 64, ["--attribute", "commas"]),
      (["--attribute", "Smiling,Smiling"], 64, ["Smiling", "twice"]),
      (["--attribute", "Smiling", "--method", "means"], 64, ["--method means", "least-squares"]),
      (["--attribute", "Smiling", "--method", "mean", "--balance", "Male"], 64, ["--balance", "cells"]),
      (["--attribute", "Smiling", "--cost", "2"], 64, ["--cost", "svm"]),
      (["--attribute", "Smiling", "--method", "svm", "--cost", "0"], 64, ["--cost", "above 0"]),
      (["--attribute", "None", "--labels-file", "LIST"], 65, ["None", "none of the", "another attribute"]),
      (
        ["--attribute", "Even", "--balance", "Odd", "--labels-file", "LIST"], 65,
        ["no item has Even = 1, Odd = 1", "--balance"]
      ),
      (["--attribute", "Smiling", "--labels-file", "no.txt"], 66, ["no.txt"]),
      (["--attribute", "Smiling", "--held-out", "Smile = 1"], 64, ["--held-out", "Smile"]),
      (["--attribute", "Smiling", "--method", "svm", "--cost", "1e-300"], 64, ["--cost", "larger"]),
      (["--attribute", "Smiling", "--where", "id > 900"], 64, ["--where", "none of the 220"]),
      (["--attribute", "Smiling", "--set", "no"], 66, ["no.encodings"]),
    ] as [([String], Int32, [String])]
  )
  func whatCannotBeFittedIsExplained(_ flags: [String], _ code: Int32, _ words: [String]) async throws {
    let own = flags.contains("--set") ? ["attributes", "fit"] : fit()
    // Of an empty cell the sentence names the way out.
    let cure = words.contains("--balance") && code == 65 ? ["least-squares"] : words
    try await place.fail(
      own + flags.map { $0 == "LIST" ? list : $0 } + ["--out", "v"],
      code: code,
      naming: cure + words.filter { $0 != "--balance" }
    )
  }

  // MARK: score

  @Test func scoreComparesMethodsAndDrawsThem() async throws {
    let flags = score("--method", "mean, svm", "--attribute", "Smiling", "--plots", "plots")
    let report = try await place.report(flags)
    #expect(report.keys == ["set", "learned", "heldOut", "cells", "notes"])
    #expect(report["cells"]?.texts("method") == ["mean", "svm"])
    for cell in try #require(report["cells"]?.elements) {
      #expect(try #require(cell["areaUnderCurve"]?["estimate"]?.number) > 0.7)
      #expect(try #require(cell["bestAccuracy"]?.number) >= #require(cell["accuracy"]?["estimate"]?.number))
      #expect(try #require(cell["curve"]?.elements?.count) > 2 && cell["histogram"] != nil)
    }
    #expect(
      try place.names() == [
        "plots", "plots/roc-Smiling.png", "plots/scores-Smiling-mean.png", "plots/scores-Smiling-svm.png",
      ]
    )
    #expect(try place.picture("plots/roc-Smiling.png").width == 900)
    try await place.fail(flags, code: 73, naming: ["roc-Smiling.png", "--force"])
    let text = try await place.succeed(flags + ["--force"])
    #expect(text.out.contains("AUC") && text.err.contains("wrote 3 charts to plots"), "\(text.err)")
    let there = try await place.report(score("--vectors", vectors))
    #expect(there["cells"]?.texts("attribute") == ["Smiling", "Male"])
    #expect(there["cells"]?[0]?["areaUnderCurve"] == report["cells"]?[0]?["areaUnderCurve"])
  }

  @Test(
    arguments: [
      ([], 64, ["--vectors NAME", "--method"]),
      (["--method", "best"], 64, ["--method best", "svm"]),
      (["--method", "mean,mean"], 64, ["--method", "twice"]),
      (["--method", "mean", "--vectors", "VECTORS"], 64, ["--vectors and --method"]),
      (["--method", "mean", "--attribute", "smiling"], 64, ["did you mean Smiling?"]),
      (["--vectors", "no"], 66, ["no.vectors"]),
      (["--vectors", "VECTORS", "--attribute", "Young"], 64, ["no attribute Young"]),
      (["--vectors", "narrow.json"], 65, ["narrow.json", "2 numbers", "64"]),
      (["--vectors", "narrow.json", "--attribute", "0"], 64, ["--attribute 0", "row of narrow.json", "--names"]),
      (["--vectors", "smile.vectors"], 65, ["smile.vectors", "48 numbers", "64"]),
    ] as [([String], Int32, [String])]
  )
  func whatCannotBeScoredIsExplained(_ flags: [String], _ code: Int32, _ words: [String]) async throws {
    try place.makeVectors()
    try place.write("[[1, 2]]".utf8, to: "narrow.json")
    try await place.fail(score() + flags.map { $0 == "VECTORS" ? vectors : $0 }, code: code, naming: words)
  }

  // MARK: leak

  @Test func leakMeasuresAndDraws() async throws {
    let flags = leak("--attribute", "Smiling", "--gain", "0.15", "--project", "Male")
    let report = try await place.report(flags + ["--out", "heat.svg", "--cosines", "cosines.png"])
    #expect(report.keys == ["request", "model", "items", "table", "comparisons", "notes"])
    #expect(report["request"]?["gain"] == .object(["by": "probability", "value": .number(0.15)]))
    #expect(report["table"]?["pictures"] == 12 && report["table"]?["labels"]?.elements?.count == 20)
    let effects = try #require(report["table"]?["effects"]?.elements)
    #expect(effects.map { $0["direction"]?.text } == ["more", "less", "more", "less"])
    #expect(effects[2]["without"]?.texts == ["Male"])
    for (effect, sign) in zip(effects, [1.0, -1, 1, -1]) {
      let own = effect["changes"]?.elements?.first { $0["label"] == "Smiling" }
      let change = try #require(own?["probability"]?["estimate"]?.number)
      #expect(abs(change - sign * 0.15) < 0.002)
    }
    #expect(report["comparisons"]?.texts("label") == ["Male", "Male"])
    #expect(report["notes"] == .array([]))
    let svg = String(decoding: try place.bytes("heat.svg"), as: UTF8.self)
    #expect(svg.contains(">+ Smiling w/o Male<") && svg.contains(">Wearing_Lipstick<"))
    #expect(try place.picture("cosines.png").width == 900)
    try await place.fail(flags + ["--out", "heat.svg"], code: 73, naming: ["heat.svg", "--force"])
    // What was learned from is no test; to learn that, edits need no search.
    let known = try await place.succeed(
      flags.dropLast(4) + ["--amount", "1", "--where", "id >= 0", "--out", "heat.png"]
    )
    #expect(known.err.contains("plain was learned from") && known.err.contains("wrote heat.png"), "\(known.err)")
    #expect(known.out.contains("plain:Smiling more") && !known.out.contains("w/o"))
  }

  /// What was measured is told although nothing can be drawn of it.
  @Test func withoutRowsThereIsNoMap() async throws {
    let flags = leak("--attribute", "Smiling", "--gain", "0.97", "--out", "heat.png")
    let result = try await place.run(flags)
    #expect(result.code == 64 && result.err.contains("--out heat.png: no edit is strong enough"), "\(result.err)")
    #expect(result.out.contains("  plain:Smiling more\n"), "\(result.out)")
    #expect(try place.names().isEmpty)
    try await place.succeed(["encode"] + Workplace.pictures + ["--set", "tiny", "--model", Workplace.model])
    try place.makeVectors()
    let tiny = ["attributes", "leak", "--set", "tiny", "--vectors", "smile.vectors", "--where", "id >= 0"]
    try await place.fail(tiny, code: 64, naming: ["--gain", "tiny has no classifier", "--classifier", "--amount"])
    let bare = try await place.run(tiny + ["--amount", "1", "--out", "heat.png"])
    #expect(bare.code == 64 && bare.err.contains("has no classifier"), "\(bare.err)")
    #expect(bare.out.contains("smile:Smiling more") && !bare.out.contains("own label"), "\(bare.out)")
  }

  @Test func otherClassifiersAndMetersAreTaken() async throws {
    let folder = Repository.root.appendingPathComponent("Sources/BundledModels/Models/portraits-classifier")
    let file = folder.appendingPathComponent("classifier.onnx").path
    let names = (0..<20).map { $0 == 15 ? "Smiling" : "label \($0)" }.joined(separator: ",")
    let own = ["--amount", "0.5", "--attribute", "Smiling", "--classifier"]
    let bare = try await place.report(leak() + own + [file, "--classifier-labels", names])
    let package = try await place.report(leak() + own + [folder.path])
    let changes = [bare, package].map { report in
      report["table"]?["effects"]?[0]?["changes"]?.elements?.map { $0["probability"]?["estimate"] }
    }
    #expect(changes[0] != nil && changes[0] == changes[1])
    #expect(bare["table"]?["labels"]?[15] == "Smiling" && bare["table"]?["classifier"] == "classifier")
    try await place.fail(
      leak() + own + [file, "--classifier-labels", "A,B,C"],
      code: 64,
      naming: ["classifier.onnx", "--classifier-labels"]
    )
    try await place.fail(
      leak("--classifier", file, "--classifier-labels", names, "--attribute", "Male"),
      code: 64,
      naming: ["classifier", "does not tell Male"]
    )
    try await place.fail(leak() + own + [file], code: 64, naming: ["--classifier-labels"])
    try await place.fail(
      leak() + own + [folder.path, "--classifier-labels", "A"],
      code: 64,
      naming: ["--classifier-labels"]
    )
    let sharp = try await place.report(leak("--attribute", "Male", "--by", "sharpness", "--gain", "0.05"))
    #expect(sharp["request"]?["gain"]?["by"] == "sharpness")
    let gained = sharp["table"]?["effects"]?[0]?["sharpness"]?["estimate"]?.number
    #expect(gained.map { abs($0 - 0.05) < 0.001 } ?? (sharp["table"]?["unreached"]?.elements?.count == 1))
  }

  @Test(
    arguments: [
      (["--attribute", "smiling"], 64, ["no attribute smiling", "did you mean Smiling?"]),
      (["--gain", "1.5"], 64, ["--gain 1.5"]), (["--amount", "0"], 64, ["--amount 0"]),
      (["--count", "1"], 64, ["--count 1"]),
      (["--where", "id = 3"], 64, ["there is 1 item", "--where"]),
      (["--project", "Young"], 64, ["no attribute Young"]),
      (["--where", "id > 900"], 64, ["none of the 220", "id > 900"]),
      (["--out", "heat.txt"], 64, ["heat.txt"]),
      (["--classifier", "no.onnx", "--classifier-labels", "A"], 66, ["no.onnx"]),
      (["--vectors", "smile.vectors"], 65, ["smile.vectors", "48 numbers", "64"]),
      (["--vectors", "no"], 66, ["no.vectors"]),
      (["--vectors", "other.vectors"], 65, ["other.vectors", "another", "portraits-vae"]),
      (["--vectors", "plat.json"], 64, ["does not tell 0"]),
    ] as [([String], Int32, [String])]
  )
  func whatCannotBeMeasuredIsExplained(_ flags: [String], _ code: Int32, _ words: [String]) async throws {
    try place.makeVectors()
    let numbers = (0..<64).map { "\($0 % 7 - 3)" }.joined(separator: ",")
    try place.write("[[\(numbers)]]".utf8, to: "plat.json")
    var foreign = try VectorSet(named: vectors)
    foreign.model = VectorSet.Model(name: "another", hash: String(repeating: "0", count: 64))
    try foreign.write(named: place.file("other.vectors").path)
    let own = flags.contains("--vectors") ? ["attributes", "leak", "--set", set] : leak()
    try await place.fail(own + flags, code: code, naming: words)
  }

  /// What the arguments themselves do not allow comes with the usage.
  @Test(
    arguments: [
      ([], ["--vectors"]), (["--vectors", "v", "--amount", "1", "--gain", "0.2"], ["--amount", "--gain"]),
      (["--vectors", "v", "--classifier-labels", "A"], ["--classifier-labels", "--classifier FILE.onnx"]),
      (["--vectors", "v", "--out", "a.svg", "--cosines", "a.svg"], ["--out and --cosines"]),
      (["--vectors", "v", "--by", "eye"], ["--by", "sharpness"]),
    ] as [([String], [String])]
  )
  func argumentsThatExcludeEachOtherAreRefused(_ flags: [String], _ words: [String]) async throws {
    let result = try await place.run(["attributes", "leak", "--set", set] + flags)
    #expect(result.code == 64 && result.out.isEmpty && result.err.hasPrefix("sextant: error: "), "\(result.err)")
    for word in words { #expect(result.err.contains(word), "\(result.err)") }
  }
}
