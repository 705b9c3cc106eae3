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
    #expect(report.keys == ["models", "places"])
    #expect(report["models"]?.texts("name") == ["first", "second"])
    #expect(report["models"]?[0]?["folder"] == .text(place.file("shelf/first").path))
    #expect(report["places"]?[0] == .text(place.file("shelf").path))
    let result = try await place.succeed(["models", "list"], environment: environment)
    #expect(result.out.split(separator: "\n").count == 2 && result.err.isEmpty)
    // What is listed can be named.
    let inspected = try await place.report(["models", "inspect", "second"], environment: environment)
    #expect(inspected["package"]?["name"] == "tiny")
  }

  @Test func anEmptyListSaysWhereToPutModels() async throws {
    let result = try await place.succeed(["models", "list"], environment: environment)
    #expect(result.out.isEmpty && result.err.contains("$SEXTANT_MODELS"))
    #expect(try await place.succeed(["models", "list", "--quiet"], environment: environment).err.isEmpty)
    #expect(try await place.report(["models", "list"], environment: environment)["models"] == .array([]))
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
