import AttributeVectors
import Datasets
import Imaging
import Manifold
import EncodedSets
import LatentGeometry
import SafeFiles
import Testing

@testable import Diagrams

@Suite struct AttributeFitTests {
  private let place: LabelledPlace

  init() throws { place = try LabelledPlace.shared.get() }

  /// The mean latent of some rows.
  private func mean(_ items: LabelledItems, _ rows: [Int]) -> [Double] {
    let latents = items.set.vectors.gathered(rows)
    let d = latents.dimension
    return (0..<d).map { column in
      rows.indices.reduce(0.0) { $0 + Double(latents.values[$1 * d + column]) } / Double(rows.count)
    }
  }

  @Test func entriesSayWhatIsKnownOfVectors() throws {
    let (vectors, notes) = try place.fit(["Smiling", "Young"]).fit()
    let items = try place.items()
    #expect(notes.isEmpty && vectors.names == ["Smiling", "Young"] && vectors.dimension == 48)
    #expect(vectors.model?.name == "tiny" && vectors.model?.hash == items.set.description.model.hash)
    #expect(vectors.source?.items == "all but split = 'test'" && vectors.source?.name == place.path("all"))
    #expect(try vectors.source?.sha256 == items.set.digest())
    for (row, column) in [(0, 0), (1, 2)] {
      let entry = vectors.entries[row]
      let with = items.learned.filter { place.labels[$0][column] == true }
      let without = items.learned.filter { place.labels[$0][column] == false }
      #expect(entry.method == .mean && entry.balancedOver.isEmpty && entry.without.isEmpty)
      #expect(entry.positives == with.count && entry.negatives == without.count)
      #expect(entry.cells.map(\.count) == [with.count, without.count])
      let difference = zip(mean(items, with), mean(items, without)).map { $0 - $1 }
      for (value, expected) in zip(vectors.vectors[row].values, difference) {
        #expect(abs(Double(value) - expected) < 1e-5)
      }
      #expect(abs(entry.length - difference.reduce(0) { $0 + $1 * $1 }.squareRoot()) < 1e-5)
      let heldOut = try #require(entry.heldOut)
      #expect(heldOut.items == "split = 'test'")
      #expect(heldOut.positives == items.heldOut.count { place.labels[$0][column] == true })
      #expect(heldOut.negatives == items.heldOut.count { place.labels[$0][column] == false })
      #expect(heldOut.accuracy.lower <= heldOut.accuracy.estimate)
    }
    // What shows in pixels is told; what does not is chance.
    let (smile, young) = (vectors.entries[0], vectors.entries[1])
    #expect(try #require(smile.heldOut).areaUnderCurve.estimate > 0.95)
    #expect(try #require(young.heldOut).areaUnderCurve.lower < 0.6)
    let calibration = try #require(smile.calibration)
    #expect(calibration.slope > 0)
    #expect(abs(calibration.probability(atProjection: try #require(smile.threshold)) - 0.5) < 0.3)
  }

  @Test func balancedVectorsLeaveTheOtherAlone() throws {
    let plain = try place.fit(["Smiling", "Male"]).fit().vectors
    let balanced = try place.fit(["Smiling"], balancedOver: ["Male"], .cells).fit().vectors
    let entry = balanced.entries[0]
    #expect(entry.balancedOver == ["Male"] && entry.method == .cells)
    let learned = try place.items().learned
    let counts = [(true, true), (true, false), (false, true), (false, false)].map { smiles, isMale in
      learned.count { place.labels[$0][0] == smiles && place.labels[$0][1] == isMale }
    }
    #expect(entry.cells.map(\.count) == counts && entry.positives == counts[0] + counts[1])
    func cosine(_ a: LatentBatch, _ b: LatentBatch) -> Double {
      let product = zip(a.values, b.values).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return product / (a.lengths()[0] * b.lengths()[0])
    }
    let male = plain.vectors[1]
    #expect(cosine(plain.vectors[0], male) < -0.5)
    // The biased vector of Male has Smiling in it, as far as men smile less.
    let men = try place.fit(["Male"], balancedOver: ["Smiling"], .cells).fit().vectors.vectors[0]
    #expect(abs(cosine(balanced.vectors[0], men)) < 0.1)
  }

