import AttributeVectors
import Datasets
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import Manifold
import TestSupport
import Testing

@testable import Diagrams

/// Figures 5 to 7 on pictures whose truth is known.
@Suite struct AttributeFigureTests {
  private let figures: LabelledFigures

  init() throws { figures = try LabelledFigures() }

  private func recipe(_ picture: FigurePicture) throws -> Recipe {
    try Recipe(inPictureAt: figures.folder.file(picture.file))
  }

  @Test func theTraversalGoesFromLessToMore() throws {
    let result = try figures.draw(.figure5, figures.materials())
    #expect(result.holds == true && result.findings.count == 4)
    #expect(try #require(result.finding("area under")).measured > 0.95)
    let (low, high) = (try #require(result.finding("at -2 times")), try #require(result.finding("at 2 times")))
    #expect(low.measured < 0.05 && high.measured > 0.95)
    let interval = try #require(low.interval)
    #expect(interval.contains(low.measured))
    let picture = try #require(result.pictures.first)
    #expect(picture.file == "figure5.png" && picture.width > 9 * 34 && picture.height > 4 * 34)
    #expect(picture.command?.hasPrefix("sextant traverse set:") == true)
    // What is shown and measured was held out.
    let request = try #require(try recipe(picture).request.request as? TraverseRequest)
    let set = try EncodedSet(named: figures.place.path("all"))
    for anchor in request.anchors {
      guard case .item(let row, _) = anchor else { return #expect(Bool(false), "\(anchor)") }
      #expect(try set.item(row).split == .test)
    }
  }

  @Test func vectorsAreKeptWhereRecipesFindThem() throws {
    let first = try figures.draw(.figure5, figures.materials())
    let drawn = try Data(contentsOf: figures.folder.file("figure5.png"))
    let recipe = try recipe(first.pictures[0])
    try FileManager.default.removeItem(at: figures.folder.file("figure5.png"))
    // What an earlier run has left changes nothing.
    let again = try figures.draw(.figure5, figures.materials())
    #expect(again.findings == first.findings)
    #expect(try Data(contentsOf: figures.folder.file("figure5.png")) == drawn)
    let replayed = try #require(recipe.request.request as? TraverseRequest).draw(in: Studio())
    #expect(replayed.picture.width == first.pictures[0].width)
  }

  @Test func withoutAClassifierThePictureIsDrawnAllTheSame() throws {
    for item in [PaperItem.figure5, .figure6, .figure7] {
      let result = try figures.draw(
        item,
        figures.materials {
          $0.classifier = nil; $0.partner = "Young"
        }
      )
      #expect(result.pictures.count == 1)
      #expect(result.notes.contains { $0.hasPrefix("No classifier tells Smiling") }, "\(result.notes)")
      #expect(result.findings.allSatisfy { !$0.subject.contains("log odds") && !$0.subject.contains("probability") })
    }
  }

  @Test func theBiasIsSeenAndTakenAway() throws {
    let result = try figures.draw(.figure6, figures.materials())
    let (before, after) = (
      try #require(result.finding("along the biased vector")), try #require(result.finding("along the balanced vector"))
    )
    // Men smile less: a smile takes maleness away.
    #expect(before.measured < -0.1 && abs(after.measured) < abs(before.measured) / 5)
    #expect(try #require(before.interval).upperBound < 0 && before.expected == nil)
    let share = try #require(result.finding("leaves of it"))
    #expect(share.holds == true && abs(share.measured) < 0.2 && result.holds == true)
    #expect(abs(share.measured - after.measured / before.measured) < 1e-9)
    let request = try #require(try recipe(result.pictures[0]).request.request as? CompareRequest)
    #expect(request.edits.map(\.label) == ["+ biased", "- biased", "+ balanced", "- balanced"])
    let amounts = request.edits.compactMap { $0.terms[0].amount }
    #expect(amounts[0] > 0 && amounts[1] < 0 && amounts[2] > 0 && amounts[3] < 0)
    #expect(request.anchors.count == 8)
  }

  /// A vector that is called balanced and is not must not pass.
  @Test func whatIsLeftIsJudgedByItsInterval() throws {
    let faces = try LabelledFaces(figures.materials(), labels: ["Smiling", "Male"])
    let vector = try faces.vector("Smiling")
    let edits = try EqualEdits(
      [vector.candidate("biased"), vector.candidate("balanced")],
      gain: .probability(LeakGain.standard),
      on: faces.heldOut(60),
      of: faces,
      classifier: try faces.classifier(telling: "Smiling", "Male")
    )
    var notes: [String] = []
    let findings = LeakComparison(of: "Smiling", onto: "Male", before: "biased", after: "balanced")
      .findings(edits, seed: 1, expected: .between(-0.5...0.5), &notes)
    #expect(findings.count == 3 && findings[2].measured == 1 && findings[2].holds == false && notes.isEmpty)
  }

  @Test func theSmileIsAsStrongAsItWasAskedFor() throws {
    let faces = try LabelledFaces(figures.materials(), labels: ["Smiling", "Male"])
    let vector = try faces.vector("Smiling", balancedOver: ["Male"])
    let edits = try EqualEdits(
      [vector.candidate("v")],
      gain: .probability(0.2),
      on: faces.heldOut(60),
      of: faces,
      classifier: try faces.classifier(telling: "Smiling", "Male")
    )
    #expect(edits.directions(of: [("v", "Smiling")]) == [.more, .less])
    let change = try #require(edits.table.effects[0].change(of: "Smiling"))
    #expect(abs(change.probability.estimate - 0.2) < 0.001)
    // The mean of single pictures is the measurement's own mean.
    let own = edits.logOddsChanges(of: "Smiling", by: "v", "Smiling", [.more])
    #expect(own.count == 60 && abs(own.reduce(0, +) / 60 - change.logOdds) < 1e-9)
    let both = edits.logOddsChanges(of: "Smiling", by: "v", "Smiling", [.more, .less])
    let less = edits.logOddsChanges(of: "Smiling", by: "v", "Smiling", [.less])
    #expect(zip(zip(own, less), both).allSatisfy { abs(($0.0 + $0.1) / 2 - $1) < 1e-9 })
  }

  @Test func decoupledVectorsAreNearlyOrthogonal() throws {
    let result = try figures.draw(
      .figure7,
      figures.materials {
        $0.partner = "Male"; $0.confound = "Young"
      }
    )
    #expect(result.holds == true, "\(result.findings)")
    let (plain, decoupled) = (
      try #require(result.finding("of the plain vectors")), try #require(result.finding("of the decoupled vectors"))
    )
    #expect(plain.measured < -0.2 && abs(decoupled.measured) < 0.1)
    #expect(try #require(plain.interval).upperBound < 0 && decoupled.interval != nil)
    #expect(result.findings.count { $0.subject.contains("leaves of it") } == 2)
    let corners = try #require(result.finding("corners by the decoupled vectors"))
    #expect(corners.measured > 90 && corners.unit == "%")
    let request = try #require(try recipe(result.pictures[0]).request.request as? TraverseRequest)
    #expect(
      request.attributes.map { $0.single?.name } == ["Smiling", "Male"] && request.originals
        && request.anchors.count == 1
    )
    // Neither smiling nor male is who gets both.
    guard case .item(let row, _) = request.anchors[0] else { return #expect(Bool(false)) }
    #expect(figures.place.labels[row].prefix(2) == [false, false])
  }

  @Test func materialsThatLackSomethingAreObstacles() throws {
    func reason(_ item: PaperItem, _ materials: FigureMaterials) -> String? {
      #expect(throws: FigureObstacle.self) { try figures.draw(item, materials) }?.reason
    }
    for item in [PaperItem.figure5, .figure6, .figure7] {
      #expect(reason(item, try figures.materials(nil)) == "no model has an encoder")
      #expect(reason(item, try figures.materials("plain")) == "the pictures have no labels")
    }
    let grinning = try figures.materials { $0.attribute = "Grinning" }
    #expect(reason(.figure5, grinning) == "the pictures have no label Grinning")
    let bald = try figures.materials { $0.attribute = "Bald" }
    #expect(reason(.figure5, bald)?.hasPrefix("there is no vector of Bald: ") == true)
  }
}
