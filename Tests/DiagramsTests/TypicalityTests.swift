import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// What is said and done about latents that lie far from the prior.
@Suite struct TypicalityTests {
  /// The corners of a J-diagram whose analogy is far out: three independent draws.
  private func jdiagram(_ prior: Prior = .standardGaussian) -> JDiagramRequest {
    var request = JDiagramRequest()
    request.models = [Tiny.bare(prior)]
    request.anchors = Tiny.vectors(Tiny.draws(3, prior: prior))
    return request
  }

  private func typicality(_ drawing: Drawing) throws -> Typicality {
    try #require(drawing.measurements as? JDiagramMeasurements).grids[0].typicality
  }

  /// What model and sheet assume says nothing of the prior's distance.
  private func warnings(_ drawing: Drawing) -> [String] { drawing.notes.filter { $0.contains("sd from the prior") } }

  /// Three latents of the typical length at right angles to each other.
  private var orthogonal: LatentBatch {
    LatentBatch(
      count: 3,
      dimension: 48,
      values: (0..<144).map { index in
        switch index / 48 {
        case 0: 1
        case 1: index % 2 == 0 ? 1 : -1
        default: index % 4 < 2 ? 1 : -1
        }
      }
    )
  }

  @Test func aRawAnalogyIsWarnedOfWithCountPlaceAndDistance() throws {
    var request = jdiagram()
    request.anchors = Tiny.vectors(orthogonal)
    let drawing = try request.draw(in: Studio())
    let found = try typicality(drawing)
    let far = found.deviations.count { abs($0 ?? .infinity) > 4 }
    let deviation = try #require(found.deviations[34])
    // β = 3: the length of B + C - A is √(3 · 48) = 12 instead of 6.89 ± 0.71.
    #expect(far > 1 && found.atypical.count == far && abs(found.lengths[34] - 12) < 1e-5 && abs(deviation - 7.2) < 0.1)
    let warning = try #require(warnings(drawing).first)
    #expect(warnings(drawing).count == 1)
    #expect(warning.hasPrefix("\(far) of 35 cells lie over 4 sd from the prior, the furthest (row 5, column 7) "))
    #expect(warning.contains(" \(deviation.rounded(toPlaces: 1)) sd too long; --analogy matched keeps to the prior, "))
  }

