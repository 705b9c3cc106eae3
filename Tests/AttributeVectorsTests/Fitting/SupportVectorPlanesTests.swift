import LatentGeometry
import Testing

@testable import AttributeVectors

@Suite struct SupportVectorPlanesTests {
  /// ½ ‖(w, b)‖² + cost Σ max(0, 1 - y (w·x + b))² at its least b, which halving finds: it is convex.
  private func objective(_ w: [Double], _ entry: FitReference.Entry, _ labels: ArraySlice<Int8>) -> Double {
    let d = entry.dimension
    let kinds = zip(0..., labels).filter { $1 >= 0 }
    let scores = kinds.map { item, _ in (0..<d).reduce(0) { $0 + w[$1] * Double(entry.latents[item * d + $1]) } }
    func losses(_ b: Double) -> (value: Double, slope: Double) {
      var (value, slope) = (b * b / 2, b)
      for (score, kind) in zip(scores, kinds) {
        let y: Double = kind.1 == 1 ? 1 : -1
        let loss = max(0, 1 - y * (score + b))
        value += entry.cost * loss * loss
        slope -= 2 * entry.cost * y * loss
      }
      return (value, slope)
    }
    var (low, high) = (-1e3, 1e3)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if losses(middle).slope > 0 { high = middle } else { low = middle }
    }
    return w.reduce(0) { $0 + $1 * $1 } / 2 + losses(low).value
  }

  @Test(arguments: 0..<3)
  func theObjectiveIsScikitLearns(entry index: Int) throws {
    let reference = try FitReference.load()
    let entry = reference.entries[index]
    try entry.latents.withUnsafeBufferPointer { values in
      let items = LearningItems(values, dimension: entry.dimension, rows: nil)
      let labels = entry.table(reference.attributes)
      let groups = try LabelGroup.all(["Smiling", "Male"], balancedOver: [], of: labels, items)
      let means = try KindMeans.fit(groups, .items, items, threads: 1)
      let normals = try SupportVectorPlanes(items, cost: entry.cost, threads: 1).normals(groups, means)
      for (place, expected) in entry.svmObjectives.enumerated() {
        let found = objective(normals[place], entry, groups[place].columns[0])
        #expect(abs(found - expected) < 1e-4 * expected)
      }
    }
  }

  /// liblinear takes the label that it sees first for the first.
  @Test func theFirstItemDoesNotTurnTheVector() throws {
    let latents = LatentBatch(rows: [[1], [1.5], [-1], [-2]])
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let labels = LabelTable(attributes: ["A"], columns: [[true, true, false, false]]).gathered(order)
      let rows = latents.gathered(order)
      try rows.withUnsafeValues { values in
        let items = LearningItems(values, dimension: 1, rows: nil)
        let groups = try LabelGroup.all(["A"], balancedOver: [], of: labels, items)
        let means = try KindMeans.fit(groups, .items, items, threads: 1)
        #expect(try SupportVectorPlanes(items, cost: 1, threads: 1).normals(groups, means)[0][0] > 0.1)
      }
    }
  }

  @Test func theMessageSaysWhatToInstall() {
    let text = AttributeError.libraryMissing(reason: "no such file").description
    #expect(text.contains("no such file") && text.contains("liblinear4"))
  }
}
