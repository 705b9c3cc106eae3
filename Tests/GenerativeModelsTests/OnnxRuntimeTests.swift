import SafeFiles
import TestSupport
import Testing

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct OnnxRuntimeTests {
  /// A search that finds nothing by itself.
  private func search(_ environment: [String: String] = [:], in folder: TemporaryFolder) -> OnnxRuntimeSearch {
    OnnxRuntimeSearch(
      environment: environment,
      program: folder.file("bin"),
      workingDirectory: folder.file("work"),
      loaderNames: [],
      systemFolders: [folder.file("system").path],
      pythonRoots: [folder.file("python").path]
    )
  }

  private func link(_ name: String, in folder: TemporaryFolder) throws {
    let link = folder.file(name)
    try FileManager.default.createDirectory(at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    let library = URL(fileURLWithPath: try OnnxRuntime.find().path).path
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: library)
  }

  @Test func findsARuntime() throws {
    let report = OnnxRuntimeReport()
    let found = try #require(report.found)
    #expect(report.problem == nil)
    #expect(found.providers.contains("CPUExecutionProvider"))
    #expect(OnnxRuntime.isRecentEnough(found.version))
    #expect(report.places.count == 5)
  }

  @Test(arguments: [
    "bin/libonnxruntime.so.1.32.0", "lib/sextant/libonnxruntime.so.1.32.0",
    "bin/.deps/onnxruntime/lib/libonnxruntime.so.1.32.0",
    ".deps/onnxruntime/lib/libonnxruntime.so", "work/.deps/libonnxruntime.so.1", "system/libonnxruntime.1.32.0.dylib",
    "python/python3.12/site-packages/onnxruntime/capi/libonnxruntime.so.1.32.0",
    "python/python3/dist-packages/onnxruntime/capi/libonnxruntime.so.1.32.0",
    "home/.local/lib/python3.11/site-packages/onnxruntime/capi/libonnxruntime.so.1.32.0",
    "home/.pyenv/versions/3.13.1/lib/python3.13/site-packages/onnxruntime/capi/libonnxruntime.so.1.32.0",
    "venv/lib/python3.12/site-packages/onnxruntime/capi/libonnxruntime.so.1.32.0",
  ])
  func looksIn(_ place: String) throws {
    let folder = try TemporaryFolder()
    try link(place, in: folder)
    let environment = ["HOME": folder.file("home").path, "VIRTUAL_ENV": folder.file("venv").path]
    #expect(try search(environment, in: folder).find().path.hasSuffix("/" + place))
  }

  @Test func earlierPlacesWin() throws {
    let folder = try TemporaryFolder()
    try link("system/libonnxruntime.so.1.40.0", in: folder)
    #expect(try search(in: folder).find().path.contains("system"))
    try link(".deps/onnxruntime/lib/libonnxruntime.so.1.16.0", in: folder)
    #expect(try search(in: folder).find().path.contains(".deps"))
    try link("bin/libonnxruntime.so.1.20.0", in: folder)
    #expect(try search(in: folder).find().path.contains("bin"))
  }

  @Test func theHighestVersionWins() throws {
    let folder = try TemporaryFolder()
    for name in ["libonnxruntime.so.1.9.0", "libonnxruntime.so.1.32.0", "libonnxruntime.so.1.4.2", "libother.so.9"] {
      try Data().write(to: folder.file(name))
    }
    #expect(OnnxRuntimeSearch.library(in: folder.url)?.lastPathComponent == "libonnxruntime.so.1.32.0")
    #expect(OnnxRuntimeSearch.library(in: folder.file("missing")) == nil)
  }

  @Test func missingRuntimeNamesTheCommandThatInstallsIt() throws {
    let folder = try TemporaryFolder()
    expectExplained(.missingLibrary, naming: "script/setup", "pip install onnxruntime", "$SEXTANT_ONNXRUNTIME") {
      _ = try search(in: folder).find()
    }
  }

  @Test func theVariableNamesAFileOrAFolder() throws {
    let folder = try TemporaryFolder()
    try link("own/lib/libonnxruntime.so.1.32.0", in: folder)
    for name in ["own/lib/libonnxruntime.so.1.32.0", "own/lib", "own"] {
      let found = try search(["SEXTANT_ONNXRUNTIME": folder.file(name).path], in: folder).find()
      #expect(found.path.hasSuffix("own/lib/libonnxruntime.so.1.32.0"))
    }
  }

  @Test func aWrongVariableIsAnErrorOfItsOwn() throws {
    let folder = try TemporaryFolder()
    try link("bin/libonnxruntime.so.1.32.0", in: folder)
    try Data("text".utf8).write(to: folder.file("text.so"))
    for name in ["missing.so", "", "text.so"] {
      let place = folder.file(name).path
      expectExplained(.missingLibrary, naming: place, "SEXTANT_ONNXRUNTIME") {
        _ = try search(["SEXTANT_ONNXRUNTIME": place], in: folder).find()
      }
    }
  }

  #if os(Linux)
  @Test func otherLibrariesAreNotTaken() throws {
    let folder = try TemporaryFolder()
    let environment = ["SEXTANT_ONNXRUNTIME": "/proc/self/exe"]
    expectExplained(.missingLibrary, naming: "/proc/self/exe") { _ = try search(environment, in: folder).find() }
    expectExplained(.missingLibrary) { _ = try OnnxRuntime.load("libm.so.6") }
  }
  #endif

  @Test func aBrokenLibraryDoesNotHideALaterOne() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("bin"), withIntermediateDirectories: true)
    try Data("text".utf8).write(to: folder.file("bin/libonnxruntime.so"))
    expectExplained(.missingLibrary, naming: "bin/libonnxruntime.so") { _ = try search(in: folder).find() }
    try link("system/libonnxruntime.so", in: folder)
    #expect(try search(in: folder).find().path.contains("system"))
  }

  @Test func versionsAreComparedAsNumbers() {
    for version in ["1.16.0", "1.16", "1.32.0", "2.0.0", "1.100.1-rc1"] { #expect(OnnxRuntime.isRecentEnough(version)) }
    for version in ["1.15.1", "1.9.0", "0.20.0", "1", "", "x"] { #expect(!OnnxRuntime.isRecentEnough(version)) }
  }

  // MARK: - Devices

  @Test func devicesAreFoundByTheirNamesInAnyCase() {
    let providers = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"]
    for name in ["cuda", "CUDA", "CUDAExecutionProvider"] {
      #expect(ExecutionDevice(name).provider(among: providers) == "CUDAExecutionProvider")
    }
    #expect(ExecutionDevice("coreml").provider(among: providers) == nil)
    #expect(ExecutionDevice("cpu") == .cpu && ExecutionDevice("CUDA") == .cuda && ExecutionDevice("CoreML") == .coreML)
    #expect(ExecutionDevice.shortName(of: "CoreMLExecutionProvider") == "CoreML")
    #expect(ExecutionDevice.shortName(of: "XnnpackExecutionProvider") == "XNNPACK")
  }

  @Test func devicesThatAreNotOfferedAreAnsweredWithThoseThatAre() throws {
    let model = try GenerativeModel(
      package: Repository.tinyModel,
      options: SessionOptions(device: ExecutionDevice("abacus"))
    )
    expectExplained(.missingLibrary, naming: "--device abacus", "cpu") {
      _ = try model.decode(TinyModel.latents(count: 1))
    }
  }

  @Test(arguments: [
    SessionOptions(threads: 1), SessionOptions(threads: 3, spinning: true), SessionOptions(device: .cpu),
  ])
  func optionsDoNotChangeResults(_ options: SessionOptions) throws {
    let model = try GenerativeModel(package: Repository.tinyModel, options: options)
    let latents = TinyModel.latents(count: 5)
    #expect(try model.decode(latents) == TinyModel.pictures(latents))
  }

  /// The official builds offer this one beside the CPU, so that the runtime's general call is tried somewhere.
  @Test func otherProvidersAreStartedByName() throws {
    let azure = ExecutionDevice("azure")
    guard azure.provider(among: try OnnxRuntime.find().providers) != nil else { return }
    let model = try GenerativeModel(package: Repository.tinyModel, options: SessionOptions(device: azure))
    let latents = TinyModel.latents(count: 3)
    #expect(try model.decode(latents) == TinyModel.pictures(latents))
  }

  @Test func theRuntimeDoesNotReportToItsMaker() throws {
    _ = try OnnxRuntime.find()
    #expect(ProcessInfo.processInfo.environment["ORT_DISABLE_TELEMETRY"] != nil)
  }

  // MARK: - Messages

  @Test(arguments: [
    ("[ONNXRuntimeError] : 7 : INVALID_PROTOBUF : Load model failed.\nmore", "Load model failed"),
    ("plain", "plain"), ("", "no reason given"), ("a   b.\n", "a b"),
    ("No path. Error: weights.bin is missing.", "No path. Error: weights.bin is missing"),
  ])
  func messagesBecomeOneLine(_ message: String, sentence: String) {
    #expect(OnnxStatus.sentence(message) == sentence)
  }
}
