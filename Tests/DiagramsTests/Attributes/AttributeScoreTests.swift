import AttributeVectors
import Datasets
import Imaging
import Manifold
import EncodedSets
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@testable import Diagrams

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct AttributeScoreTests {
  private let place: LabelledPlace
  private let folder: TemporaryFolder

  init() throws {
    place = try LabelledPlace.shared.get()
    folder = try TemporaryFolder()
  }

  private func request(_ change: (inout AttributeScoreRequest) -> Void) -> AttributeScoreRequest {
    var request = AttributeScoreRequest()
    request.items = place.selection()
    change(&request)
    return request
  }

  @Test func methodsStandSideBySide() throws {
    let report = try request {
      ($0.methods, $0.balancedOver) = ([.mean, .cells, .leastSquares], ["Male"])
      $0.items.condition = "id % 90 <> 6"
    }.score()
    let comparison = report.comparison
    // The same attributes for all of them, without the one that some are balanced over.
    #expect(comparison.methods == ["mean", "cells", "least-squares"] && comparison.attributes == ["Smiling", "Young"])
    #expect(comparison.cells.count == 6 && report.scored.count == 6)
    #expect(report.notes.contains { $0.contains("Bald") })
    let fitted = try place.fit(["Smiling"]) { $0.condition = "id % 90 <> 6" }.fit().vectors.entries[0]
    let cell = try #require(comparison["Smiling", "mean"])
    #expect(cell.areaUnderCurve == fitted.heldOut?.areaUnderCurve && cell.accuracy == fitted.heldOut?.accuracy)
    #expect(abs(cell.threshold - (try #require(fitted.threshold))) < 1e-6)
    #expect(comparison["Smiling", "mean"] != comparison["Smiling", "cells"])
    let lines = report.lines
    #expect(lines.contains { $0.hasPrefix("means") } && lines.contains { $0.hasPrefix("Young") })
  }

  @Test func vectorsThatAreThereScoreAsTheyDidWhenTheyWereFitted() throws {
    let fitted = try place.fit(["Male", "Smiling"]).fit().vectors
    let (own, plat) = (folder.file("own").path, folder.file("plat.json").path)
    try fitted.write(named: own)
    let report = try request { $0.vectors = [own] }.score()
    #expect(report.comparison.attributes == ["Male", "Smiling"] && report.comparison.items == "split = 'test'")
    for entry in fitted.entries {
      let cell = try #require(report.comparison[entry.name, own])
      #expect(cell.areaUnderCurve == entry.heldOut?.areaUnderCurve && cell.threshold == entry.threshold)
    }
    let one = try request { ($0.vectors, $0.attributes) = ([own], ["Smiling"]) }.score()
    #expect(one.comparison.attributes == ["Smiling"])
    // Vectors without names of labels: there is nothing to tell.
    try fitted.write(named: plat)
    #expect { try request { $0.vectors = [plat] }.score() } throws: { "\($0)".contains("no labels for any") }
    #expect { try request { ($0.vectors, $0.attributes) = ([plat], ["Smiling"]) }.score() } throws: {
      "\($0)".contains("no attribute Smiling")
    }
  }

  @Test func replicateAndCellsAreMeanWithoutABalance() throws {
    let report = try request { ($0.methods, $0.attributes) = ([.mean, .cells], ["Smiling"]) }.score()
    #expect(report.notes.contains { $0.contains("--balance") })
    let (mean, cells) = (report.comparison["Smiling", "mean"], report.comparison["Smiling", "cells"])
    #expect(mean?.areaUnderCurve == cells?.areaUnderCurve)
  }

  @Test func plotsAreDrawnForEachAttributeAndMethod() throws {
    let report = try request { ($0.methods, $0.attributes) = ([.mean, .svm], ["Smiling"]) }.score()
    let plots = folder.file("deep/plots")
    let names = ["roc-Smiling.png", "scores-Smiling-mean.png", "scores-Smiling-svm.png"]
    #expect(try report.writePlots(to: plots, overwrite: false) == names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: plots.path).sorted() == names)
    #expect { try report.writePlots(to: plots, overwrite: false) } throws: { "\($0)".contains("roc-Smiling.png") }
    #expect(throws: Never.self) { try report.writePlots(to: plots, overwrite: true) }
  }

  @Test func vectorsOfOthersAreRefused() throws {
    let entry = AttributeVector(name: "Smiling", method: .given, length: 1)
    let (narrow, foreign) = (folder.file("narrow").path, folder.file("foreign").path)
    try VectorSet(entries: [entry], vectors: Tiny.draws(1, seed: 2)[0].columns(3)).write(named: narrow)
    try VectorSet(
      entries: [entry],
      vectors: Tiny.draws(1, seed: 2),
      model: VectorSet.Model(name: "another", hash: "0123")
    ).write(named: foreign)
    #expect(throws: AttributeError.width(name: narrow, found: 3, expected: 48, of: "a latent of the set")) {
      try request { $0.vectors = [narrow] }.score()
    }
    #expect { try request { $0.vectors = [foreign] }.score() } throws: { error in
      guard case .otherModel(_, "another", _)? = error as? AttributeError else { return false }
      return "\(error)".contains("tiny")
    }
  }

  @Test func whatCannotBeScoredIsExplained() {
    func expect(_ words: String..., change: (inout AttributeScoreRequest) -> Void) {
      #expect { try request(change).score() } throws: { error in
        error is any ExplainedError && words.allSatisfy("\(error)".contains)
      }
    }
    expect("--vectors NAME", "--method mean,svm") { _ in }
    expect("--vectors and --method") { ($0.vectors, $0.methods) = (["v"], [.mean]) }
    expect("--balance") { ($0.vectors, $0.balancedOver) = (["v"], ["Male"]) }
    expect("--method", "mean is named twice") { $0.methods = [.mean, .mean] }
    expect("--vectors", "v is named twice") { $0.vectors = ["v", "v"] }
    expect("--attribute", "Male is named twice") { ($0.methods, $0.attributes) = ([.mean], ["Male", "Male"]) }
    expect("did you mean Smiling?") { ($0.methods, $0.attributes) = ([.mean], ["smiling"]) }
    expect("missing.vectors") { $0.vectors = [folder.file("missing").path] }
    expect("held-out items (Smiling = 1 AND", "do not differ") {
      ($0.methods, $0.attributes) = ([.mean], ["Smiling"])
      $0.items.heldOut = "Smiling = 1 AND split = 'test'"
    }
  }
}

extension LatentBatch {
  /// The first columns of a single latent.
  fileprivate func columns(_ count: Int) -> LatentBatch {
    LatentBatch(count: 1, dimension: count, values: Array(values.prefix(count)))
  }
}
