import Testing

@testable import Datasets

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (0.0, 2, "0"), (1.5, 2, "1.5"), (-0.004, 2, "0"), (-0.006, 2, "-0.01"), (12.345, 1, "12.3"), (0.05, 2, "0.05"),
    (-3.999, 2, "-4"), (359.99999, 5, "359.99999"), (0.000_01, 5, "0.00001"), (123_456, 3, "123456"),
  ])
  func numbersAreShort(_ number: Double, _ places: Int, _ expected: String) {
    var text: [UInt8] = []
    DecimalText.append(number, places: places, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == expected)
  }
}
