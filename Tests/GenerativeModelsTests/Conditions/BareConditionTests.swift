import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing

@Suite struct BareConditionTests {
  private func decoded(_ model: GenerativeModel, _ value: String) throws -> [Float] {
    let picture = try model.with(condition: .text(value)).decode(LatentBatch(count: 1, dimension: 48))
    return (0..<3).map { (picture.samples[$0 * 1024] - 0.5) * 4 }
  }

  @Test func whatTheNumbersMeanIsReadFromTheGraph() throws {
    let label = try ConditionalModel.bare("label", .conditional())
    #expect(try decoded(label, "2") == [0, 0, 1])
    #expect(try label.decoderCondition()?.classCount == nil)
    let embedding = try ConditionalModel.bare("embedding", .conditional())
    #expect(try decoded(embedding, "1,0,0.5,0.5") == [1, 0, 1])
    #expect(try embedding.decoderCondition()?.kind == .embedding)
    let pairs = try ConditionalModel.bare("label-pairs", .conditional(classes: ["a", "b", "c"]))
    #expect(try decoded(pairs, "b") == [0, 1, 0])
    let named = try ConditionalModel.bare("one-hot", .conditional(classes: ["a", "b", "c"]), encodes: true)
    #expect(try decoded(named, "a=0.5+c=0.5") == [0.5, 0, 0.5])
    #expect(try named.encoderCondition()?.width == 3)
  }

  /// A row of three numbers could be an embedding, or the weights of three classes.
  @Test func whatCouldBeOneThingOrAnotherIsAskedForByItsFlag() throws {
    let open = try ConditionalModel.bare("one-hot", .conditional())
    #expect(try decoded(open, "0,1,0") == [0, 1, 0])
    expectExplained(.usage, naming: "--condition-kind label", "3 numbers") { _ = try decoded(open, "1") }
    let told = try ConditionalModel.bare("one-hot", .conditional(.label))
    #expect(try decoded(told, "1") == [0, 1, 0])
    expectExplained(.usage, naming: "0 to 2") { _ = try decoded(told, "3") }
    // Two floating point inputs could be the latents.
    expectExplained(.usage, naming: "--latent-input") {
      _ = try ConditionalModel.bare("one-hot", BareModelOptions(imageRange: .unit))
    }
    expectExplained(.usage, naming: "--constant c=VALUE", "--condition-input c") {
      _ = try ConditionalModel.bare("label", BareModelOptions(imageRange: .unit))
    }
  }

  @Test func pictureRangesAreLookedForUnderAnyCondition() throws {
    for name in ["one-hot", "label", "embedding"] {
      let model = try ConditionalModel.bare(name, BareModelOptions(prior: .standardGaussian, conditionInput: "c"))
      #expect(model.assumptions.contains { $0.contains("--image-range") })
    }
    // Of the two pictures that this one draws at a time one leaves the range.
    expectExplained(.usage, naming: "label-pairs", "--image-range") {
      _ = try ConditionalModel.bare("label-pairs", BareModelOptions(prior: .standardGaussian, conditionInput: "c"))
    }
  }

  @Test func wrongFlagsAreNamed() throws {
    expectExplained(.usage, naming: "no input 'y'", "--condition-input") {
      _ = try ConditionalModel.bare("label", BareModelOptions(imageRange: .unit, conditionInput: "y"))
    }
    expectExplained(.usage, naming: "--condition-shape", "[5]") {
      _ = try ConditionalModel.bare("embedding", .conditional(shape: [5]))
    }
  }

  @Test func optionsOfOlderRecipesAreRead() throws {
    let options = BareModelOptions.conditional(.label, classes: ["a"], shape: [1])
    #expect(try JSONData.copy(of: options) == options)
    #expect(try JSONData.copy(of: BareModelOptions()) == BareModelOptions())
  }
}
