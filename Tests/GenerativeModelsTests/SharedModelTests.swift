import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A real model, where the development folder is there.
@Suite(.enabled(if: Repository.shared != nil))
struct SharedModelTests {
  private func model() throws -> GenerativeModel {
    try GenerativeModel(package: #require(Repository.shared).appendingPathComponent("models/celeba-vae-64"))
  }

  @Test func decodesAndEncodes() throws {
    let model = try model()
    #expect(model.family == .vae && model.latentShape == [128])
    #expect(model.imageShape == ImageShape(channels: 3, height: 64, width: 64))
    let latents = LatentGenerator(seed: 1).sample(model.prior, count: 35, dimension: model.latentDimension)
    let pictures = try model.decode(latents)
    #expect(pictures.count == 35)
    #expect(pictures.samples.allSatisfy { (0...1).contains($0) })
    let distribution = try model.encodeDistribution(pictures)
    // The encoder must find its way back, far better than a latent drawn anew would be.
    var (error, square) = (0.0, 0.0)
    for (found, drawn) in zip(distribution.mean.values, latents.values) {
      error += Double((found - drawn) * (found - drawn))
      square += Double(drawn * drawn)
    }
    #expect(error < 0.7 * square)
    #expect(distribution.logVariance?.values.contains { $0 < 0 } ?? false)
  }

  @Test func itsClassifierTellsTheAttributesOfFaces() throws {
    let model = try model()
    let classifier = try #require(try model.classifier())
    #expect(classifier.labels.count == 40 && classifier.imageShape == model.imageShape)
    let latents = LatentGenerator(seed: 1).sample(model.prior, count: 40, dimension: model.latentDimension)
    let found = try classifier.probabilities(of: try model.decode(latents), batch: 16)
    #expect(found.count == 40 && found.values.allSatisfy { (0...1).contains($0) })
    // Of forty faces some smile and some do not.
    let smiling = try #require(found["Smiling"]).count { $0 > 0.5 }
    #expect((5...35).contains(smiling), "\(smiling)")
  }

  @Test(arguments: [1, 7, 35])
  func batchesChangeOnlyRounding(_ batch: Int) throws {
    let model = try model()
    let latents = LatentGenerator(seed: 2).sample(model.prior, count: 35, dimension: model.latentDimension)
    let (whole, parts) = (try model.decode(latents, batch: 32), try model.decode(latents, batch: batch))
    #expect(zip(whole.samples, parts.samples).allSatisfy { abs($0 - $1) < 1e-5 })
  }
}
