import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

/// Conditions that follow the latents between anchors.
@Suite struct CarriedConditionTests {
  private let colors = TinyConditions.conditions("red", "green", "blue", "0,0,0")

  private func shown(_ request: GridRequest) throws -> [[Double]] {
    try request.draw(in: Studio()).picture.shownConditions(rows: request.rows ?? 0, columns: request.columns)
  }

  @Test(arguments: [InterpolationMethod.slerp, .matched, .lerp], [false, true])
  func cellsHaveTheBilinearWeightsOfTheCorners(_ method: InterpolationMethod, isOrderFree: Bool) throws {
    var request = TinyConditions.grid(.gradient, "one-hot", colors)
    (request.rows, request.columns, request.anchors) = (3, 5, TinyConditions.empty(4))
    (request.interpolation, request.isOrderFree) = (method, isOrderFree)
    let expected = (0..<15).map { cell -> [Double] in
      let (y, x) = (Double(cell / 5) / 2, Double(cell % 5) / 4)
      return [(1 - x) * (1 - y), (1 - x) * y, x * (1 - y)]
    }
    expectClose(try shown(request), expected)
  }

  @Test func spacedAnchorsKeepTheirConditionsAndEqualOnesStayAsTheyAre() throws {
    var request = TinyConditions.grid(.mine, "one-hot", TinyConditions.conditions("red", "red", "blue"))
    (request.rows, request.columns, request.spacing) = (1, 7, 3)
    request.anchors = TinyConditions.empty(3)
    let third = 1.0 / 3
    let found = try shown(request)
    expectClose(
      found,
      [[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0], [1 - third, 0, third], [third, 0, 1 - third], [0, 0, 1]]
    )
    // Between equal conditions nothing is rounded.
    #expect(found[1] == found[0] && found[2] == found[0])
  }

  @Test(arguments: AnalogyMethod.allCases)
  func theFourthCornerHasTheAnalogyOfTheConditions(_ analogy: AnalogyMethod) throws {
    var request = JDiagramRequest()
    (request.models, request.typical, request.analogy) = ([TinyConditions.model("one-hot")], .off, analogy)
    (request.anchors, request.rows, request.columns) = (TinyConditions.empty(3), 2, 2)
    request.conditions = TinyConditions.conditions("red", "green", "red=0.5+blue=0.5")
    let picture = try request.draw(in: Studio()).picture
    expectClose(
      try picture.shownConditions(rows: 2, columns: 2),
      [[1, 0, 0], [0.5, 0, 0.5], [0, 1, 0], [-0.5, 1, 0.5]]
    )
  }

  @Test func aFanLeadsFromTheFirstConditionToEachOther() throws {
    var request = TinyConditions.grid(.fan, "embedding", TinyConditions.conditions("warm", "cold", "plain"))
    (request.rows, request.columns, request.anchors) = (2, 3, TinyConditions.empty(3))
    expectClose(
      try shown(request),
      [[1, 0, 0], [0.5, 0, 0.5], [0, 0, 1], [1, 0, 0], [0.5, 0, 0], [0, 0, 0]]
    )
  }

  @Test func aFanWithoutAnchorsHasOneCondition() throws {
    var request = TinyConditions.grid(.fan, "one-hot", TinyConditions.conditions("green"))
    (request.rows, request.columns) = (2, 2)
    let green = try shown(request)
    request.conditions = []
    let red = try shown(request)
    expectClose(zip(green, red).map { zip($0, $1).map(-) }, [[Double]](repeating: [-1, 1, 0], count: 4), 1e-5)
    request.conditions = [.all]
    expectRefused(naming: "--condition", "without anchors", "3 were given") { _ = try request.draw(in: Studio()) }
  }

  @Test func anchorsThatAreDrawnHaveConditionsToo() throws {
    var request = TinyConditions.grid(.gradient, "one-hot", colors)
    (request.rows, request.columns, request.drawsMissing, request.seed) = (2, 2, true, 4)
    var plain = request
    plain.conditions = TinyConditions.conditions("0,0,0")
    let differences = zip(try shown(request), try shown(plain)).map { zip($0, $1).map(-) }
    expectClose(differences, [[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 0]], 1e-5)
  }

  @Test func stripsOfEveryMethodGoEvenlyFromOneConditionToTheOther() throws {
    var request = InterpolateRequest()
    (request.models, request.typical) = ([TinyConditions.model("one-hot")], .off)
    (request.anchors, request.steps, request.sheet.labels) = (TinyConditions.empty(4), 5, false)
    request.conditions = TinyConditions.conditions("red", "blue")
    let strip = (0..<5).map { [1 - Double($0) / 4, 0, Double($0) / 4] }
    // Two conditions serve both pairs.
    let picture = try request.draw(in: Studio()).picture
    expectClose(try picture.shownConditions(rows: 4, columns: 5), [strip, strip, strip, strip].flatMap { $0 })
    // Four are the ends' own.
    request.conditions += TinyConditions.conditions("green", "green")
    let green = [[Double]](repeating: [0, 1, 0], count: 5)
    let other = try request.draw(in: Studio()).picture
    expectClose(try other.shownConditions(rows: 4, columns: 5), [strip, strip, green, green].flatMap { $0 })
  }