  @Test func withoutNamesAllVariedLabelsAreLearned() throws {
    let (vectors, notes) = try place.fit([]).fit()
    #expect(vectors.names == ["Smiling", "Male", "Young", "Rare"])
    #expect(notes.contains { $0.contains("no vector for Bald") }, "\(notes)")
    // Few have it, and none of those that are held out.
    #expect(notes.contains { $0.hasPrefix("Rare: the held-out items") } && vectors.entries[3].heldOut == nil)
    #expect(notes.contains { $0.contains("8 items have Rare = 1") }, "\(notes)")
    let balanced = try place.fit([], balancedOver: ["Male"], .cells) { $0.condition = "id % 90 <> 6" }.fit()
    #expect(balanced.vectors.names == ["Smiling", "Young"])
  }

  @Test func leastSquaresIsBalancedOverAllOthers() throws {
    let all = try place.fit(["Smiling"], .leastSquares).fit().vectors.entries[0]
    #expect(all.balancedOver == ["Male", "Young", "Bald", "Rare"])
    let one = try place.fit(["Smiling"], balancedOver: ["Male"], .leastSquares).fit().vectors.entries[0]
    #expect(one.balancedOver == ["Male"])
  }

  @Test(arguments: FitMethod.learning)
  func threadsAndRunsChangeNothing(_ method: FitMethod) throws {
    let request = place.fit(["Smiling"], balancedOver: method == .mean ? [] : ["Male"], method)
    let one = try request.fit(threads: 1)
    let three = try request.fit(threads: 3)
    #expect(one.vectors == three.vectors && one.notes == three.notes)
    #expect(try #require(one.vectors.entries[0].heldOut).areaUnderCurve.estimate > 0.9)
  }

  @Test func heldOutItemsThatDoNotDifferTellNothing() throws {
    let (vectors, notes) = try place.fit(["Smiling", "Male"]) { $0.heldOut = "Smiling = 1 AND split = 'test'" }.fit()
    #expect(vectors.entries[0].heldOut == nil && vectors.entries[1].heldOut != nil)
    #expect(notes.contains { $0.hasPrefix("Smiling: the held-out items (Smiling = 1 AND") }, "\(notes)")
    #expect(vectors.entries[0].threshold != nil && vectors.entries[0].calibration != nil)
    // None held out at all.
    let few = try place.fit(["Smiling"]) { ($0.set, $0.condition) = (place.path("few"), "id < 4") }.fit()
    #expect(few.vectors.entries[0].heldOut == nil && !few.notes.isEmpty)
  }

  @Test func whatCannotBeLearnedIsExplained() throws {
    let learned = try place.items().learned.count
    #expect(throws: AttributeError.allEqual("Bald", isPresent: false, count: learned)) {
      try place.fit(["Bald"]).fit()
    }
    #expect(throws: AttributeError.emptyCell("Smiling = 1, Bald = 1", fitting: "Smiling")) {
      try place.fit(["Smiling"], balancedOver: ["Bald"], .cells).fit()
    }
    #expect(throws: AttributeError.unknownAttribute("smiling", known: LabelledPlace.attributes)) {
      try place.fit(["smiling"]).fit()
    }
    #expect(throws: AttributeError.unknownAttribute("Mal", known: LabelledPlace.attributes)) {
      try place.fit(["Smiling"], balancedOver: ["Mal"], .cells).fit()
    }
    // Two items with the same labels.
    let same = (1..<600).filter { place.labels[$0] == place.labels[0] && $0 % 3 == 0 }
    let other = try #require(same.first)
    let request = place.fit([]) { ($0.condition, $0.heldOut) = ("id IN (0, \(other))", "split = 'test'") }
    #expect { try request.fit() } throws: { "\($0)".contains("do not differ in any label") }
  }
}
