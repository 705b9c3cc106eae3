import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant doctor`.
@Suite struct DoctorTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test func aHealthyInstallationIsAllOk() async throws {
    let result = try await place.succeed(["doctor"])
    #expect(result.out.split(separator: "\n").allSatisfy { $0.hasPrefix("ok ") }, "\(result.out)")
    for subject in [
      "program", "ONNX Runtime", "image codecs", "labels", "animations", "linear algebra", "attribute vectors",
      "model portraits-vae",
      "model portraits-classifier",
    ] {
      #expect(result.out.contains(" \(subject): "), "\(result.out)")
    }
    let report = try await place.report(["doctor"])
    #expect(report.keys == ["version", "healthy", "findings"])
    #expect(report["healthy"] == true)
  }

  @Test func installedModelsAreOpened() async throws {
    try FileManager.default.createDirectory(at: place.file("shelf"), withIntermediateDirectories: false)
    try FileManager.default.copyItem(at: Repository.tinyModel, to: place.file("shelf/tiny"))
    let environment = ["SEXTANT_MODELS": place.file("shelf").path]
    #expect(try await place.succeed(["doctor"], environment: environment).out.contains("ok      model tiny: "))
    try place.write("no graph".utf8, to: "shelf/tiny/encoder.onnx")
    let result = try await place.run(["doctor"], environment: environment)
    #expect(result.code == 65 && result.err.isEmpty)
    #expect(result.out.contains("PROBLEM model tiny: ") && result.out.contains("encoder.onnx"))
  }

  @Test func aMissingRuntimeIsNamedWithItsCure() async throws {
    let environment = ["SEXTANT_ONNXRUNTIME": place.file("nowhere.so").path]
    let result = try await place.run(["doctor", "--json"], environment: environment)
    #expect(result.code == 69 && result.err.isEmpty)
    let report = try result.json()
    #expect(report["healthy"] == false)
    let finding = try #require(report["findings"]?[1])
    #expect(finding["subject"] == "ONNX Runtime" && finding["isGood"] == false)
    #expect(finding["detail"]?.text?.contains("nowhere.so") ?? false)
    #expect(finding["detail"]?.text?.contains("script/setup") ?? false)
  }
}