  @Test(arguments: ["label", "label-pairs"])
  func wholeClassesAreThoseOfTheNearestAnchor(_ model: String) throws {
    var request = TinyConditions.grid(.gradient, model, TinyConditions.conditions("2", "2", "0", "0"))
    (request.rows, request.columns, request.anchors) = (2, 5, TinyConditions.empty(4))
    let drawing = try request.draw(in: Studio())
    // The middle is as near to both: the first named counts.
    let row = [[0.0, 0, 1], [0, 0, 1], [0, 0, 1], [1, 0, 0], [1, 0, 0]]
    expectClose(try drawing.picture.shownConditions(rows: 2, columns: 5), row + row)
    #expect(drawing.notes.contains { $0.contains("takes whole classes") && $0.contains(model) }, "\(drawing.notes)")
    request.conditions = TinyConditions.conditions("1")
    #expect(try request.draw(in: Studio()).notes.isEmpty)
  }

  @Test func twoClassesOfOneNumberAreMixed() throws {
    var request = TinyConditions.grid(.jdiagram, "binary", TinyConditions.conditions("off", "on", "on"))
    (request.rows, request.columns, request.anchors) = (3, 3, TinyConditions.empty(3))
    // The analogy of off, on and on lies beyond on, where it stays.
    expectClose(
      try shown(request).map { [$0[0]] },
      [[0], [0.5], [1], [0.5], [1], [1], [1], [1], [1]]
    )
  }

  // MARK: Motion

  private func film(_ motion: Motion, _ conditions: [Condition], _ anchors: Int = 0) -> AnimateRequest {
    var request = Tiny.animate(motion, TinyConditions.balanced(anchors))
    (request.models, request.conditions, request.typical) = ([TinyConditions.model("one-hot")], conditions, .off)
    return request
  }

  private func shown(_ request: AnimateRequest) throws -> [[Double]] {
    try request.film(in: Studio()).allFrames().map(\.shownCondition)
  }

  @Test(arguments: [Motion.path, .spline])
  func pathsGoFromConditionToCondition(_ motion: Motion) throws {
    var request = film(motion, TinyConditions.conditions("red", "green", "blue"), 3)
    (request.pacing, request.frames) = (.evenly, 6)
    expectClose(
      try shown(request),
      [[1, 0, 0], [0.5, 0.5, 0], [0, 1, 0], [0, 0.5, 0.5], [0, 0, 1], [0.5, 0, 0.5]],
      1e-5
    )
    (request.isClosed, request.frames) = (false, 5)
    let open = [[1.0, 0, 0], [0.5, 0.5, 0], [0, 1, 0], [0, 0.5, 0.5], [0, 0, 1]]
    expectClose(try shown(request), open, 1e-5)
    request.pacing = .byAngle
    let byAngle = try shown(request)
    expectClose([byAngle[0], byAngle[4]], [open[0], open[4]], 1e-5)
    for frame in byAngle { #expect(abs(frame.reduce(0, +) - 1) < 1e-5) }
  }

  @Test func pointsHaveTheWeightsOfTheAnchorsAround() throws {
    var request = film(.points, colors, 4)
    request.interpolation = .lerp
    request.points = try JSONDecoder().decode(PathPoints.self, from: Data("[[0, 0], [0.5, 0.25], [1, 0]]".utf8))
    // Anchors in row order: red and green above, blue and none below.
    expectClose(try shown(request), [[1, 0, 0], [0.375, 0.375, 0.125], [0, 1, 0]], 1e-5)
    request.points = try JSONDecoder().decode(PathPoints.self, from: Data("[0, 0.125, 0.25]".utf8))
    request.pacing = .evenly
    expectClose(try shown(request), [[1, 0, 0], [0.5, 0.5, 0], [0, 1, 0]], 1e-5)
  }

  @Test(arguments: [Motion.wave, .loop, .walk, .noise])
  func cellsKeepTheirConditionsInAllFrames(_ motion: Motion) throws {
    var request = film(motion, TinyConditions.conditions("red", "blue"))
    (request.rows, request.columns, request.frames) = (1, 2, 3)
    var plain = request
    plain.conditions = TinyConditions.conditions("0,0,0")
    let frames = zip(try request.film(in: Studio()).allFrames(), try plain.film(in: Studio()).allFrames())
    for (one, other) in frames {
      let (with, without) = (
        try one.shownConditions(rows: 1, columns: 2), try other.shownConditions(rows: 1, columns: 2)
      )
      expectClose(zip(with, without).map { zip($0, $1).map(-) }, [[1, 0, 0], [0, 0, 1]], 1e-5)
    }
    request.conditions = colors
    expectRefused(naming: "--condition", "4 conditions", "2 cells") { _ = try request.film(in: Studio()) }
  }
}
