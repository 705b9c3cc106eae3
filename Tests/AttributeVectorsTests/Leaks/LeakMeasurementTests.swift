import AttributeVectors
import GenerativeModels
import Imaging
import LatentGeometry
import Manifold
import SafeFiles
import TestSupport
import Testing

@Suite struct LeakMeasurementTests {
  private let own: LearnedEdits

  init() throws { own = try LearnedEdits.shared.get() }

  @Test func theOwnLabelChangesByTheGainBothWays() throws {
    let table = try own.table(.probability(0.2))
    #expect(table.unreached.isEmpty && table.pictures == 24 && table.labels == own.classifier.labels)
    #expect(table.classifier == "portraits-classifier" && table.gain == .probability(0.2))
    #expect(table.effects.map(\.name) == ["Smiling", "Smiling", "Male", "Male"])
    #expect(table.effects.map(\.direction) == [.more, .less, .more, .less])
    for effect in table.effects {
      let sign = effect.direction == .more ? 1.0 : -1.0
      let change = try #require(effect.change(of: effect.name))
      #expect(abs(change.probability.estimate - sign * 0.2) < 0.002, "\(change.probability.estimate)")
      #expect(change.probability.lower <= change.probability.estimate)
      #expect(sign * change.logOdds > 0 && sign * effect.amount > 0 && effect.changes.map(\.label) == table.labels)
      #expect(abs(effect.step - 1.5 * abs(effect.amount)) < 1e-5)
      #expect(try #require(effect.identity?.estimate) > 0)
      // A step across the shell of the prior leads outward.
      #expect(try #require(effect.deviation) > #require(table.deviation) - 0.5)
    }
    #expect(table.cosines.names == ["own:Smiling", "own:Male"] && abs(table.cosines[0, 0] - 1) < 1e-9)
    let product = zip(own.candidates[0].values, own.candidates[1].values).reduce(0.0) { $0 + Double($1.0 * $1.1) }
    #expect(abs(table.cosines[0, 1] - product / 2.25) < 1e-6)
  }

  /// All that is read agrees with decoding, classifying and encoding by hand.
  @Test func anAmountMovesByExactlyThat() throws {
    let candidate = own.candidates[0]
    let table = try own.table(.amount(-0.75), [candidate])
    #expect(table.effects.map(\.amount) == [-0.75, 0.75] && table.effects.map(\.direction) == [.more, .less])
    let amounts = [Double](repeating: -0.75, count: 24)
    let old = try own.model.decode(own.latents)
    let new = try own.model.decode(own.latents.moved(along: candidate.values, by: amounts))
    let (before, after) = try (own.classifier.probabilities(of: old), own.classifier.probabilities(of: new))
    let effect = table.effects[0]
    for (label, change) in effect.changes.enumerated() {
      let mean = (0..<24).reduce(0.0) { $0 + Double(after[$1, label]) - Double(before[$1, label]) } / 24
      #expect(abs(change.probability.estimate - mean) < 1e-5, "\(change.label)")
    }
    func mean(_ value: (Int) -> Double) -> Double { (0..<24).reduce(0) { $0 + value($1) } / 24 }
    #expect(abs(effect.brightness.estimate - mean { new[$0].brightness - old[$0].brightness }) < 1e-6)
    let share = mean { new[$0].sharpness } / mean { old[$0].sharpness } - 1
    #expect(abs(effect.sharpness.estimate - share) < 1e-4)
    let (a, b) = try (own.model.encode(old), own.model.encode(new))
    func distance(_ x: [Float], _ y: [Float]) -> Double {
      let v = candidate.values.map(Double.init)
      let difference = zip(x, y).map { Double($0) - Double($1) }
      let square = v.reduce(0) { $0 + $1 * $1 }
      let along = zip(difference, v).reduce(0) { $0 + $1.0 * $1.1 } / square
      return zip(difference, v).reduce(0) { $0 + ($1.0 - along * $1.1) * ($1.0 - along * $1.1) }.squareRoot()
    }
    let others = mean { distance(a[$0].values, a[($0 + 1) % 24].values) }
    let identity = mean { distance(a[$0].values, b[$0].values) } / others
    #expect(abs(try #require(effect.identity?.estimate) - identity) < 1e-4)
  }

  @Test func identityGrowsFromNothing() throws {
    let identities = try [1e-4, 0.5, 3].map { amount in
      try #require(own.table(.amount(amount), [own.candidates[0]]).effects[0].identity?.estimate)
    }
    #expect(identities[0] < 1e-3 && identities[1] > 0.01 && identities[2] > 2 * identities[1], "\(identities)")
  }

  /// To whichever side of a vector pictures are sharper, and to no other.
  @Test func sharpnessGrowsByTheGain() throws {
    let v = own.candidates[0]
    let turned = own.candidate("turned", v.values.map { -$0 })
    let table = try own.table(.sharpness(0.1), [v, turned], classified: false)
    #expect(table.effects.map(\.direction) == [.more, .more] && table.labels.isEmpty && table.classifier == nil)
    for effect in table.effects {
      #expect(abs(effect.sharpness.estimate - 0.1) < 0.001, "\(effect.sharpness.estimate)")
      #expect(effect.changes.isEmpty && effect.identity != nil)
    }
    #expect(abs(table.effects[0].amount + table.effects[1].amount) < 1e-9)
  }

