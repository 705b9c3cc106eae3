import AttributeVectors
import LatentGeometry
import Testing

/// Equal to NumPy's means and to scikit-learn's LinearRegression, LogisticRegression and LinearSVC.
@Suite struct FitReferenceTests {
  @Test(arguments: 0..<3)
  func vectorsEqualThoseOfNumPyAndScikitLearn(entry index: Int) throws {
    let reference = try FitReference.load()
    let entry = reference.entries[index]
    for expected in entry.vectors {
      let fitting = VectorFitting(expected.method, balancedOver: expected.balancedOver, cost: entry.cost)
      let labels = entry.table(reference.attributes)
      let vector = try fitting.fit([expected.attribute], latents: entry.batch, labels: labels)[0]
      // liblinear ends at a gradient of 1e-4.
      let tolerance = expected.method == .svm ? 2e-3 : 1e-5
      #expect(vector.distance(from: expected.values) < tolerance, "\(expected.method) \(expected.balancedOver)")
    }
  }

  @Test(arguments: FitMethod.learning)
  func severalAttributesAtOnceGiveTheVectorsOfEach(method: FitMethod) throws {
    let set = LabelledLatents(300)
    let fitting = VectorFitting(method, balancedOver: method == .mean ? [] : ["Young"])
    let both = try fitting.fit(["Male", "Smiling"], latents: set.latents, labels: set.labels)
    #expect(both.map(\.name) == ["Male", "Smiling"])
    for vector in both {
      let alone = try fitting.fit([vector.name], latents: set.latents, labels: set.labels)[0]
      // A regression on both is another than on one.
      if method == .leastSquares { continue }
      #expect(vector.distance(from: alone) < 1e-6)
      #expect(vector.cells == alone.cells)
    }
  }
}
