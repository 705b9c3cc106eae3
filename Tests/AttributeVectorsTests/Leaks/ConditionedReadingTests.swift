import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport
import Testing

@testable import AttributeVectors

/// Pictures of models that take conditions, which brighten one channel by a quarter of the condition.
@Suite struct ConditionedReadingTests {
  private let model: GenerativeModel
  private let colors = ConditionBatch(LatentBatch(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]))

  init() throws {
    model = try GenerativeModel(package: Repository.fixture("conditional/one-hot", of: "GenerativeModels"))
  }

  /// The means of the channels of four pictures without content, a batch after the other.
  private func read(_ conditions: RoundTripConditions) throws -> PictureReadings {
    try PictureReader(model: model, classifier: nil, batch: 3, conditions: conditions)
      .readings(of: LatentBatch(count: 4, dimension: 48), encodesAgain: true)
  }

  @Test func eachPictureIsDecodedAndEncodedAgainUnderItsOwn() throws {
    let found = try read(RoundTripConditions(encoding: colors, decoding: colors))
    // Luma of Rec. 601.
    for (brightness, weight) in zip(found.brightness, [0.299, 0.587, 0.114, 0]) {
      #expect(abs(brightness - 0.5 - weight / 4) < 1e-6)
    }
    #expect(found.encodings?.values.allSatisfy { abs($0) < 1e-5 } == true)
  }

  @Test func anotherConditionOfTheEncoderIsSeenInTheLatents() throws {
    // Decoded under the model's red, encoded under each color: red - color is left, 4 times in the first number of a channel.
    let found = try #require(try read(RoundTripConditions(encoding: colors)).encodings)
    for row in 0..<4 {
      for channel in 0..<3 {
        let left = (channel == 0 ? 1 : 0) - colors.rows[row].values[channel]
        #expect(abs(found[row].values[16 * channel] - 4 * left) < 1e-5)
      }
    }
  }

  @Test func rowsOfRoundTripsAreThoseOfBothGraphs() {
    let both = RoundTripConditions(encoding: colors, decoding: colors).rows([2, 0])
    #expect(both.encoding?.rows == LatentBatch(rows: [[0, 0, 1], [1, 0, 0]]) && both.decoding == both.encoding)
    #expect(RoundTripConditions().rows([1]) == RoundTripConditions())
  }
}
