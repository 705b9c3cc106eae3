import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

/// Requests over the conditional variants of the tiny model, which brighten channels by quarters of their condition.
enum TinyConditions {
  static func folder(_ name: String) -> URL { Repository.fixture("conditional/\(name)", of: "GenerativeModels") }

  static func model(_ name: String) -> ModelReference { .package(folder(name).path) }

  /// Conditions as they are typed.
  static func conditions(_ texts: String...) -> [Condition] { texts.map { Condition(parsing: $0) } }

  /// Anchors without content: nothing but the condition is left of their pictures.
  static func empty(_ count: Int) -> [Anchor] {
    [Anchor](repeating: .vector([Float](repeating: 0, count: 48)), count: count)
  }

  /// Anchors whose pictures have a mean of 1/2 in every channel, as do those of all that lies between them.
  static func balanced(_ count: Int) -> [Anchor] {
    let draws = Tiny.draws(count, seed: 9)
    return (0..<count).map { row in
      var values = draws[row].values
      for channel in 0..<3 { values[channel * 16] = 0 }
      return .vector(values)
    }
  }

  static func grid(_ layout: GridLayout, _ model: String, _ conditions: [Condition]) -> GridRequest {
    var request = Tiny.grid(layout)
    (request.models, request.conditions, request.typical) = ([self.model(model)], conditions, .off)
    return request
  }
}

extension PlanarImage {
  /// The condition that a picture shows, by the means of its channels: 0.5 + w / 4.
  var shownCondition: [Double] {
    (0..<3).map { channel in
      let plane = samples[channel * width * height..<(channel + 1) * width * height]
      return (plane.reduce(0) { $0 + Double($1) } / Double(plane.count) - 0.5) * 4
    }
  }

  /// The conditions that the cells of a sheet without labels show, row after row.
  func shownConditions(rows: Int, columns: Int) throws -> [[Double]] {
    try (0..<rows * columns).map { try tinyCell(row: $0 / columns, column: $0 % columns).shownCondition }
  }
}

/// Whether rows of numbers agree to a millionth.
func expectClose(
  _ found: [[Double]],
  _ expected: [[Double]],
  _ tolerance: Double = 1e-6,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  for (index, (one, other)) in zip(found, expected).enumerated() {
    #expect(
      one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < tolerance },
      "row \(index): \(one), \(other)",
      sourceLocation: sourceLocation
    )
  }
}

/// Runs `body`, which must throw an error for people that is a wrong option, and checks what its sentence names.
func expectRefused(
  naming words: String...,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
  } catch let error as any ExplainedError {
    #expect(error.category == .usage, "\(error)", sourceLocation: sourceLocation)
    for word in words { #expect(error.description.contains(word), "\(error)", sourceLocation: sourceLocation) }
  } catch {
    Issue.record("\(error) is not for people", sourceLocation: sourceLocation)
  }
}
