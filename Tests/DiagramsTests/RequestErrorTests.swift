import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct RequestErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var request: any DiagramRequest
    var testDescription: String { name }

    init<Request: DiagramRequest>(_ name: String, _ request: Request, _ change: (inout Request) -> Void) {
      var request = request
      change(&request)
      self.name = name
      self.request = request
    }
  }

  static let wrong = [
    Case("no model", Tiny.sample) { $0.models = [] },
    Case("no seed", Tiny.sample) { $0.seed = nil },
    Case("numpy's seeds end", Tiny.sample) { ($0.seed, $0.generator) = (1 << 32, .numpy) },
    Case("no rows", Tiny.sample) { $0.rows = 0 },
    Case("no columns", Tiny.sample) { $0.columns = -1 },
    Case("too many cells", Tiny.sample) { ($0.rows, $0.columns) = (1 << 20, 1 << 20) },
    Case("cells overflow", Tiny.sample) { ($0.rows, $0.columns) = (.max, .max) },
    Case("a gap below 0", Tiny.sample) { $0.sheet.gap = -1 },
    Case("no scale", Tiny.sample) { $0.sheet.scale = 0 },
    Case("a scale that is no number", Tiny.sample) { $0.sheet.scale = .nan },
    Case("two corners", Tiny.jdiagram) { $0.anchors.removeLast() },
    Case("four corners", Tiny.jdiagram) { $0.anchors.append(Tiny.image("a")) },
    Case("no corners", Tiny.jdiagram) { $0.anchors = [] },
    Case("one row", Tiny.jdiagram) { $0.rows = 1 },
    Case("random corner without a seed", Tiny.jdiagram) { $0.anchors[0] = .random },
    Case("an odd number of ends", Tiny.interpolate) { $0.anchors.append(Tiny.image("c")) },
    Case("neither ends nor pairs", Tiny.interpolate) { $0.anchors = [] },
    Case("both ends and pairs", Tiny.interpolate) { $0.randomPairs = 2 },
    Case("one step", Tiny.interpolate) { $0.steps = 1 },
    Case("a negative number of pairs", Tiny.interpolate) { ($0.anchors, $0.randomPairs) = ([], -1) },
    Case("pairs beyond counting", Tiny.interpolate) { ($0.anchors, $0.randomPairs, $0.seed) = ([], .max, 1) },
    Case("steps beyond counting", Tiny.interpolate) {
      ($0.anchors, $0.randomPairs, $0.seed, $0.steps) = ([], 9, 1, .max)
    },
    Case("no methods", Tiny.interpolate) { $0.methods = [] },
    Case("nothing to reconstruct", Tiny.reconstruct) { $0.anchors = [] },
    Case("latents to reconstruct", Tiny.reconstruct) { $0.anchors = [.latents(reference: "z.npy")] },
    Case("no columns to reconstruct in", Tiny.reconstruct) { $0.columns = 0 },
    Case("an empty vector", Tiny.jdiagram) { $0.anchors[0] = .vector([]) },
  ]

  @Test(arguments: wrong)
  func wrongRequestsAreUsageErrors(wrong: Case) {
    let error = #expect(throws: RequestError.self) { try wrong.request.draw(in: Studio()) }
    #expect(error?.category == .usage)
  }

  @Test func latentsOfAnotherWidthAreBadData() {
    var request = Tiny.jdiagram
    request.anchors[1] = .vector([1, 2, 3])
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .badData)
    #expect(error?.description.contains("48") == true)
  }

  @Test func aMissingPictureIsAMissingInput() {
    var request = Tiny.jdiagram
    request.anchors[1] = .image(path: "/nowhere/face.jpg")
    let error = #expect(throws: FileError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .missingInput)
  }

  @Test func picturesNeedAnEncoder() {
    var request = Tiny.jdiagram
    let decoder = Repository.tinyModel.appendingPathComponent("decoder.onnx").path
    request.models = [.bare(decoder: decoder, encoder: nil, options: BareModelOptions())]
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("has no encoder") == true)
    request.anchors = [.random, .random, .random]
    request.seed = 1
    #expect(throws: Never.self) { try request.draw(in: Studio()) }
  }
}
