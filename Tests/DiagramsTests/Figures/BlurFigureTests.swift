import AttributeVectors
import Foundation
import GenerativeModels
import TestSupport
import Testing

@testable import Diagrams

/// Figures 8 and 9.
@Suite struct BlurFigureTests {
  private let figures: LabelledFigures

  init() throws { figures = try LabelledFigures() }

  @Test func pairsDifferInBlurAlone() throws {
    let result = try figures.draw(.figure8, figures.materials())
    let sharpness = try #require(result.finding("sharpness of the blurred twins"))
    #expect(sharpness.measured > 0 && sharpness.measured < 50 && sharpness.holds == true && sharpness.unit == "%")
    let brightness = try #require(result.finding("brightness of the blurred twins"))
    #expect(abs(brightness.measured) < 1 && brightness.holds == true)
    #expect(try #require(result.finding("length of the vector")).measured > 0)
    // The recipe's vector is the one that was measured, and the picture is drawn again from it.
    let recipe = try Recipe(inPictureAt: figures.folder.file("figure8.png"))
    let request = try #require(recipe.request.request as? SynthesisSheetRequest)
    #expect(
      request.rows.map(\.attribute) == ["unblur=-blur:1.5"] && recipe.inputs.contains { $0.path.contains("unblur") }
    )
    try request.draw(in: Studio(session: SessionOptions(threads: 1, spinning: false))).write(
      to: figures.folder.file("again.png")
    )
    let bytes = try Data(contentsOf: figures.folder.file("again.png"))
    #expect(try bytes == Data(contentsOf: figures.folder.file("figure8.png")))
  }

  @Test func pairsNeedNoLabels() throws {
    #expect(try figures.draw(.figure8, figures.materials("plain")).pictures.count == 1)
    #expect(throws: FigureObstacle.self) { try figures.draw(.figure8, figures.materials(nil)) }
  }

  /// Pictures of a label that is brightness itself: what it does to brightness is known.
  @Test func whatTheLabelDoesToBrightnessIsCompared() throws {
    let result = try figures.draw(.figure9, figures.materials { $0.blurLabel = "Male" })
    #expect(result.pictures.count == 1 && result.finding("sharpness gained") != nil)
    let shifts = result.findings.filter { $0.subject.contains("shifts brightness") }
    #expect(shifts.count == 2 || result.notes.contains { $0.contains("does not reach") }, "\(result.findings)")
    #expect(shifts.allSatisfy { $0.unit == "grey levels" && $0.expected == nil })
    let vectors = try VectorSet(named: figures.folder.file("all-seed1-unblur.vectors").path)
    #expect(vectors.entries[0].augmentation == "-blur:1.5" && vectors.entries[0].method == .synthetic)
  }

  @Test func bothFiguresShareOneVector() throws {
    let materials = try figures.materials { $0.blurLabel = "Male" }
    _ = try figures.draw(.figure8, materials)
    let folder = VectorFolder(naming: figures.folder.file("all-seed1-unblur.vectors").path)
    try FileManager.default.removeItem(at: folder.url)
    let pairs = try BlurPairs(LabelledFaces(materials, labels: ["Male"]))
    let again = try pairs.vector()
    #expect(!folder.exists && again.kept.values == again.found.vector)
  }

  @Test func withoutTheLabelItIsAnObstacle() throws {
    let error = #expect(throws: FigureObstacle.self) { try figures.draw(.figure9, figures.materials()) }
    #expect(error?.reason == "the pictures have no label Blurry")
  }
}