  @Test func atAHundredDimensionsTheCornerIsTenSdOff() throws {
    let decoder = Repository.root.appendingPathComponent("Sources/BundledModels/Models/portraits-dcgan/decoder.onnx")
    let options = BareModelOptions(prior: .standardGaussian, imageRange: ValueRange(low: -1, high: 1))
    var request = JDiagramRequest()
    request.models = [.bare(decoder: decoder.path, encoder: nil, options: options)]
    (request.rows, request.columns) = (2, 2)
    (request.anchors, request.seed) = ([.random, .random, .random], 1)
    let drawing = try request.draw(in: Studio())
    let deviation = try #require(try typicality(drawing).deviations[3])
    // White's figure: 17.27 where the prior has 9.98 ± 0.71; one analogy's own spread is 1.2 / 0.71 sd.
    #expect(abs(deviation - 10.3) < 5)
    #expect(
      warnings(drawing).first?.hasPrefix("1 of 4 cells lies over 4 sd from the prior, the furthest (row 2, column 2)")
        == true
    )
    (request.analogy, request.interpolation) = (.matched, .matched)
    #expect(warnings(try request.draw(in: Studio())).isEmpty)
  }

  @Test func matchedDrawsNeedNoWarning() throws {
    var request = jdiagram()
    (request.analogy, request.interpolation) = (.matched, .matched)
    let drawing = try request.draw(in: Studio())
    #expect(try warnings(drawing).isEmpty && typicality(drawing).atypical.isEmpty)
  }

  @Test func offIsSilentAndChangesNothing() throws {
    var request = jdiagram()
    let warned = try request.draw(in: Studio())
    request.typical = .off
    let silent = try request.draw(in: Studio())
    #expect(warnings(silent).isEmpty && silent.picture == warned.picture)
    #expect(try typicality(silent) == typicality(warned))
  }

  @Test(arguments: [
    Prior.standardGaussian, .uniform(low: -1, high: 1), .sphere(radius: 3),
    .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 1.5),
  ])
  func rescaleBringsEveryCellNearAndLeavesTheOthers(_ prior: Prior) throws {
    var request = jdiagram(prior)
    let raw = try request.draw(in: Studio())
    request.typical = .rescale
    let mended = try request.draw(in: Studio())
    let (before, after) = (try typicality(raw), try typicality(mended))
    #expect(after.atypical.isEmpty && warnings(mended).isEmpty)
    #expect(after.outsideSupport?.allSatisfy { $0 == 0 } ?? true)
    var (kept, changed) = (0, 0)
    for index in 0..<35 {
      let (row, column) = (index / 7, index % 7)
      let same = try raw.picture.tinyCell(row: row, column: column) == mended.picture.tinyCell(row: row, column: column)
      let isTypical = !before.atypical.contains(index) && (before.outsideSupport?[index] ?? 0) == 0
      if isTypical {
        #expect(same && before.lengths[index] == after.lengths[index], "cell \(index)")
        kept += 1
      } else {
        #expect(before.lengths[index] != after.lengths[index], "cell \(index)")
        changed += 1
      }
    }
    #expect(kept > 0 && changed > 0)
  }

  @Test func coordinatesOutsideTheSupportAreToldAsShares() throws {
    let prior = Prior.uniform(low: -1, high: 1)
    let drawing = try jdiagram(prior).draw(in: Studio())
    let found = try typicality(drawing)
    let shares = try #require(found.outsideSupport)
    let corners = Tiny.draws(3, prior: prior)
    let corner = AnalogyMethod.raw.complete(corners[0], corners[1], corners[2])
    // A third of the numbers of B + C - A on average; 48 of them: sd 0.07.
    #expect(shares[34] == Double(corner.values.count { abs($0) > 1 }) / 48 && abs(shares[34] - 1.0 / 3) < 0.25)
    #expect(shares[0] == 0)
    let warning = try #require(warnings(drawing).first)
    let share = (100 * shares[34]).rounded(toPlaces: 1)
    #expect(warning.contains(" sd too long and with \(share) % of its numbers outside the prior's range; "))
  }

  @Test func lengthsOffASphereAreToldAsLengths() throws {
    let drawing = try jdiagram(.sphere(radius: 3)).draw(in: Studio())
    let found = try typicality(drawing)
    #expect(found.deviations[34] == nil && found.outsideSupport == nil && found.deviations[0] == 0)
    let warning = try #require(drawing.notes.first { $0.contains("cells lie over 4 sd from the prior") })
    #expect(warning.contains("off the prior's sphere, with length \(found.lengths[34].rounded(toPlaces: 2))"))
    #expect(warning.contains("the furthest (row 5, column 7) "))
  }

  @Test func aCureThatCannotHelpIsNotNamed() throws {
    let far = Tiny.draws(3)
    var request = jdiagram()
    request.anchors = (0..<3).map { row in .vector(far[row].values.map { row < 2 ? 3 * $0 : $0 }) }
    let warning = try #require(warnings(try request.draw(in: Studio())).first)
    #expect(warning.contains(", as 2 of the 3 anchors do; --typical rescale") && !warning.contains("--analogy matched"))
    request.anchors = Tiny.vectors(far)
    request.analogy = .matched
    request.interpolation = .lerp
    let lerp = warnings(try request.draw(in: Studio())).first ?? ""
    #expect(!lerp.contains("--analogy matched"))
    // Where both lead away, both are named.
    var straight = jdiagram()
    straight.interpolation = .lerp
    let both = try #require(warnings(try straight.draw(in: Studio())).first)
    #expect(both.contains("; --method matched --analogy matched keeps to the prior, "))
  }

  @Test func theOnlyCellIsNotCounted() throws {
    var request = GridRequest()
    request.models = [Tiny.bare(.standardGaussian)]
    (request.rows, request.columns, request.spacing) = (1, 1, 1)
    request.anchors = [.vector([Float](repeating: 3, count: 48))]
    let warning = try #require(warnings(try request.draw(in: Studio())).first)
    #expect(warning.hasPrefix("the only cell lies over 4 sd from the prior, "), "\(warning)")
    #expect(warning.contains(" sd too long, as the only anchor does; "), "\(warning)")
  }

  @Test func twoAnchorsAreBoth() throws {
    var request = Tiny.interpolate
    request.models = [Tiny.bare(.standardGaussian)]
    request.anchors = [.vector([Float](repeating: 3, count: 48)), .vector([Float](repeating: -3, count: 48))]
    (request.steps, request.methods) = (3, [.lerp])
    let warning = try #require(warnings(try request.draw(in: Studio())).first)
    #expect(warning.contains(", as both anchors do; "), "\(warning)")
  }

  @Test func cellsTooShortAreToldToo() throws {
    var request = Tiny.interpolate
    request.models = [Tiny.bare(.standardGaussian)]
    request.anchors = [.vector([Float](repeating: 1, count: 48)), .vector([Float](repeating: -1, count: 48))]
    (request.steps, request.methods) = (3, [.lerp])
    let drawing = try request.draw(in: Studio())
    let warning = try #require(warnings(drawing).first)
    #expect(warning.hasPrefix("1 of 3 cells lies over 4 sd from the prior, the furthest (row 1, column 2) "))
    #expect(warning.contains(" sd too short; --method matched keeps to the prior, "))
  }

  @Test func severalModelsAreNamed() throws {
    var request = jdiagram()
    request.models = [Tiny.bare(.standardGaussian), Tiny.model]
    let drawing = try request.draw(in: Studio())
    #expect(warnings(drawing).count == 2 && warnings(drawing).last?.hasPrefix("tiny: ") == true)
  }

  @Test func recipesKeepPolicyAndDistances() throws {
    let folder = try TemporaryFolder()
    var request = jdiagram(.uniform(low: -1, high: 1))
    request.typical = .rescale
    let drawing = try request.draw(in: Studio())
    try drawing.write(to: folder.file("j.png"))
    let recipe = try Recipe(inPictureAt: folder.file("j.png"))
    let (kept, found) = (try #require(recipe.typicality?.first), try typicality(drawing))
    #expect(recipe.typicality?.count == 1 && kept.lengths.count == 35)
    #expect(zip(kept.lengths, found.lengths).allSatisfy { abs($0 - $1) <= 0.5001e-4 })
    #expect(zip(kept.deviations, found.deviations).allSatisfy { abs(($0 ?? 0) - ($1 ?? 0)) <= 0.5001e-4 })
    #expect(kept.outsideSupport?.count == 35)
    #expect((recipe.request.request as? JDiagramRequest)?.typical == .rescale)
    try #require(recipe.request.request as? any DiagramRequest).draw(in: Studio()).write(to: folder.file("k.png"))
    #expect(try Data(contentsOf: folder.file("j.png")) == Data(contentsOf: folder.file("k.png")))
  }
}
