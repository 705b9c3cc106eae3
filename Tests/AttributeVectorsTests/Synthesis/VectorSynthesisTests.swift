import AttributeVectors
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@Suite struct VectorSynthesisTests {
  private let model: GenerativeModel
  /// Pictures far from black and white, so that brightening cuts nothing off.
  private let pictures: [PlanarImage]

  init() throws {
    model = try GenerativeModel(package: Repository.tinyModel, options: SessionOptions(threads: 1, spinning: false))
    let draws = LatentGenerator(seed: 4).sample(.uniform(low: 0.4, high: 0.6), count: 11, dimension: 48)
    pictures = (0..<11).map { row in
      PlanarImage(channels: 3, height: 4, width: 4, samples: draws[row].values)
        .resized(width: 32, height: 32, filter: .bicubic)
    }
  }

  private var source: SynthesisPictures { SynthesisPictures(count: 11) { [pictures] in pictures[$0] } }

  private func synthesis(_ texts: String...) throws -> VectorSynthesis {
    var synthesis = VectorSynthesis(try texts.map { try SyntheticAttribute($0) })
    synthesis.batch = 4
    return synthesis
  }

  @Test func vectorsAndErrorsAreThoseOfTheDefinition() throws {
    let found = try synthesis("blur:2", "rotation:25").vectors(from: source, with: model)
    let latents = try model.encode(ImageBatch(pictures), batch: 1)
    for vector in found {
      let twins = try pictures.map { try vector.attribute.augmentation.applied(to: $0) }
      let changed = try model.encode(ImageBatch(twins), batch: 1)
      for column in 0..<model.latentDimension {
        let differences = (0..<11).map { row in
          Double(changed[row].values[column]) - Double(latents[row].values[column])
        }
        let mean = differences.reduce(0, +) / 11
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10
        #expect(abs(Double(vector.vector[column]) - mean) < 1e-5)
        #expect(abs(vector.standardErrors[column] - (variance / 11).squareRoot()) < 1e-5)
      }
      #expect(vector.count == 11)
      let squares = vector.standardErrors.reduce(0) { $0 + $1 * $1 }
      #expect(abs(vector.standardError - squares.squareRoot()) < 1e-12)
      func mean(_ images: [PlanarImage], _ of: (PlanarImage) -> Double) -> Double {
        images.map(of).reduce(0, +) / Double(images.count)
      }
      #expect(abs(vector.sharpness.before - mean(pictures, \.sharpness)) < 1e-9)
      #expect(abs(vector.sharpness.after - mean(twins, \.sharpness)) < 1e-9)
      #expect(abs(vector.brightness.before - mean(pictures, \.brightness)) < 1e-9)
      #expect(abs(vector.brightness.after - mean(twins, \.brightness)) < 1e-9)
    }
  }

  /// The encoder is linear: every picture answers alike.
  @Test func whatIsTheSameForAllPicturesHasNoError() throws {
    let vector = try synthesis("brightness:0.1").vectors(from: source, with: model)[0]
    #expect(vector.length > 0.1 && vector.standardError < 1e-5 * vector.length)
    #expect(abs(vector.brightness.after - vector.brightness.before - 0.1) < 1e-6)
    let twice = try synthesis("brightness:0.2").vectors(from: source, with: model)[0]
    #expect(zip(vector.vector, twice.vector).allSatisfy { abs(2 * $0 - $1) < 1e-5 })
    // Half the size, the other way round.
    let down = try synthesis("brightness:-0.1").vectors(from: source, with: model)[0]
    #expect(zip(vector.vector, down.vector).allSatisfy { abs($0 + $1) < 1e-5 })
  }

  @Test func aReversedVectorLeadsBack() throws {
    let found = try synthesis("blur:1", "-blur:1").vectors(from: source, with: model)
    #expect(found.map(\.attribute.name) == ["blur", "unblur"])
    #expect(found[1].vector == found[0].vector.map { -$0 } && found[1].standardErrors == found[0].standardErrors)
    #expect(found[1].sharpness == found[0].sharpness)
  }

  @Test func severalInOnePassAreTheSameAsEachAlone() throws {
    let together = try synthesis("blur:1", "noise:0.1", "hue:60").vectors(from: source, with: model)
    for (index, text) in ["blur:1", "noise:0.1", "hue:60"].enumerated() {
      #expect(try synthesis(text).vectors(from: source, with: model) == [together[index]])
    }
  }

  @Test func workersChangeNothingAndBatchesOnlyTheLastBits() throws {
    var synthesis = try synthesis("blur:1", "noise:0.1", "jpeg:20")
    synthesis.seed = 5
    synthesis.workers = 1
    let alone = try synthesis.vectors(from: source, with: model)
    for workers in [2, 3, 7] {
      synthesis.workers = workers
      #expect(try synthesis.vectors(from: source, with: model) == alone)
    }
    for batch in [1, 3, 64] {
      synthesis.batch = batch
      for (vector, expected) in zip(try synthesis.vectors(from: source, with: model), alone) {
        #expect(zip(vector.vector, expected.vector).allSatisfy { abs($0 - $1) < 1e-5 })
      }
    }
    // Other noise for another seed.
    synthesis.batch = 4
    synthesis.seed = 6
    let other = try synthesis.vectors(from: source, with: model)
    #expect(other[0] == alone[0] && other[1] != alone[1])
  }

  @Test func everyPictureIsReadOnceAndProgressEndsWithAll() throws {
    let reads = Counter()
    let source = SynthesisPictures(count: 11) { [pictures] number in
      reads.add(number)
      return pictures[number]
    }
    let heard = Counter()
    var synthesis = try synthesis("blur:1", "shift:1,0")
    synthesis.progress = { done, total in
      #expect(total == 11)
      heard.add(done)
    }
    _ = try synthesis.vectors(from: source, with: model)
    #expect(reads.numbers.sorted() == Array(0..<11))
    #expect(heard.numbers.first == 0 && heard.numbers.last == 11 && heard.numbers == heard.numbers.sorted())
  }

  @Test func theErrorOfAPictureIsThrown() throws {
    struct Missing: Error {}
    let source = SynthesisPictures(count: 11) { [pictures] number in
      guard number < 6 else { throw Missing() }
      return pictures[number]
    }
    #expect(throws: Missing.self) { try synthesis("blur:1").vectors(from: source, with: model) }
  }

  @Test(arguments: [
    (["blur:0"], 5, "leaves pictures as they are"), (["blur:1", "blur:2"], 5, "two vectors are called blur"),
    (["blur:1"], 1, "there is 1"), (["blur:1"], 0, "there are none"), ([], 5, "at least one augmentation"),
  ])
  func whatCannotBeDoneIsExplained(_ texts: [String], count: Int, sentence: String) throws {
    let synthesis = VectorSynthesis(try texts.map { try SyntheticAttribute($0) })
    let source = SynthesisPictures(count: count) { [pictures] in pictures[$0] }
    let error = try #require(throws: AttributeError.self) { try synthesis.vectors(from: source, with: model) }
    #expect(error.description.contains(sentence), "\(error.description)")
    #expect(error.category == .usage)
  }

  @Test func entriesSayWhatTheVectorsAre() throws {
    let found = try synthesis("crisp=-blur:1.5", "shift:2,0").vectors(from: source, with: model)
    let set = VectorSet(found, model: VectorSet.Model(name: "tiny", hash: model.encodingHash))
    #expect(set.names == ["crisp", "shift"] && set.dimension == 48 && set.source == nil)
    let entry = set.entries[0]
    #expect(entry.method == .synthetic && entry.augmentation == "-blur:1.5" && entry.positives == 11)
    #expect(entry.length == found[0].length && entry.standardError == found[0].standardError)
    #expect(try set.vector(named: "crisp") == found[0].vector)
    let cosines = found[0].cosines(to: set)
    #expect(abs(cosines[0] - 1) < 1e-9 && abs(cosines[1]) < 1)
    let turned = VectorSet(
      entries: [
        AttributeVector(name: "back", method: .given, length: 1),
        AttributeVector(name: "none", method: .given, length: 0),
      ],
      vectors: LatentBatch(rows: [found[0].vector.map { -$0 / 3 }, [Float](repeating: 0, count: 48)])
    )
    let others = found[0].cosines(to: turned)
    #expect(abs(others[0] + 1) < 1e-6 && others[1] == 0)
  }

  @Test func drawnPicturesAreDifferentOnesInOrderAndDependOnTheSeed() throws {
    let numbers = SynthesisPictures(count: 100) { PlanarImage(channels: 1, height: 1, width: 1, repeating: Float($0)) }
    func drawn(_ count: Int, _ seed: UInt64) throws -> [Float] {
      let some = numbers.drawn(count, seed: seed)
      return try (0..<some.count).map { try some.picture($0).samples[0] }
    }
    let first = try drawn(20, 1)
    #expect(first.count == 20 && Set(first).count == 20 && first == first.sorted())
    #expect(try drawn(20, 1) == first && drawn(20, 2) != first)
    #expect(try drawn(100, 1) == (0..<100).map { Float($0) } && drawn(1000, 1).count == 100)
  }

  @Test func theSheetShowsPicturesTwinsAndReconstructions() throws {
    let found = try synthesis("brightness:0.1").vectors(from: source, with: model)
    let sheet = try SynthesisSheet(found, seed: 0).draw(source, columns: 3, with: model, style: .tight)
    #expect(sheet.height == 5 * 32 && sheet.width > 3 * 32)
    func cell(_ row: Int, _ column: Int) throws -> PlanarImage {
      try sheet.cropped(x: sheet.width - (3 - column) * 32, y: row * 32, width: 32, height: 32)
    }
    for column in 0..<3 {
      let twin = try found[0].attribute.augmentation.applied(to: pictures[column])
      #expect(try cell(0, column).meanSquaredError(to: pictures[column]) < 1e-5)
      #expect(try cell(2, column).meanSquaredError(to: twin) < 1e-5)
      // The model is linear: what the vector does is what the augmentation did.
      #expect(try cell(3, column).meanSquaredError(to: cell(4, column)) < 1e-5)
      #expect(try cell(1, column).meanSquaredError(to: cell(4, column)) > 1e-3)
    }
  }
}
