import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// Calibration by the bundled classifier, along a vector that is learned from the classifier's own words.
@Suite struct ClassifierCalibrationTests {
  private let place: TemporaryFolder
  private let path: String
  private let model: GenerativeModel
  private let classifier: AttributeClassifier

  init() throws {
    place = try TemporaryFolder()
    path = place.file("smile.vectors").path
    model = try GenerativeModel(named: "portraits-vae")
    classifier = try #require(try model.classifier())
    let latents = LatentGenerator(seed: 2).sample(model.prior, count: 96, dimension: model.latentDimension)
    let smiling = try #require(try classifier.probabilities(of: model.decode(latents))["Smiling"])
    var difference = [Double](repeating: 0, count: latents.dimension)
    let count = Double(smiling.count { $0 > 0.5 })
    for row in 0..<latents.count {
      let weight = smiling[row] > 0.5 ? 1 / count : -1 / (96 - count)
      for (index, value) in latents[row].values.enumerated() { difference[index] += weight * Double(value) }
    }
    let vector = LatentBatch(rows: [difference.map { Float($0) }, difference.map { Float($0) }])
    let entries = ["Smiling", "Grinning"].map { AttributeVector(name: $0, method: .mean, length: vector.lengths()[0]) }
    let set = VectorSet(entries: entries, vectors: vector, model: .init(name: model.name, hash: model.encodingHash))
    try set.write(named: path)
  }

  private var request: TraverseRequest {
    var request = TraverseRequest()
    request.models = [.package("portraits-vae")]
    request.seed = 7
    request.anchors = [.random, .random, .random]
    request.attributes = [VectorSum(VectorReference(vectors: path, name: "Smiling"))]
    (request.steps, request.ends) = (3, EditRange(0.1, 0.9))
    return request
  }

  @Test func theClassifierSaysTheProbabilitiesAtBothEnds() throws {
    let drawing = try request.draw(in: Studio())
    let walks = try #require(drawing.measurements as? TraverseMeasurements).walks
    var reached = 0
    for walk in walks {
      let said = try #require(walk.probabilities["Smiling"])
      for (edit, end, p) in [(walk.axes[0].low, 0, 0.1), (walk.axes[0].high, 2, 0.9)] {
        let edit = try #require(edit)
        // Decoded again in another batch, the same up to rounding.
        #expect(abs(said[end] - edit.after) < 1e-3)
        guard edit.outcome == .reached else { continue }
        #expect(abs(edit.after - p) <= 0.005)
        reached += 1
      }
      #expect(walk.axes[0].amounts[0] <= walk.axes[0].amounts[2])
    }
    #expect(reached >= 4)
  }

  @Test func neitherBatchNorThreadsNorNeighborsMatter() throws {
    let drawing = try request.draw(in: Studio())
    let other = try request.draw(in: Studio(session: SessionOptions(threads: 1), batch: 1))
    let amounts = { (drawing: Drawing) in
      (drawing.measurements as? TraverseMeasurements)?.walks.flatMap { $0.axes[0].amounts } ?? []
    }
    #expect(zip(amounts(drawing), amounts(other)).allSatisfy { abs($0 - $1) < 1e-9 } && amounts(drawing).count == 9)
    var first = request
    first.anchors = [.random]
    #expect(zip(amounts(drawing), amounts(try first.draw(in: Studio()))).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func comparisonsSayWhatElseChanged() throws {
    var request = CompareRequest()
    (request.models, request.seed, request.anchors) = ([.package("portraits-vae")], 7, [.random, .random])
    let reference = VectorReference(vectors: path, name: "Smiling")
    request.edits = [CompareEdit([.init(reference)]), CompareEdit([.init(reference, amount: 0)], label: "nothing")]
    request.probability = 0.8
    let drawing = try request.draw(in: Studio())
    let rows = try #require(drawing.measurements as? CompareMeasurements).comparisons[0].edits
    #expect(rows[0].label == "Smiling to 0.8" && Set(rows[0].meanChanges.keys) == Set(classifier.labels))
    let part = rows[0].vectors[0]
    let (before, after) = (try #require(part.before), try #require(part.after))
    for (index, edit) in try #require(part.calibration).enumerated() {
      #expect(abs(edit.before - before[index]) < 1e-3 && abs(edit.after - after[index]) < 1e-3)
    }
    let mean = zip(after, before).reduce(0) { $0 + $1.0 - $1.1 } / 2
    #expect(abs(try #require(rows[0].meanChanges["Smiling"]) - mean) < 1e-9)
    #expect(
      rows[1].meanChanges.values.allSatisfy { abs($0) < 1e-5 } && rows[1].pictures.allSatisfy { $0.distance < 1e-9 }
    )
    #expect(rows[0].pictures.allSatisfy { $0.brightness > 0.05 && $0.brightness < 0.95 })
  }

  @Test func anAttributeThatTheClassifierLacksIsNamed() {
    var request = request
    request.attributes = [VectorSum(VectorReference(vectors: path, name: "Grinning"))]
    let error = #expect(throws: AttributeError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .usage && error?.description.contains("does not tell Grinning") == true)
    // Without a probability to go to, it only goes unmeasured.
    request.ends = nil
    let drawing = try? request.draw(in: Studio())
    #expect((drawing?.measurements as? TraverseMeasurements)?.walks[0].probabilities.isEmpty == true)
  }
}
