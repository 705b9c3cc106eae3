import GenerativeModels
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant models list|inspect`.
@Suite struct ModelsTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try FileManager.default.createDirectory(at: place.file("shelf"), withIntermediateDirectories: false)
  }

  /// The environment in which the folder `shelf` holds models.
  private var environment: [String: String] { ["SEXTANT_MODELS": place.file("shelf").path] }

  @Test func listsThePackagesFoundByName() async throws {
    for name in ["second", "first"] {
      try FileManager.default.copyItem(at: Repository.tinyModel, to: place.file("shelf/\(name)"))
    }
    try place.write("no package".utf8, to: "shelf/readme.txt")
    let report = try await place.report(["models", "list"], environment: environment)
    #expect(report.keys == ["models", "standard", "places"])
    #expect(report["models"]?.texts("name") == ["first", "second"] + Self.bundled)
    #expect(report["models"]?[0]?["family"] == "other" && report["models"]?[0]?["metrics"] == nil)
    #expect(report["models"]?[0]?["folder"] == .text(place.file("shelf/first").path))
    #expect(report["places"]?[0] == .text(place.file("shelf").path))
    let result = try await place.succeed(["models", "list"], environment: environment)
    #expect(result.out.split(separator: "\n").count == 2 + Self.bundled.count && result.err.isEmpty)
    #expect(result.out.hasPrefix("first "), "\(result.out)")
    // What is listed can be named.
    let inspected = try await place.report(["models", "inspect", "second"], environment: environment)
    #expect(inspected["package"]?["name"] == "tiny")
  }

  /// The models that come along, in order of name.
  private static let bundled = ["portraits-ali", "portraits-classifier", "portraits-dcgan", "portraits-vae"]

  @Test func bundledModelsAreListedWithWhatTheyAre() async throws {
    let report = try await place.report(["models", "list"])
    #expect(report["models"]?.texts("name") == Self.bundled)
    #expect(report["models"]?.texts("family") == ["ali", "classifier", "dcgan", "vae"])
    #expect(report["models"]?.texts("license") == [String](repeating: "Apache-2.0", count: 4))
    #expect(report["models"]?[2]?["latent"]?.numbers == [100])
    #expect(report["models"]?[2]?["prior"] == "uniform:-1.0,1.0")
    #expect(report["models"]?[3]?["metrics"]?["squared_error"]?.number ?? 1 < 0.2)
    #expect(report["standard"] == "portraits-vae")
    let text = try await place.succeed(["models", "list"]).out
    for words in [
      "portraits-vae         vae         latent 64", "uniform:-1.0,1.0", "Apache-2.0", "balanced accuracy 0.9",
    ] {
      #expect(text.contains(words), "\(text)")
    }
  }

  @Test func aPackageThatCannotBeReadIsListedWithItsProblem() async throws {
    try FileManager.default.createDirectory(at: place.file("shelf/broken"), withIntermediateDirectories: false)
    try place.write("{".utf8, to: "shelf/broken/model.json")
    let report = try await place.report(["models", "list"], environment: environment)
    #expect(report["models"]?[0]?["problem"]?.text?.contains("not valid JSON") ?? false)
    #expect(try await place.succeed(["models", "list"], environment: environment).out.contains("broken  "))
  }

  @Test func inspectShowsAClassifier() async throws {
    let report = try await place.report(["models", "inspect", "portraits-classifier"])
    #expect(report.keys == ["package", "metrics", "graph"])
    #expect(report["metrics"]?["mean_balanced_accuracy_but_blurry"]?.number ?? 0 > 0.93)
    #expect(report["package"]?["classifier"]?["labels"]?.elements?.count == 20)
    #expect(report["graph"]?["outputs"]?.texts("name") == ["probability"])
    let text = try await place.succeed(["models", "inspect", "--model", "portraits-classifier"]).out
    #expect(text.contains("family       classifier") && text.contains("Smiling, "), "\(text)")
    let generator = try await place.succeed(["models", "inspect", "portraits-vae"]).out
    #expect(generator.contains("classifier   portraits-classifier, a package of its own"), "\(generator)")
    #expect(generator.contains("quality      error "), "\(generator)")
    // The flags of what draws say nothing about it, and what is wrong with it is said.
    for flag in [["--prior", "uniform"], ["--constant", "a=1"]] {
      let result = try await place.run(["models", "inspect", "portraits-classifier"] + flag)
      #expect(result.code == 64 && result.err.contains(flag[0]) && result.err.contains("classifier"), "\(result.err)")
    }
    let folder = place.file("shelf/judge")
    try FileManager.default.copyItem(at: ModelLibrary().package(named: "portraits-classifier"), to: folder)
    try FileManager.default.removeItem(at: folder.appendingPathComponent("classifier.onnx"))
    try await place.fail(
      ["models", "inspect", "judge"],
      code: 66,
      naming: ["judge/classifier.onnx"],
      environment: environment
    )
  }

  /// Wherever the program is copied, the models in the resource folder beside it come along.
  @Test func aCopiedProgramFindsTheModelsThatAreCopiedWithIt() async throws {
    let program = try Program.location.get()
    let beside = try FileManager.default.contentsOfDirectory(atPath: program.deletingLastPathComponent().path)
    let resources = try #require(beside.first { $0.hasPrefix("Sextant_BundledModels.") })
    try FileManager.default.createDirectory(at: place.file("bin"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(at: program, to: place.file("bin/sextant"))
    let runtime = Repository.root.appendingPathComponent(".deps/onnxruntime/lib").path
    let environment = ["SEXTANT_ONNXRUNTIME": ProcessInfo.processInfo.environment["SEXTANT_ONNXRUNTIME"] ?? runtime]
    let draw = ["sample", "--rows", "1", "--cols", "2", "--seed", "1", "--out", "s.png"]

    let alone = try await place.run(draw, environment: environment, program: place.file("bin/sextant"))
    #expect(alone.code == 66 && alone.err.contains("'portraits-vae'"), "\(alone.err)")
    let list = try await place.run(["models", "list"], program: place.file("bin/sextant"))
    #expect(list.code == 0 && list.out.isEmpty && list.err.contains("$SEXTANT_MODELS"))
    let doctor = try await place.run(["doctor"], environment: environment, program: place.file("bin/sextant"))
    #expect(doctor.code == 66 && doctor.out.contains("copy Sextant_BundledModels"), "\(doctor.out)")

    try FileManager.default.copyItem(
      at: program.deletingLastPathComponent().appendingPathComponent(resources),
      to: place.file("bin/\(resources)")
    )
    let accompanied = try await place.run(draw, environment: environment, program: place.file("bin/sextant"))
    #expect(accompanied.code == 0, "\(accompanied.err)")
    // The same as without a copy, and as with the model named.
    try await place.succeed([
      "sample", "--rows", "1", "--cols", "2", "--seed", "1", "--model", "portraits-vae", "--out", "t.png",
    ])
    #expect(try place.bytes("s.png") == place.bytes("t.png"))
  }

  @Test func inspectShowsPackageAndGraphs() async throws {
    let report = try await place.report(["models", "inspect", Workplace.fixture("shaped")])
    #expect(report.keys == ["package", "hash", "assumptions", "decoder", "encoder"])
    #expect(report["package"]?["latent"]?["shape"]?.numbers == [3, 4, 4])
    #expect(report["assumptions"] == .array([]))
    let folder = Repository.fixture("shaped", of: "GenerativeModels")
    #expect(try report["hash"] == .text(GenerativeModel(package: folder).hash))
    let inputs = try #require(report["decoder"]?["inputs"]?.elements)
    #expect(JSONValue.array(inputs).texts("name") == ["z", "strength"])
    #expect(inputs.first?["type"] == "float32")
    #expect(inputs.first?["shape"] == .array([.null, 3, 4, 4]))
    #expect(report["encoder"]?["outputs"]?.texts("name") == ["mean", "logvar"])

    let result = try await place.succeed(["models", "inspect", "--model", Workplace.fixture("shaped")])
    for words in [
      "name         shaped", "latent       [3, 4, 4]", "image        3x32x32, values 0,1", "takes strength float32",
      "preparation  the whole picture, resized with lanczos3", "gives logvar float32",
    ] {
      #expect(result.out.contains(words), "\(result.out)")
    }
  }

  @Test func inspectTakesBareFiles() async throws {
    let decoder = Workplace.fixture("nhwc/decoder.onnx")
    let report = try await place.report(["models", "inspect", "--decoder", decoder, "--prior", "uniform"])
    #expect(report["encoder"] == nil)
    #expect(report["assumptions"]?.elements?.count == 1)
    #expect(report["package"]?["latent"]?["prior"]?["kind"] == "uniform")
  }
}
