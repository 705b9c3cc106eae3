import AttributeVectors
import LatentGeometry
import Testing

@Suite struct FitErrorTests {
  private let set = LabelledLatents(200)

  private func fit(_ fitting: VectorFitting, _ attributes: [String], _ labels: LabelTable? = nil) throws
    -> [FittedVector]
  {
    try fitting.fit(attributes, latents: set.latents, labels: labels ?? set.labels)
  }

  /// The set's labels with another column.
  private func labels(adding name: String, _ column: (Int) -> Bool?) -> LabelTable {
    let own = set.labels
    let columns = own.attributes.indices.map { attribute in (0..<200).map { own[$0, attribute] } }
    return LabelTable(attributes: own.attributes + [name], columns: columns + [(0..<200).map(column)])
  }

  @Test(arguments: FitMethod.learning)
  func everyLatentNeedsALabel(method: FitMethod) {
    #expect(throws: AttributeError.labelCount(labels: 199, items: 200)) {
      try fit(VectorFitting(method), ["Male"], set.labels.gathered(0..<199))
    }
  }

  @Test(arguments: FitMethod.learning)
  func unknownAttributesAreNamed(method: FitMethod) {
    let expected = AttributeError.unknownAttribute("male", known: LabelledLatents.names)
    #expect(throws: expected) { try fit(VectorFitting(method), ["male"]) }
    if method != .mean {
      #expect(throws: expected) { try fit(VectorFitting(method, balancedOver: ["male"]), ["Smiling"]) }
    }
  }

  @Test(arguments: FitMethod.learning, [true, false])
  func anAttributeThatDoesNotVaryHasNoVector(method: FitMethod, isPresent: Bool) {
    let labels = labels(adding: "Face") { $0 == 7 ? nil : isPresent }
    #expect(throws: AttributeError.allEqual("Face", isPresent: isPresent, count: 199)) {
      try fit(VectorFitting(method), ["Male", "Face"], labels)
    }
  }

  @Test(arguments: FitMethod.learning)
  func nothingKnownIsNothingToLearn(method: FitMethod) {
    let labels = labels(adding: "Face") { _ in nil }
    #expect(throws: AttributeError.allEqual("Face", isPresent: false, count: 0)) {
      try fit(VectorFitting(method), ["Face"], labels)
    }
  }

  @Test(arguments: [FitMethod.replicate, .cells, .logistic, .svm])
  func anEmptyCellIsNamed(method: FitMethod) throws {
    let own = set.labels
    let labels = labels(adding: "Beard") { own[$0, 1] == true && $0 % 2 == 0 }
    #expect(throws: AttributeError.emptyCell("Smiling = 1, Male = 0, Beard = 1", fitting: "Smiling")) {
      try fit(VectorFitting(method, balancedOver: ["Male", "Beard"]), ["Smiling"], labels)
    }
    // A regression needs no full cells.
    let vector = try fit(VectorFitting(.leastSquares, balancedOver: ["Male", "Beard"]), ["Smiling"], labels)[0]
    #expect(vector.cells.count == 8 && vector.cells.contains { $0.count == 0 })
  }

  @Test func thinCellsBringAWarning() throws {
    let labels = labels(adding: "Hat") { $0 < 9 }
    for method in FitMethod.learning {
      let warnings = try fit(VectorFitting(method), ["Hat"], labels)[0].warnings
      #expect(warnings == ["only 9 items have Hat = 1, so the vector depends much on chance"])
    }
    let more = self.labels(adding: "Hat") { $0 < 10 }
    #expect(try fit(VectorFitting(.mean), ["Hat"], more)[0].warnings.isEmpty)
  }

  @Test func optionsThatCannotBeUsedAreRefused() {
    func expectInvalid(_ option: String, _ fitting: VectorFitting, _ attributes: [String]) {
      let error = #expect(throws: AttributeError.self) { try fit(fitting, attributes) }
      guard case .invalid(let found, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(found == option)
    }
    expectInvalid("--balance", VectorFitting(.cells, balancedOver: ["Male"]), ["Smiling", "Male"])
    expectInvalid("--balance", VectorFitting(.cells, balancedOver: ["Male", "Male"]), ["Smiling"])
    expectInvalid("--balance", VectorFitting(.mean, balancedOver: ["Male"]), ["Smiling"])
    let many = (0..<13).map { "\($0)" }
    expectInvalid("--balance", VectorFitting(.cells, balancedOver: many), ["Smiling"])
    expectInvalid("Smiling", VectorFitting(.mean), ["Smiling", "Smiling"])
    expectInvalid("--method", VectorFitting(.synthetic), ["Smiling"])
    for cost in [0, -1, .nan, .infinity] { expectInvalid("--cost", VectorFitting(.svm, cost: cost), ["Smiling"]) }
  }

  @Test func labelsThatFollowFromOthersAreNamed() throws {
    // Female is 1 - Male: it follows from Male alone.
    let own = set.labels
    let labels = labels(adding: "Female") { own[$0, 1].map { !$0 } }
    let error = #expect(throws: AttributeError.self) { try fit(VectorFitting(.leastSquares), ["Male"], labels) }
    guard case .dependent("Male", let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("those of Female, so"))
    // One of two others is enough.
    let vector = try fit(VectorFitting(.leastSquares), ["Smiling"], labels)[0]
    #expect(vector.warnings == ["Female is left out, since its labels follow from those of Male"])
    let without = try fit(VectorFitting(.leastSquares), ["Smiling"])[0]
    #expect(vector.values == without.values)
  }

  @Test func columnsThatDoNotVaryAreLeftOutOfARegression() throws {
    let labels = labels(adding: "Face") { _ in true }
    let vector = try fit(VectorFitting(.leastSquares), ["Smiling"], labels)[0]
    #expect(vector.warnings == ["Face is left out, since all items that count have the same label"])
    #expect(vector.values == (try fit(VectorFitting(.leastSquares), ["Smiling"])[0].values))
  }

  @Test(arguments: FitMethod.learning)
  func twoItemsOfOneNumberAreEnough(method: FitMethod) throws {
    let latents = LatentBatch(rows: [[-1], [2]])
    let labels = LabelTable(attributes: ["A"], columns: [[false, true]])
    let vector = try VectorFitting(method).fit(["A"], latents: latents, labels: labels)[0]
    #expect(abs(vector.values[0] - 3) < 1e-6)
    #expect(vector.positives == 1 && vector.negatives == 1 && vector.cells.map(\.count) == [1, 1])
    #expect(vector.warnings.count == 2)
  }

  @Test(arguments: [FitMethod.replicate, .cells, .leastSquares, .logistic, .svm])
  func oneItemInEveryCellIsEnough(method: FitMethod) throws {
    let latents = LatentBatch(rows: [[1.5, 0.5], [1.5, -0.5], [-1.5, 0.5], [-1.5, -0.5]])
    let labels = LabelTable(
      attributes: ["A", "B"],
      columns: [[true, true, false, false], [true, false, true, false]]
    )
    let vector = try VectorFitting(method, balancedOver: ["B"]).fit(["A"], latents: latents, labels: labels)[0]
    #expect(zip(vector.values, [3, 0]).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test(arguments: [FitMethod.logistic, .svm])
  func equalLatentsBringAWarning(method: FitMethod) throws {
    let latents = LatentBatch(count: 30, dimension: 2, repeating: 0)
    let labels = LabelTable(attributes: ["A"], columns: [(0..<30).map { $0 % 2 == 0 }])
    let vector = try VectorFitting(method).fit(["A"], latents: latents, labels: labels)[0]
    #expect(vector.values == [0, 0])
    #expect(vector.warnings == ["no plane tells the items with it from those without, so the vector means nothing"])
  }

  @Test(arguments: FitMethod.learning)
  func noAttributesGiveNoVectors(method: FitMethod) throws {
    #expect(try fit(VectorFitting(method), []).isEmpty)
  }
}
