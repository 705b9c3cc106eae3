import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The models that come along, found by name alone.
@Suite struct BundledModelsTests {
  static let generators = ["portraits-vae", "portraits-ali", "portraits-dcgan"]

  @Test(arguments: generators)
  func aGeneratorIsWhole(_ name: String) throws {
    let model = try GenerativeModel(named: name)
    try model.verifyFiles()
    #expect(model.name == name && model.package.license == "Apache-2.0")
    #expect(name.hasSuffix(model.family.rawValue))
    #expect(model.imageShape == ImageShape(channels: 3, height: 64, width: 64))
    #expect(model.package.classifier == .package("portraits-classifier"))
    let latents = LatentGenerator(seed: 2).sample(model.prior, count: 64, dimension: model.latentDimension)
    let pictures = try model.decode(latents)
    // Neither one grey picture nor one and the same.
    let first = pictures[0].samples
    #expect(pictures.samples.allSatisfy { (-0.01...1.01).contains($0) })
    for index in 1..<64 {
      let change = zip(first, pictures[index].samples).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(first.count)
      #expect(change > 0.02)
    }
    let found = try #require(try model.classifier()).probabilities(of: pictures)
    let men = try #require(found["Male"]).count { $0 > 0.5 }
    #expect((8...56).contains(men), "\(men) of 64 are men")
  }

  @Test func priorsAreThoseOfTheFamilies() throws {
    #expect(try GenerativeModel(named: "portraits-vae").prior == .standardGaussian)
    #expect(try GenerativeModel(named: "portraits-ali").prior == .standardGaussian)
    let dcgan = try GenerativeModel(named: "portraits-dcgan")
    #expect(dcgan.prior == .uniform(low: -1, high: 1) && dcgan.latentDimension == 100 && !dcgan.hasEncoder)
    #expect(try GenerativeModel(named: "portraits-vae").hasLogVariance)
    #expect(try GenerativeModel(named: "portraits-ali").hasEncoder)
    #expect(ModelLibrary.standardModel == "portraits-vae")
  }

  @Test(arguments: generators + ["portraits-classifier"])
  func itsQualityWasMeasured(_ name: String) throws {
    let metrics = try #require(PackageMetrics(folder: try ModelLibrary().package(named: name)))
    #expect((metrics.balancedAccuracy != nil) == (name == "portraits-classifier"))
    #expect((metrics.sharpness != nil) == (name != "portraits-classifier"))
    #expect((metrics.squaredError != nil) == ["portraits-vae", "portraits-ali"].contains(name))
  }

  @Test(arguments: generators + ["portraits-classifier"])
  func aFlippedByteIsRefused(_ name: String) throws {
    let folder = try TemporaryFolder()
    let copy = folder.file(name)
    try FileManager.default.copyItem(at: ModelLibrary().package(named: name), to: copy)
    let package = try PackageDescription(folder: copy)
    let graph =
      switch package {
      case .model(let model): model.decoder.file
      case .classifier(let classifier): classifier.classifier.file
      }
    var bytes = try Data(contentsOf: copy.appendingPathComponent(graph))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: copy.appendingPathComponent(graph))
    expectExplained(.badData, naming: graph, "SHA-256") {
      switch package {
      case .model: _ = try GenerativeModel(package: copy).decoderGraph()
      case .classifier: _ = try AttributeClassifier(package: copy)
      }
    }
  }

  @Test func allOfThemAreSmallEnoughToShip() throws {
    let names = Self.generators + ["portraits-classifier"]
    let bytes = try names.reduce(0) { sum, name in
      let folder = try ModelLibrary().package(named: name)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).reduce(sum) {
        $0 + (try Data(contentsOf: folder.appendingPathComponent($1)).count)
      }
    }
    #expect(bytes <= 40_000_000, "\(bytes)")
  }

  /// A program copied elsewhere finds the models in the resource folder that is copied along.
  @Test func theyAreFoundBesideACopiedProgram() throws {
    let folder = try TemporaryFolder()
    let bundle = folder.file("Sextant_BundledModels.resources/Models")
    try FileManager.default.createDirectory(at: bundle, withIntermediateDirectories: true)
    let own = try ModelLibrary().package(named: "portraits-classifier")
    try FileManager.default.copyItem(at: own, to: bundle.appendingPathComponent("portraits-classifier"))
    let library = ModelLibrary(environment: [:], program: folder.url)
    #expect(library.packages().map(\.lastPathComponent) == ["portraits-classifier"])
    #expect(try library.package(named: "portraits-classifier").path.hasPrefix(folder.url.path))
  }
}
