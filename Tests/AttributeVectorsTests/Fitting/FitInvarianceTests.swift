import AttributeVectors
import LatentGeometry
import Testing

@Suite struct FitInvarianceTests {
  private static let balance: [FitMethod: [String]] = [
    .replicate: ["Young"], .cells: ["Young"], .logistic: ["Young"], .svm: ["Young"],
  ]

  private func fitting(_ method: FitMethod, threads: Int? = nil) -> VectorFitting {
    VectorFitting(method, balancedOver: Self.balance[method] ?? [], seed: 7, threads: threads)
  }

  /// 5,000 items are five blocks, of which the last is not full.
  @Test(arguments: FitMethod.learning)
  func threadsChangeNoBit(method: FitMethod) throws {
    let set = LabelledLatents(method == .logistic || method == .svm ? 1500 : 5000, dimension: 7)
    let alone = try fitting(method, threads: 1).fit(["Smiling", "Male"], latents: set.latents, labels: set.labels)
    for threads in [2, 3, 5] {
      let fit = try fitting(method, threads: threads).fit(
        ["Smiling", "Male"],
        latents: set.latents,
        labels: set.labels
      )
      #expect(fit == alone)
    }
  }

  /// The dual form's order of items is drawn by liblinear.
  @Test func fewerItemsThanCoordinatesGiveTheSameEveryTime() throws {
    let set = LabelledLatents(40, dimension: 60)
    let first = try VectorFitting(.svm, threads: 1).fit(LabelledLatents.names, latents: set.latents, labels: set.labels)
    for threads in [1, 3] {
      let fitting = VectorFitting(.svm, threads: threads)
      #expect(try fitting.fit(LabelledLatents.names, latents: set.latents, labels: set.labels) == first)
    }
  }

  /// Rows that follow each other and rows that do not.
  @Test(arguments: FitMethod.learning, [true, false])
  func someRowsGiveWhatTheirCopiesGive(method: FitMethod, areTogether: Bool) throws {
    let set = LabelledLatents(method == .logistic || method == .svm ? 900 : 3000)
    let rows = areTogether ? Array(100..<set.latents.count - 50) : (0..<set.latents.count).filter { $0 % 7 != 3 }
    let chosen = try fitting(method).fit(["Smiling", "Male"], latents: set.latents, labels: set.labels, rows: rows)
    let copied = try fitting(method).fit(
      ["Smiling", "Male"],
      latents: set.latents.gathered(rows),
      labels: set.labels.gathered(rows)
    )
    #expect(chosen == copied)
  }

  /// Items of which nothing is known change nothing, wherever they stand.
  @Test(arguments: FitMethod.learning)
  func unknownLabelsDoNotCount(method: FitMethod) throws {
    let set = LabelledLatents(600)
    let known = (0..<600).filter { $0 % 5 != 2 }
    let columns = (0..<3).map { attribute in (0..<600).map { $0 % 5 == 2 ? nil : set.labels[$0, attribute] } }
    let labels = LabelTable(attributes: LabelledLatents.names, columns: columns)
    let fit = try fitting(method).fit(["Smiling"], latents: set.latents, labels: labels)[0]
    let expected = try fitting(method).fit(["Smiling"], latents: set.latents, labels: set.labels, rows: known)[0]
    #expect(fit.positives == expected.positives && fit.negatives == expected.negatives && fit.cells == expected.cells)
    // Which items are repeated once more depends on their places.
    if ![.replicate, .svm].contains(method) { #expect(fit.distance(from: expected) < 1e-5) }
    #expect(fit.warnings.count == (method == .leastSquares ? 1 : 0))
  }

  @Test func meansOfAnAttributeDoNotHangOnOthersUnknownLabels() throws {
    let set = LabelledLatents(100)
    let columns: [[Bool?]] = [
      (0..<100).map { set.labels[$0, 0] }, (0..<100).map { $0 % 2 == 0 ? nil : set.labels[$0, 1] },
    ]
    let labels = LabelTable(attributes: ["Smiling", "Male"], columns: columns)
    let fit = try VectorFitting(.mean).fit(["Smiling", "Male"], latents: set.latents, labels: labels)
    let whole = try VectorFitting(.mean).fit(["Smiling"], latents: set.latents, labels: set.labels)
    #expect(fit[0].distance(from: whole[0]) < 1e-6)
    #expect(fit[1].positives + fit[1].negatives == 50)
  }

  /// A shift of all latents moves no vector, and a factor stretches them.
  @Test(arguments: [FitMethod.mean, .replicate, .cells, .leastSquares])
  func vectorsAreAffine(method: FitMethod) throws {
    let set = LabelledLatents(500)
    var moved = set.latents
    moved.withUnsafeMutableValues { values in for index in values.indices { values[index] = 3 * values[index] + 20 } }
    let own = try fitting(method).fit(["Smiling"], latents: set.latents, labels: set.labels)[0]
    let other = try fitting(method).fit(["Smiling"], latents: moved, labels: set.labels)[0]
    #expect(other.distance(from: own.values.map { 3 * Double($0) }) < 1e-5)
  }
}
