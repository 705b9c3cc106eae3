import Imaging
import LatentGeometry
import Manifold
import SafeFiles
import Testing

@testable import AttributeVectors
@testable import Diagrams

@Suite struct LeakReportTests {
  private static let labels = ["Smiling", "Male", "Young"]

  /// An edit of Smiling with the changes of all labels; `spread` is how much pictures differ.
  private func effect(
    _ vectors: String,
    _ changes: [Double],
    balancedOver: [String] = [],
    without: [String] = [],
    direction: EditEffect.Direction = .more,
    spread: Double = 0.01,
    deviation: Double? = 0
  ) -> EditEffect {
    func interval(_ mean: Double) -> BootstrapInterval {
      BootstrapInterval(
        ofMean: [mean - spread, mean + spread, mean - spread, mean + spread],
        seed: 0,
        replicateCount: 50
      )
    }
    return EditEffect(
      vectors: vectors,
      name: "Smiling",
      method: .mean,
      balancedOver: balancedOver,
      without: without,
      direction: direction,
      amount: 1,
      step: 1,
      changes: zip(Self.labels, changes).map {
        EditEffect.Change(label: $0, probability: interval($1), logOdds: $1)
      },
      identity: interval(0.1),
      brightness: interval(0),
      sharpness: interval(0),
      deviation: deviation
    )
  }

  private func report(
    _ effects: [EditEffect],
    unreached: [String] = [],
    vectors: [String] = ["a", "b"]
  ) -> LeakReport {
    var request = AttributeLeakRequest()
    request.vectors = vectors
    let table = LeakTable(
      pictures: 4,
      classifier: "c",
      labels: effects.first?.changes.map(\.label) ?? [],
      gain: .probability(0.3),
      deviation: 0,
      effects: effects,
      unreached: unreached,
      cosines: CosineMatrix(
        names: ["a:Smiling", "b:Smiling without Male"],
        of: LatentBatch(count: 2, dimension: 2, values: [1, 0, 0, 1])
      )
    )
    return LeakReport(request: request, model: "m", items: "all", table: table)
  }

  @Test func whatCameAlongIsComparedWithTheFirstOfTheName() throws {
    let report = report([
      effect("a", [0.3, -0.2, 0.05]), effect("a", [-0.3, 0.1, 0], direction: .less),
      effect("b", [0.3, -0.05, 0.04], balancedOver: ["Male", "Young"]),
      effect("b", [-0.3, 0.02, 0], balancedOver: ["Male"], direction: .less),
      effect("a", [0.3, 0.02, 0.01], without: ["Male", "Smiling"]),
    ])
    let comparisons = report.comparisons
    #expect(comparisons.map(\.vector) == ["b:Smiling", "b:Smiling", "b:Smiling", "a:Smiling w/o Male, Smiling"])
    #expect(comparisons.map(\.label) == ["Male", "Young", "Male", "Male"])
    #expect(comparisons.allSatisfy { $0.first == "a:Smiling" })
    #expect(comparisons.map(\.direction) == [.more, .more, .less, .more])
    for (comparison, share) in zip(comparisons, [0.25, 0.8, 0.2, 0.1]) {
      #expect(abs(try #require(comparison.share) - share) < 1e-9)
    }
    #expect(abs(comparisons[0].before + 0.2) < 1e-12 && abs(comparisons[0].after + 0.05) < 1e-12)
    #expect(report.lines.contains { $0.hasPrefix("b:Smiling less") && $0.hasSuffix("0.20") })
    #expect(comparisons[0].beforeInterval.estimate == comparisons[0].before && comparisons[0].afterInterval.upper < 0)
    #expect(report.lines.contains { $0.contains("  -0.2000 (-0.2") && $0.contains("  -0.0500 (-0.0") })
    #expect(report.lines.contains { $0.contains("  +0.1000 (0.") && $0.contains("  +0.0200 (0.0") })
  }

  /// A share of what may be chance says nothing.
  @Test func changesThatMayBeChanceHaveNoShare() {
    let report = report([
      effect("a", [0.3, 0.001, 0], spread: 0.1), effect("b", [0.3, 0.02, 0], balancedOver: ["Male"]),
    ])
    #expect(report.comparisons.count == 1 && report.comparisons[0].share == nil)
    #expect(report.lines.last?.hasSuffix("-") == true)
  }

  @Test func mapsHaveARowForEachEdit() throws {
    let report = report([
      effect("a", [0.3, -0.2, 0.05]), effect("a", [-0.3, 0.1, 0], without: ["Male"], direction: .less),
    ])
    let chart = try #require(report.chart)
    #expect(chart.rows == ["+ a:Smiling", "\u{2212} a:Smiling w/o Male"] && chart.columns == Self.labels)
    #expect(chart.values.count == 6)
    #expect(abs(try #require(chart.values[1]) + 0.2) < 1e-12)
    let cosines = report.cosineChart
    #expect(cosines.rows == ["a:Smiling", "b:Smiling w/o Male"] && cosines.values == [1, 0, 0, 1])
    let one = self.report([effect("a", [0.3, 0, 0])], vectors: ["x/a.vectors"])
    #expect(one.chart?.rows == ["+ Smiling"] && one.cosineChart.rows == ["Smiling", "b:Smiling w/o Male"])
    #expect(report.chartIsMissing == nil)
    #expect(self.report([effect("a", [])]).chartIsMissing?.contains("--classifier") == true)
    #expect(self.report([]).chart == nil && self.report([effect("a", [])]).chart == nil)
  }

  @Test func whatIsOutOfReachOrFarAwayIsTold() {
    let far = report([effect("a", [0.3, 0, 0], deviation: 12.34), effect("b", [0.3, 0, 0], deviation: -5)])
    #expect(
      far.farAway.count == 1 && far.farAway[0].hasPrefix("a:Smiling, more: ") && far.farAway[0].contains("12.3 sd")
    )
    #expect(far.lines.allSatisfy { !$0.contains("smaller gain") })
    let none = report([effect("a", [0.3, 0, 0], deviation: nil)], unreached: ["b:Smiling, less"])
    #expect(none.farAway.isEmpty && none.lines.contains("  b:Smiling, less"))
    #expect(none.lines.contains { $0.contains("smaller gain") })
  }

  @Test func foldersAreCalledByTheirNamesWhereThoseDiffer() {
    #expect(
      AttributeLeakRequest.shortNames(["x/plain.vectors", "/y/cells", "p.json"]) == ["plain", "cells", "p.json"]
    )
    #expect(AttributeLeakRequest.shortNames(["x/a.vectors", "y/a"]) == ["x/a.vectors", "y/a"])
  }

  @Test func requestsThatCannotBeAreRefused() {
    func expect(_ words: String..., change: (inout AttributeLeakRequest) -> Void) {
      var request = AttributeLeakRequest()
      request.vectors = ["v"]
      change(&request)
      #expect { try request.validate() } throws: { error in
        error is any ExplainedError && words.allSatisfy("\(error)".contains)
      }
    }
    expect("--vectors NAME") { $0.vectors = [] }
    expect("v is named twice") { $0.vectors = ["v", "v"] }
    expect("--attribute", "twice") { $0.attributes = ["a", "a"] }
    expect("--project", "twice") { $0.projected = ["a", "a"] }
    for count in [1, 0, -3, 1_000_001] { expect("--count \(count)") { $0.count = count } }
  }
}
