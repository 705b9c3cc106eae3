import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct EditErrorTests {
  private let tiny: TinyEdits

  init() throws { tiny = try TinyEdits() }

  private func expect(
    _ category: FailureCategory,
    _ words: String,
    _ request: some DiagramRequest,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try request.draw(in: Studio())
      Issue.record("no error was thrown", sourceLocation: sourceLocation)
    } catch {
      let explained = error as? any ExplainedError
      #expect(explained?.category == category, "\(error)", sourceLocation: sourceLocation)
      #expect(explained?.description.contains(words) == true, "\(error)", sourceLocation: sourceLocation)
    }
  }

  private func traverse(_ change: (inout TraverseRequest) -> Void) -> TraverseRequest {
    var request = tiny.traverse
    change(&request)
    return request
  }

  private func compare(_ change: (inout CompareRequest) -> Void) -> CompareRequest {
    var request = tiny.compare
    change(&request)
    return request
  }

  @Test func wrongTraversals() {
    expect(.usage, "name at least one", traverse { $0.anchors = [] })
    expect(.usage, "name one vector for strips", traverse { $0.attributes = [] })
    expect(.usage, "3 vectors", traverse { $0.attributes = [VectorSum](repeating: $0.attributes[0], count: 3) })
    expect(.usage, "--range 2.0,-2.0", traverse { $0.range = EditRange(2, -2) })
    expect(.usage, "--range", traverse { $0.range = EditRange(0, .infinity) })
    expect(.usage, "--to 0.0,0.5", traverse { $0.ends = EditRange(0, 0.5) })
    expect(.usage, "--to 0.5,0.5", traverse { $0.ends = EditRange(0.5, 0.5) })
    expect(.usage, "--steps 1", traverse { $0.steps = 1 })
    expect(.usage, "--steps", traverse { $0.steps = .max })
    expect(.usage, "--rows", traverse { $0.rows = 3 })
    expect(.usage, "--range-y", traverse { $0.rangeY = EditRange(0, 1) })
    var plane = tiny.plane
    plane.rows = 1
    expect(.usage, "--rows 1", plane)
    plane.rows = .max
    expect(.usage, "cells", plane)
  }

  @Test func wrongComparisons() {
    expect(.usage, "name at least one", compare { $0.anchors = [] })
    expect(.usage, "--edit", compare { $0.edits = [] })
    expect(.usage, "--to 1.0", compare { $0.probability = 1 })
    expect(.usage, "probability between", compare { $0.edits[0].terms[0].probability = 0 })
    expect(.usage, "finite", compare { $0.edits[0].terms[0].amount = .nan })
    let smile = CompareEdit.Term(tiny.reference("Smiling"), probability: 0.5)
    expect(.usage, "only one vector", compare { $0.edits = [CompareEdit([smile, smile])] })
  }

  @Test func wrongVectors() throws {
    let (other, narrow, zeros) = (try otherModel(), try narrow(), try zeros())
    expect(
      .usage,
      "Smiling",
      traverse { $0.attributes = [VectorSum(VectorReference(vectors: tiny.path, name: "Smilin"))] }
    )
    expect(
      .badData,
      "hash 00",
      compare { $0.edits[0].terms[0].vector = VectorReference(vectors: other, name: "Smiling") }
    )
    expect(.badData, "48", traverse { $0.attributes = [VectorSum(VectorReference(vectors: narrow, name: "0"))] })
    expect(
      .badData,
      "points nowhere",
      traverse { $0.attributes = [VectorSum(VectorReference(vectors: zeros, name: "0"))] }
    )
    expect(
      .missingInput,
      "nowhere",
      traverse { $0.attributes = [VectorSum(VectorReference(vectors: "/nowhere.vectors", name: "Smiling"))] }
    )
    expect(
      .usage,
      "2 vectors",
      traverse { $0.attributes = [VectorSum(VectorReference(vectors: tiny.path, name: nil))] }
    )
  }

  @Test func nothingToScoreBy() {
    expect(.usage, "has no classifier", traverse { $0.ends = EditRange(0.1, 0.9) })
    expect(
      .usage,
      "has no classifier",
      compare { $0.edits[0].terms[0] = .init(tiny.reference("Smiling"), probability: 0.5) }
    )
    expect(
      .usage,
      "Male has no calibration",
      traverse { ($0.ends, $0.by, $0.attributes) = (EditRange(0.1, 0.9), .score, [VectorSum(tiny.reference("Male"))]) }
    )
  }

  private func otherModel() throws -> String {
    var set = try VectorSet(named: tiny.path)
    set.model?.hash = "00"
    return try set.write(named: tiny.place.file("other").path, overwrite: true).path
  }

  private func narrow() throws -> String {
    let url = tiny.place.file("narrow.json")
    try Data("[[1, 2, 3]]".utf8).write(to: url)
    return url.path
  }

  private func zeros() throws -> String {
    let url = tiny.place.file("zeros.json")
    try Data("[[\([String](repeating: "0", count: 48).joined(separator: ","))]]".utf8).write(to: url)
    return url.path
  }
}
