import AttributeVectors
import Foundation
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
    #expect(result.pictures[0].command?.contains("--augment unblur=-blur:1.5 --sheet figure8.png") == true)
    #expect(FileManager.default.fileExists(atPath: figures.folder.file("figure8.png").path))
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

  @Test func withoutTheLabelItIsAnObstacle() throws {
    let error = #expect(throws: FigureObstacle.self) { try figures.draw(.figure9, figures.materials()) }
    #expect(error?.reason == "the pictures have no label Blurry")
  }
}
