import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant latents grid|combine`.
@Suite struct LatentsGridTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  // MARK: grid

  /// A layout, its size, the number of its anchors, and the flags that are added.
  struct Layout: Sendable {
    var layout: GridLayout
    var rows: Int
    var columns: Int
    var spacing = 3
    var anchors: Int
    var method = InterpolationMethod.slerp
    var prior = "gaussian"
    var analogy = AnalogyMethod.raw
    var isOrderFree = false

    var flags: [String] {
      ["--layout", layout.rawValue, "--rows", "\(rows)", "--cols", "\(columns)", "--spacing", "\(spacing)"]
        + ["--method", method.rawValue, "--prior", prior, "--analogy", analogy.rawValue]
        + (isOrderFree ? ["--order-free"] : [])
    }

    func latents(_ anchors: LatentBatch) throws -> LatentBatch {
      let grid = try LatentGrid(
        layout,
        rows: rows,
        columns: columns,
        spacing: spacing,
        isOrderFree: isOrderFree,
        analogy: analogy
      )
      let prior = try Prior(parsing: prior)
      return try grid.latents(
        anchors: anchors,
        Interpolator(method, prior: prior, dimension: anchors.dimension)
      )
    }
  }

  static let layouts = [
    Layout(layout: .mine, rows: 4, columns: 7, anchors: 6),
    Layout(
      layout: .mine,
      rows: 3,
      columns: 5,
      spacing: 2,
      anchors: 6,
      method: .matched,
      prior: "uniform",
      isOrderFree: true
    ),
    Layout(layout: .gradient, rows: 3, columns: 4, anchors: 4, method: .matchedSlerp, prior: "sphere:2"),
    Layout(layout: .jdiagram, rows: 5, columns: 2, anchors: 3, method: .lerp, analogy: .matched),
    Layout(layout: .chain, rows: 5, columns: 3, spacing: 2, anchors: 4, analogy: .transport),
    Layout(layout: .fan, rows: 2, columns: 3, anchors: 3, method: .nlerp, prior: "truncated-gaussian:2"),
    Layout(layout: .strips, rows: 3, columns: 5, spacing: 4, anchors: 6, method: .matched, prior: "uniform"),
  ]

  @Test(arguments: layouts)
  func gridsAreThoseOfTheLibraryInRowOrder(_ layout: Layout) async throws {
    let anchors = try place.makeLatents(layout.anchors, dimension: 6)
    let command = ["latents", "grid", "--anchors", "z.npy"] + layout.flags
    let report = try await place.report(command + ["--threads", "3", "--out", "g.npy"])
    #expect(report.keys == ["out", "count", "dimension"])
    #expect(report["count"] == .number(Double(layout.rows * layout.columns)) && report["dimension"] == 6)
    let found = try place.latents("g.npy")
    #expect(try found == layout.latents(anchors))
    // Row order: the first anchor is the first cell.
    #expect(found[0] == anchors[0])
  }

  @Test func missingAnchorsAreDrawnBehindThoseGiven() async throws {
    let anchors = try place.makeLatents(2, dimension: 5)
    let command = ["latents", "grid", "--fill", "--prior", "uniform:0,1", "--out"]
    let report = try await place.report(command + ["g.npy", "--anchors", "z.npy", "--seed", "4"])
    #expect(report["seed"] == 4 && report["count"] == 28)
    let added = LatentGenerator(seed: 4)
      .sample(.uniform(low: 0, high: 1), count: 4, dimension: 5, stream: .additions)
    let layout = Layout(layout: .mine, rows: 4, columns: 7, anchors: 6, prior: "uniform:0,1")
    #expect(try place.latents("g.npy") == layout.latents(.concatenating([anchors, added])))
    // All of them drawn; a seed that was drawn is printed, and gives the same again.
    let result = try await place.succeed(command + ["all.npy", "--dimension", "5", "--quiet"])
    let seed = try #require(result.notes.first { $0.hasPrefix("sextant: seed ") }?.split(separator: " ").last)
    try await place.succeed(command + ["again.npy", "--dimension", "5", "--seed", String(seed)])
    #expect(try place.bytes("all.npy") == place.bytes("again.npy"))
  }

  @Test func anchorsAreArrangedAsInPictures() async throws {
    let anchors = try place.makeLatents(2, dimension: 5)
    let flags = ["--rows", "3", "--cols", "4", "--spacing", "1", "--prior", "gaussian:1,2", "--seed", "4"]
    let command = ["latents", "grid", "--anchors", "z.npy", "--out"]
    let arranged = ["--encircle", "--invert", "--partway", "0.25"]
    let report = try await place.report(command + ["g.npy"] + arranged + flags)
    #expect(report["seed"] == 4)
    var arrangement = AnchorArrangement()
    (arrangement.encircles, arrangement.inverts, arrangement.partway) = (true, true, 0.25)
    let prior = Prior.gaussian(mean: 1, standardDeviation: 2)
    let found = arrangement.anchors(
      of: try LatentGrid(.mine, rows: 3, columns: 4, spacing: 1),
      named: anchors,
      draws: LatentGenerator(seed: 4).sample(prior, count: 12, dimension: 5, stream: .additions),
      Interpolator(.slerp, prior: prior, dimension: 5)
    )
    #expect(try place.latents("g.npy") == found)
    try await place.fail(command + ["x.npy", "--partway", "2"], code: 64, naming: ["--partway 2"])
    try await place.fail(command + ["x.npy", "--encircle", "--layout", "chain"], code: 64, naming: ["chain"])
    // Without draws no seed is told.
    let strips = try await place.report(command + ["s.npy", "--layout", "strips", "--cols", "3", "--spacing", "2"])
    #expect(strips["seed"] == nil && strips["count"] == 3)
  }

  @Test func fansNeedNoAnchors() async throws {
    let flags = ["--layout", "fan", "--dimension", "7", "--prior", "uniform"]
    let result = try await place.succeed(["latents", "grid", "--cols", "3", "--out", "f.npy"] + flags)
    #expect(result.notes == ["sextant: wrote f.npy, 12 x 7"])
    let plane = try LatentGrid(.fan, rows: 4, columns: 3).fan(in: .uniform(low: -1, high: 1), dimension: 7)
    #expect(try place.latents("f.npy") == plane)
  }

  // MARK: combine

  @Test(arguments: [InterpolationMethod.lerp, .slerp, .matched, .matchedSlerp])
  func rowsOfWeightsMakeRowsOfLatents(_ method: InterpolationMethod) async throws {
    let points = try place.makeLatents(3, dimension: 5, to: "p.npy")
    let weights: [[Float]] = [[1, 0, 0], [0.25, 0.25, 0.5], [1.5, -0.25, 0], [0, 0, 2]]
    try LatentFile.write(
      LatentBatch(count: 4, dimension: 3, values: weights.flatMap(\.self)),
      to: place.file("w.npy"),
      overwrite: false
    )
    let command = ["latents", "combine", "--points", "p.npy", "--weights", "w.npy", "--method", method.rawValue]
    let report = try await place.report(command + ["--prior", "uniform:-3,3", "--threads", "2", "--out", "c.npy"])
    #expect(report["count"] == 4 && report["dimension"] == 5)
    let interpolator = Interpolator(method, prior: .uniform(low: -3, high: 3), dimension: 5)
    let table = WeightTable(rows: weights.map { $0.map(Double.init) })
    let found = try place.latents("c.npy")
    #expect(found == interpolator.combine(points, table))
    #expect(found[0] == points[0])
  }

  @Test func coordinatesAreThoseOfTheSubspace() async throws {
    let points = try place.makeLatents(3, dimension: 5, to: "p.npy")
    let places = LatentBatch(count: 2, dimension: 3, values: [1, 0, 0, 0.5, -2, 1])
    try LatentFile.write(places, to: place.file("x.npy"), overwrite: false)
    try await place.succeed([
      "latents", "combine", "--points", "p.npy", "--coordinates", "x.npy", "--method", "lerp", "--out", "c.npy",
    ])
    let space = LatentSubspace(spanning: points)
    let table = space.weights(at: [[1, 0, 0], [0.5, -2, 1]])
    let found = try place.latents("c.npy")
    #expect(found == Interpolator(.lerp, dimension: 5).combine(points, table))
    // An orthonormal basis: lengths are those of the coordinates.
    #expect(abs(found.lengths()[0] - 1) < 1e-5 && abs(found.lengths()[1] - 5.25.squareRoot()) < 1e-5)
  }

  @Test func weightsThatAddUpToNothingAreRefusedWhereTheyMustNot() async throws {
    try place.makeLatents(2, dimension: 5, to: "p.npy")
    let weights = LatentBatch(count: 2, dimension: 2, values: [1, 0, 1, -1])
    try LatentFile.write(weights, to: place.file("w.npy"), overwrite: false)
    let command = ["latents", "combine", "--points", "p.npy", "--weights", "w.npy", "--out", "c.npy"]
    try await place.fail(command, code: 65, naming: ["w.npy", "row 1", "sum 0", "--method matched"])
    try await place.succeed(command + ["--method", "matched"])
    let zeros = LatentBatch(count: 1, dimension: 2, values: [0, 0])
    try LatentFile.write(zeros, to: place.file("w.npy"), overwrite: true)
    try await place.succeed(command + ["--force"])
  }
}
