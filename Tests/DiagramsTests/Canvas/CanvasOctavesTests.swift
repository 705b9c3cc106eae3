import Diagrams
import Foundation
import SafeFiles
import Testing

@Suite struct CanvasOctavesTests {
  private func overlap(_ first: CanvasPlace, _ second: CanvasPlace) -> Bool {
    abs(first.x - second.x) < (first.width + second.width) / 2 - 1e-9
      && abs(first.y - second.y) < (first.height + second.height) / 2 - 1e-9
  }

  private func overlaps(in places: [CanvasPlace]) -> Int {
    places.indices.reduce(0) { sum, index in
      sum + places[..<index].count { overlap($0, places[index]) }
    }
  }

  @Test(arguments: [1, 2, 3, 4]) func octavesFillTheCanvasWithoutOverlaps(_ count: Int) throws {
    let octaves = CanvasOctaves(side: 32, count: count)
    let layout = try CanvasLayout(width: 200, height: 168, octaves: octaves, seed: 5)
    #expect(overlaps(in: layout.places) == 0)
    let area = layout.places.reduce(0) { $0 + $1.width * $1.height }
    if count > 1 {
      // Cells of 4 (or 8, 16) pixels: what is no whole cell stays free at the edges.
      let cell = 32.0 / Double(1 << (count - 1))
      #expect(area == (200 / cell).rounded(.down) * (168 / cell).rounded(.down) * cell * cell)
    } else {
      #expect(area > 0.5 * 192 * 160)
    }
    #expect(Set(layout.places.map(\.width)) == Set((0..<count).map { 32 / Double(1 << $0) }))
    #expect(layout.places.allSatisfy { $0.width == $0.height })
    let widths = layout.places.map(\.width)
    #expect(widths == widths.sorted(by: >))
  }

  @Test func sharesAndNumbersAreKept() throws {
    let amounts: [CanvasOctaves.Amount] = [.count(3), .share(0.25), .share(0.5)]
    let layout = try CanvasLayout(
      width: 256,
      height: 256,
      octaves: CanvasOctaves(side: 64, amounts: amounts),
      seed: 0
    )
    func count(_ side: Double) -> Int { layout.places.count { $0.width == side } }
    #expect(count(64) == 3)
    // 256 - 48 = 208 cells of 16 pixels are free, then 156.
    #expect(count(32) == 13 && count(16) == 78)
  }

  @Test func overlappingOctavesFillTheCanvasEach() throws {
    let amounts: [CanvasOctaves.Amount] = [.share(1), .share(1)]
    let octaves = CanvasOctaves(side: 16, amounts: amounts, overlaps: true)
    let layout = try CanvasLayout(width: 128, height: 128, octaves: octaves, seed: 8)
    for side in [16.0, 8] { #expect(overlaps(in: layout.places.filter { $0.width == side }) == 0) }
    #expect(layout.places.count { $0.width == 8 } == 256)
    #expect(overlaps(in: layout.places) > 100)
  }

  @Test func everyTileNamesTheNearestOfTheLargest() throws {
    let layout = try CanvasLayout(width: 300, height: 200, octaves: CanvasOctaves(side: 40, count: 3), seed: 21)
    let roots = layout.places.filter { $0.width == 40 }
    #expect(roots.map(\.anchor) == Array(roots.indices) && layout.anchorCount == roots.count)
    for place in layout.places {
      let distances = roots.map { hypot($0.x - place.x, $0.y - place.y) }
      #expect(try abs(distances[#require(place.anchor)] - #require(distances.min())) < 1e-9)
    }
  }

  @Test func theSeedDecides() throws {
    let octaves = CanvasOctaves(side: 32, count: 3)
    func layout(_ seed: UInt64) throws -> CanvasLayout {
      try CanvasLayout(width: 160, height: 160, octaves: octaves, seed: seed)
    }
    #expect(try layout(0) == layout(0))
    #expect(try Set([0, 1, 2, UInt64.max].map { try "\(layout($0).places[0])" }).count > 1)
    // Places are spread evenly: the mean of many first places is the middle.
    let first = try (0..<400).map { try layout($0).places[0] }
    #expect(abs(first.reduce(0) { $0 + $1.x } / 400 - 80) < 8)
    #expect(abs(first.reduce(0) { $0 + $1.y } / 400 - 80) < 8)
    // As it was when it was made first.
    let places = try layout(7).places.prefix(3).map { [$0.x, $0.y] }
    #expect(places == Self.recorded, "\(places)")
  }

  private static let recorded: [[Double]] = [[16, 40], [104, 80], [80, 112]]

  @Test(arguments: ["50%", "12", "0", "12.5%", "100%"]) func amountsAreTexts(_ text: String) throws {
    let amount = try CanvasOctaves.Amount(text)
    #expect(amount.description == text)
    let octaves = CanvasOctaves(side: 8, amounts: [amount])
    #expect(try JSONDecoder().decode(CanvasOctaves.self, from: JSONEncoder().encode(octaves)) == octaves)
  }

  @Test(arguments: ["", "-1", "half", "0.5", "101%", "%", "nan%"]) func otherAmountsAreErrors(_ text: String) throws {
    let error = try #require(throws: CanvasLayoutError.self) { try CanvasOctaves.Amount(text) }
    #expect(error.category == .usage && error.description.contains("50%"))
  }
}