  @Test func whatIsOutOfReachHasNoRow() throws {
    // No mean can rise and fall by so much.
    let table = try own.table(.probability(0.97), [own.candidates[0]])
    #expect(table.effects.isEmpty && table.unreached == ["own:Smiling more", "own:Smiling less"])
    #expect(table.cosines.values.count == 1)
  }

  @Test func withoutAClassifierInstrumentsAreRead() throws {
    let table = try own.table(.amount(1), classified: false)
    #expect(table.effects.count == 4 && table.effects.allSatisfy { $0.changes.isEmpty && $0.identity != nil })
    let same = try own.table(.amount(1))
    #expect(table.effects.map(\.brightness) == same.effects.map(\.brightness))
    #expect(table.effects[0].change(of: "Smiling") == nil)
  }

  /// A linear model gives back what it was given: only what is along the vector changes.
  @Test func nothingBesideTheVectorChangesInALinearModel() throws {
    let tiny = try GenerativeModel(package: Repository.tinyModel)
    let draws = LatentGenerator(seed: 3).sample(.gaussian(mean: 0, standardDeviation: 0.1), count: 5, dimension: 48)
    var measurement = LeakMeasurement()
    measurement.gain = .amount(1)
    let table = try measurement.measure(
      [own.candidate("v", draws[0].values)],
      on: draws,
      model: tiny,
      classifier: nil
    )
    #expect(try #require(table.effects[0].identity?.estimate) < 0.02)
    #expect(abs(table.effects[0].brightness.estimate) > 0)
  }

  @Test func batchesChangeNothing() throws {
    let whole = try own.table(.probability(0.15), [own.candidates[1]])
    for batch in [1, 7] {
      let parts = try own.table(.probability(0.15), [own.candidates[1]]) { $0.batch = batch }
      #expect(parts.labels == whole.labels && parts.cosines == whole.cosines && parts.deviation == whole.deviation)
      for (one, other) in zip(parts.effects, whole.effects) {
        #expect(abs(one.amount - other.amount) < 1e-4 && one.direction == other.direction)
        for (a, b) in zip(one.changes, other.changes) {
          #expect(abs(a.probability.estimate - b.probability.estimate) < 1e-4)
          #expect(abs(a.probability.lower - b.probability.lower) < 1e-4)
        }
      }
    }
    #expect(try own.table(.probability(0.15), [own.candidates[1]]) == whole)
  }

  @Test func everyRowIsAnnounced() throws {
    var heard: [[Int]] = []
    var measurement = LeakMeasurement()
    measurement.gain = .amount(0.1)
    _ = try measurement.measure(
      own.candidates,
      on: own.latents.rows([0, 1]),
      model: own.model,
      classifier: nil
    ) { heard.append([$0, $1]) }
    #expect(heard == [[0, 4], [1, 4], [2, 4], [3, 4]])
  }

  @Test(arguments: [EditGain.probability(0), .probability(1), .probability(.nan), .sharpness(0), .sharpness(11)])
  func gainsThatCannotBeAreRefused(_ gain: EditGain) {
    #expect { try own.table(gain) } throws: { "\($0)".contains("--gain") }
  }

  @Test(arguments: [0, Double.infinity, .nan])
  func amountsThatCannotBeAreRefused(_ amount: Double) {
    #expect { try own.table(.amount(amount)) } throws: { "\($0)".contains("--amount") }
  }

  @Test func whatCannotBeMeasuredIsExplained() {
    let v = own.candidates[0].values
    #expect(
      throws: AttributeError.classifierLacks(
        "smiling",
        classifier: "portraits-classifier",
        known: own.classifier.labels
      )
    ) {
      try own.table(.probability(0.2), [own.candidate("smiling", v)])
    }
    #expect(
      throws: AttributeError.width(name: "own:Smiling", found: 3, expected: 64, of: "the model portraits-vae")
    ) {
      try own.table(.amount(1), [own.candidate("Smiling", [1, 2, 3])])
    }
    for values in [[Float](repeating: 0, count: 64), [.nan] + v.dropFirst(), [.infinity] + v.dropFirst()] {
      #expect(throws: AttributeError.noDirection("own:Smiling")) {
        try own.table(.amount(1), [own.candidate("Smiling", values)])
      }
    }
    #expect {
      try own.table(.probability(0.2), classified: false)
    } throws: {
      "\($0)".contains("portraits-vae") && "\($0)".contains("--classifier") && "\($0)".contains("--amount")
    }
    // What the classifier does not tell can be moved along all the same.
    #expect(throws: Never.self) { try own.table(.amount(0.5), [own.candidate("other", v)]) }
  }
}
