import Foundation
import LatentGeometry
import Testing

@Suite struct PathPointsTests {
  private func points(_ text: String) throws -> PathPoints {
    try JSONDecoder().decode(PathPoints.self, from: Data(text.utf8))
  }

  @Test func formsAreRead() throws {
    #expect(
      try points("[[0, 0], [1.5, 2]]") == PathPoints(.grid([.init(column: 0, row: 0), .init(column: 1.5, row: 2)]))
    )
    #expect(try points("[0, 0.25, 1]") == PathPoints(.path([0, 0.25, 1])))
    #expect(
      try points(#"{"points": [[1, 2]], "closed": true, "frames": 7}"#)
        == PathPoints(.grid([.init(column: 1, row: 2)]), isClosed: true, frames: 7)
    )
    #expect(try points(#"{"points": [0.5]}"#) == PathPoints(.path([0.5])))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    for value in [
      PathPoints(.path([0, 0.5])), PathPoints(.grid([.init(column: 0.5, row: 3)]), isClosed: true),
      PathPoints(.path([1]), frames: 9),
    ] {
      #expect(try JSONDecoder().decode(PathPoints.self, from: JSONEncoder().encode(value)) == value)
    }
  }

  struct Mistake: CustomTestStringConvertible, Sendable {
    var text: String
    var path: String
    var problem: String
    var testDescription: String { text }
  }

  static let mistakes = [
    Mistake(text: "[]", path: "", problem: "must have at least one point"),
    Mistake(text: "[[0, 0], 1]", path: "1", problem: "must be a pair [column, row] like the points before it"),
    Mistake(text: "[0, [0, 0]]", path: "1", problem: "must be a number like the points before it"),
    Mistake(text: "[[0, 0], [1, 2, 3]]", path: "1", problem: "must be a pair [column, row] like the points before it"),
    Mistake(text: "[\"a\"]", path: "0", problem: "must be a pair [column, row] or a number"),
    Mistake(text: "7", path: "", problem: "must be a list of points or an object with points"),
    Mistake(text: #"{"points": 7}"#, path: "points", problem: "must be a list of pairs [column, row] or of numbers"),
    Mistake(text: #"{"points": [0, null]}"#, path: "points.1", problem: "must be a number like the points before it"),
    Mistake(text: #"{"points": [0], "frames": 0}"#, path: "frames", problem: "must be at least 1"),
  ]

  @Test(arguments: mistakes)
  func mistakesSayWhere(mistake: Mistake) throws {
    let error = #expect(throws: DecodingError.self) { try points(mistake.text) }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue).joined(separator: ".").replacing("Index ", with: "") == mistake.path)
    #expect(context.debugDescription == mistake.problem)
  }

  @Test func missingPointsAndWrongOptionsAreRefused() {
    for text in [#"{"closed": true}"#, #"{"points": [0], "closed": 1}"#, #"{"points": [0], "frames": 1.5}"#] {
      #expect(throws: DecodingError.self) { try points(text) }
    }
  }

  @Test func weightsAreBilinear() throws {
    let table = try points("[[0, 0], [0.25, 0.5], [2, 1], [1, 0.5]]").weights(columns: 3, rows: 2)
    #expect(table[0] == [.init(point: 0, weight: 1)])
    #expect(
      table[1] == [
        .init(point: 0, weight: 0.375), .init(point: 3, weight: 0.375), .init(point: 1, weight: 0.125),
        .init(point: 4, weight: 0.125),
      ]
    )
    #expect(table[2] == [.init(point: 5, weight: 1)])
    #expect(table[3] == [.init(point: 1, weight: 0.5), .init(point: 4, weight: 0.5)])
  }

  @Test func gridsOfOneRowOrCellAreFine() throws {
    let row = try points("[[0, 0], [1.5, 0]]").weights(columns: 3, rows: 1)
    #expect(row[1] == [.init(point: 1, weight: 0.5), .init(point: 2, weight: 0.5)])
    #expect(try points("[[0, 0]]").weights(columns: 1, rows: 1)[0] == [.init(point: 0, weight: 1)])
  }

  @Test func framesLieEvenlyBetweenPoints() throws {
    #expect(try points(#"{"points": [0, 1, 0.5], "frames": 5}"#).places() == [0, 0.5, 1, 0.75, 0.5])
    #expect(try points(#"{"points": [0, 1], "closed": true, "frames": 4}"#).places() == [0, 0.5, 1, 0.5])
    #expect(try points(#"{"points": [0.5], "frames": 3}"#).places() == [0.5, 0.5, 0.5])
    #expect(try points(#"{"points": [0.5, 1], "frames": 1}"#).places() == [0.5])
    #expect(try points(#"{"points": [[0, 0], [2, 0]], "frames": 3}"#).weights(columns: 3, rows: 1).count == 3)
  }

  @Test func whatIsOutsideIsRefusedWithItsNumber() throws {
    let column = #expect(throws: PathPointsError.self) { try points("[[0, 0], [4.5, 0]]").weights(columns: 5, rows: 2) }
    #expect(column?.description == "points[1]: the column 4.5 is outside 0 ... 4")
    let row = #expect(throws: PathPointsError.self) { try points("[[0, -1]]").weights(columns: 5, rows: 2) }
    #expect(row == .outside(point: 0, what: "row", value: -1, last: 1))
    let place = #expect(throws: PathPointsError.self) { try points("[0, 1.5]").places() }
    #expect(place?.description == "points[1]: the place 1.5 is outside 0 ... 1")
    #expect(throws: PathPointsError.notInGrid) { try points("[0]").weights(columns: 1, rows: 1) }
    #expect(throws: PathPointsError.notAlongPath) { try points("[[0, 0]]").places() }
  }
}
