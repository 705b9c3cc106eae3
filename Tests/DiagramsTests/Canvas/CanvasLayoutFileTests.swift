import Diagrams
import Foundation
import Imaging
import SafeFiles
import Testing
import TestSupport

@Suite struct CanvasLayoutFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func layout(
    _ json: String,
    width: Int? = nil,
    height: Int? = nil,
    unit: Double? = nil
  ) throws -> CanvasLayout {
    let file = folder.file("layout.json")
    try Data(json.utf8).write(to: file)
    return try CanvasLayout(contentsOf: file, width: width, height: height, unit: unit)
  }

  @Test func whatIsWrittenIsRead() throws {
    let octaves = try CanvasLayout(width: 200, height: 150, octaves: CanvasOctaves(side: 50, count: 3), seed: 1)
    let hexagons = try CanvasLayout(
      rows: 3,
      columns: 5,
      of: CanvasLattice(.hexagonal, tileWidth: 17.3, tileHeight: 20, softness: 0.3)
    )
    let placed = try CanvasLayout(
      width: 9,
      height: 9,
      places: [CanvasPlace(x: 1, y: 2, width: 3, height: 4, position: CanvasPosition(u: 0.1, v: 1))]
    )
    for (number, layout) in [octaves, hexagons, placed].enumerated() {
      let file = folder.file("\(number).json")
      try layout.write(to: file)
      #expect(try CanvasLayout(contentsOf: file) == layout)
      #expect(throws: FileError.self) { try layout.write(to: file) }
      try layout.write(to: file, overwrite: true)
    }
    let text = try String(contentsOf: folder.file("2.json"), encoding: .utf8)
    #expect(
      text == """
        {"format":"sextant-canvas-layout","height":9,"places":[{"height":4,"position":[0.1,1],"width":3,"x":1,"y":2}],\
        "version":1,"width":9}

        """
    )
  }

  @Test func littleIsNeededAndOtherKeysArePassedOver() throws {
    let read = try layout(
      """
      {"width": 100, "height": 50, "title": "mine", "places": [{"x": 10, "y": 20.5, "size": 8, "colour": "red"},
        {"x": 1, "y": 2, "width": 3, "height": 4, "anchor": 2, "position": null}]}
      """
    )
    #expect(read.width == 100 && read.height == 50)
    #expect(
      read.places == [
        CanvasPlace(x: 10, y: 20.5, width: 8, height: 8), CanvasPlace(x: 1, y: 2, width: 3, height: 4, anchor: 2),
      ]
    )
    let wide = try layout(#"{"width": 100, "height": 50, "places": [{"x": 10, "y": 20, "size": 8}]}"#, width: 200)
    #expect(wide.width == 200 && wide.height == 50 && wide.places == [CanvasPlace(x: 20, y: 20, width: 16, height: 8)])
  }

  /// The form of plat's later layouts: upper left corners and sides in cells.
  @Test func platsLayoutsInCellsAreRead() throws {
    let json = #"{"size": [8, 4], "xy": [[0, 0], [6, 3], [4, 0]], "s": [4, 1, 2], "r": [0, 3, 1], "p": [-1, 0, 0]}"#
    let read = try layout(json)
    #expect(read.width == 512 && read.height == 256 && read.anchorCount == 4)
    #expect(
      read.places[0]
        == CanvasPlace(x: 128, y: 128, width: 256, height: 256, anchor: 0, position: CanvasPosition(u: 0.25, v: 0.5))
    )
    #expect(read.places[1].x == 6.5 * 64 && read.places[1].y == 3.5 * 64 && read.places[1].width == 64)
    let small = try layout(json, unit: 10)
    #expect(small.width == 80 && small.height == 40 && small.places[2].x == 50 && small.places[2].width == 20)
    let sized = try layout(json, width: 160, height: 40)
    #expect(sized.places[2].x == 100 && sized.places[2].width == 40 && sized.places[2].height == 20)
    // As plat does with --layout-scale: places by the canvas, sides by the unit.
    let both = try layout(json, width: 160, height: 80, unit: 10)
    #expect(both.places[2].x == 80 + 10 && both.places[2].width == 20)
    #expect(both.places[2].position == CanvasPosition(u: 0.625, v: 0.25))
    #expect(try layout(#"{"size": [2, 2], "xy": [[1, 1]]}"#).places[0].anchor == nil)
  }

  /// The form of plat's earlier layouts: middles in the unit square, sides by name.
  @Test func platsLayoutsInTheUnitSquareAreRead() throws {
    let json = #"{"xy": [[0.25, 0.5], [0.5, 0.5], [0.75, 1]], "s": [-1, 0, 1], "r": [0, 0, 1]}"#
    let read = try layout(json)
    #expect(read.width == 512 && read.height == 512)
    #expect(read.places.map(\.width) == [32, 64, 128] && read.places.map(\.x) == [128, 256, 384])
    #expect(read.position(of: read.places[2]) == CanvasPosition(u: 0.75, v: 1))
    let other = try layout(json, width: 100, height: 200, unit: 8)
    #expect(other.places[0] == CanvasPlace(x: 25, y: 100, width: 4, height: 4, anchor: 0))
  }

  static let mistakes: [(json: String, hints: [String])] = [
    ("no JSON", ["is not JSON", "line 1"]),
    ("{\"width\": 3,\n \"height\": }", ["is not JSON", "line 2"]),
    ("[1, 2]", ["wrong type"]),
    ("{}", ["'width' is missing"]),
    (#"{"width": 9, "height": 9}"#, ["'places' is missing"]),
    (#"{"width": 9, "height": 9, "places": []}"#, ["no places"]),
    (#"{"width": 0, "height": 9, "places": [{"x": 1, "y": 1, "size": 1}]}"#, ["0 x 9"]),
    (#"{"width": 9, "height": 9, "version": 2, "places": []}"#, ["version", "newer"]),
    (#"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1}]}"#, ["'places[0].width' is missing"]),
    (#"{"width": 9, "height": 9, "places": [{"x": "a", "y": 1, "size": 2}]}"#, ["places[0].x", "wrong type"]),
    (
      #"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 2}, {"x": 1, "y": 1, "size": 0}]}"#,
      ["place 1 (counted from 0)", "0 x 0", "more than 0"]
    ),
    (#"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "width": 3, "height": -2}]}"#, ["place 0", "3 x -2"]),
    (#"{"width": 9, "height": 9, "places": [{"x": 20, "y": 1, "size": 2}]}"#, ["place 0", "(20, 1)", "outside"]),
    (#"{"width": 9, "height": 9, "places": [{"x": -1, "y": 1, "size": 2}]}"#, ["place 0", "outside"]),
    (#"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 2, "anchor": -1}]}"#, ["place 0", "anchor -1"]),
    (
      #"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 2, "anchor": 1000000}]}"#,
      ["place 0", "anchor 1000000", "at most 1000000"]
    ),
    (
      #"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 2, "anchor": 9223372036854775807}]}"#,
      ["place 0", "anchor 9223372036854775807"]
    ),
    (
      #"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 2, "position": [0, 1.5]}]}"#,
      ["place 0", "(0, 1.5)"]
    ),
    (
      #"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 2, "position": [0, 1, 1]}]}"#,
      ["position", "two numbers"]
    ),
    (#"{"width": 9, "height": 9, "places": [{"x": 1, "y": 1, "size": 1e9}]}"#, ["place 0", "limit"]),
    (#"{"xy": []}"#, ["no places"]),
    (#"{"xy": [[1, 2, 3]]}"#, ["place 0", "3 numbers"]),
    (#"{"xy": [[0, 0], [1, 1]], "r": [0]}"#, ["2 places", "1 in 'r'"]),
    (#"{"xy": [[0, 0], [1, 1]], "s": [0, 0, 0]}"#, ["2 places", "3 in 's'"]),
    (#"{"size": [2], "xy": [[0, 0]]}"#, ["'size'"]),
    (#"{"size": [2, 1e300], "xy": [[0, 0]]}"#, ["'size'"]),
    (#"{"size": [2, 2], "xy": [[2, 0]]}"#, ["place 0", "outside"]),
    (#"{"size": [2, 2], "xy": [[0, 0]], "s": [0]}"#, ["place 0", "more than 0"]),
    (#"{"size": [2, 2], "xy": [[0, 0]], "r": [-1]}"#, ["place 0", "anchor -1"]),
  ]

  @Test(arguments: mistakes) func mistakesAreNamed(_ json: String, hints: [String]) throws {
    let error = try #require(throws: CanvasLayoutError.self) { try layout(json) }
    #expect(error.category == .badData)
    #expect(error.description.contains("layout.json: "))
    for hint in hints { #expect(error.description.contains(hint), "\(error.description)") }
  }

  @Test func filesMustExist() throws {
    #expect(throws: FileError.self) { try CanvasLayout(contentsOf: folder.file("none.json")) }
    #expect(throws: CanvasLayoutError.self) { try layout(#"{"xy": [[0, 0]]}"#, unit: -1) }
  }

  /// What is made and not read is the request's fault.
  @Test func requestsThatCannotBeAreErrors() throws {
    func square(_ side: Double, spacing: Double = 0) throws -> CanvasLattice {
      try CanvasLattice(.square, tileWidth: side, tileHeight: side, spacing: spacing)
    }
    func octaves(_ octaves: CanvasOctaves) throws {
      _ = try CanvasLayout(width: 50, height: 50, octaves: octaves, seed: 0)
    }
    let attempts: [(String, () throws -> Void)] = [
      (
        "finite",
        { _ = try CanvasLayout(width: 9, height: 9, places: [CanvasPlace(x: .nan, y: 1, width: 1, height: 1)]) }
      ),
      (
        "finite",
        { _ = try CanvasLayout(width: 9, height: 9, places: [CanvasPlace(x: 1, y: 1, width: .infinity, height: 1)]) }
      ),
      ("0 x 9", { _ = try CanvasLayout(width: 0, height: 9, places: []) }),
      ("no places", { _ = try CanvasLayout(width: 9, height: 9, places: []) }),
      ("0 x 5", { _ = try CanvasLayout(width: 0, height: 5, filledBy: square(2)) }),
      ("0 x 5", { _ = try CanvasLayout(width: 0, height: 5, octaves: CanvasOctaves(side: 2, count: 1), seed: 0) }),
      ("-8 x -8", { _ = try square(-8) }),
      ("nan x nan", { _ = try square(.nan) }),
      ("spacing", { _ = try square(8, spacing: -8) }),
      ("fits into 50 x 50", { _ = try CanvasLayout(width: 50, height: 50, filledBy: square(51)) }),
      ("more than the limit", { _ = try CanvasLayout(width: 50_000, height: 50_000, filledBy: square(1)) }),
      (
        "more than the limit",
        { _ = try CanvasLayout(width: 50_000, height: 50_000, filledBy: square(1), edges: .covered) }
      ),
      ("more than the limit", { _ = try CanvasLayout(rows: 1 << 40, columns: 1 << 40, of: square(1)) }),
      ("0 rows", { _ = try CanvasLayout(rows: 0, columns: 3, of: square(1)) }),
      ("0 octaves", { try octaves(CanvasOctaves(side: 8, count: 0)) }),
      ("13 octaves", { try octaves(CanvasOctaves(side: 8, count: 13)) }),
      ("0 pixels", { try octaves(CanvasOctaves(side: 0, count: 2)) }),
      ("more than the limit", { try octaves(CanvasOctaves(side: 1e-9, count: 2)) }),
      ("fits into 50 x 50", { try octaves(CanvasOctaves(side: 51, count: 2)) }),
      ("needs", { try octaves(CanvasOctaves(side: 8, amounts: [.count(0), .share(1)])) }),
      ("1.5", { try octaves(CanvasOctaves(side: 8, amounts: [.share(1.5)])) }),
      ("-1 tiles", { try octaves(CanvasOctaves(side: 8, amounts: [.count(-1)])) }),
    ]
    for (number, (hint, attempt)) in attempts.enumerated() {
      let error = try #require(throws: CanvasLayoutError.self, "\(number)") { try attempt() }
      #expect(error.category == .usage && error.description.contains(hint), "\(error.description)")
    }
  }
}
