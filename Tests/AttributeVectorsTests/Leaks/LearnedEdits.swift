import AttributeVectors
import GenerativeModels
import LatentGeometry
import Manifold
import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The bundled model of portraits with its classifier, and vectors that are learned from what the classifier says.
struct LearnedEdits {
  let model: GenerativeModel
  let classifier: AttributeClassifier
  /// Latents to be edited, shape [24, 64].
  let latents: LatentBatch
  /// Candidates Smiling and Male, of length 1.5.
  let candidates: [LeakMeasurement.Candidate]

  /// Learned once for all tests.
  static let shared = Result { try LearnedEdits() }

  private init() throws {
    let folder = Repository.root.appendingPathComponent("Sources/BundledModels/Models/portraits-vae")
    let options = SessionOptions(threads: 1, spinning: false)
    let model = try GenerativeModel(package: folder, options: options)
    guard let classifier = try model.classifier(options: options) else { throw Missing() }
    (self.model, self.classifier) = (model, classifier)
    latents = LatentGenerator(seed: 5).sample(model.prior, count: 24, dimension: model.latentDimension)
    let z = LatentGenerator(seed: 6).sample(model.prior, count: 192, dimension: model.latentDimension)
    let told = try classifier.probabilities(of: model.decode(z))
    candidates = ["Smiling", "Male"].map { name in
      let p = (told[name] ?? []).map(Double.init)
      let mean = p.reduce(0, +) / Double(p.count)
      // The covariance of latents and probabilities points from those without to those with.
      var sums = [Double](repeating: 0, count: z.dimension)
      for (row, own) in p.enumerated() {
        for column in sums.indices { sums[column] += (own - mean) * Double(z.values[row * z.dimension + column]) }
      }
      let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return LeakMeasurement.Candidate(
        vectors: "own",
        entry: AttributeVector(name: name, method: .mean, length: 1.5),
        values: sums.map { Float(1.5 * $0 / length) }
      )
    }
  }

  struct Missing: Error {}

  /// Measures candidates on the latents.
  func table(
    _ gain: EditGain,
    _ candidates: [LeakMeasurement.Candidate]? = nil,
    classified: Bool = true,
    _ change: (inout LeakMeasurement) -> Void = { _ in }
  ) throws -> LeakTable {
    var measurement = LeakMeasurement()
    measurement.gain = gain
    measurement.replicateCount = 50
    change(&measurement)
    return try measurement.measure(
      candidates ?? self.candidates,
      on: latents,
      model: model,
      classifier: classified ? classifier : nil
    )
  }

  /// A candidate of other numbers.
  func candidate(_ name: String, _ values: [Float]) -> LeakMeasurement.Candidate {
    LeakMeasurement.Candidate(
      vectors: "own",
      entry: AttributeVector(name: name, method: .given, length: 1),
      values: values
    )
  }
}
