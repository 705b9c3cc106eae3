import AttributeVectors
import Imaging
import Testing

@Suite struct SyntheticAttributeTests {
  @Test(arguments: [
    ("blur:1.5", "blur", "blur:1.5"), ("-blur:1.5", "unblur", "-blur:1.5"), ("soft=blur:2", "soft", "blur:2"),
    ("crisp=-blur:2.0", "crisp", "-blur:2"), ("shift:-3,2", "shift", "shift:-3,2"),
    ("-grayscale", "ungrayscale", "-grayscale"),
  ])
  func textsAreTakenApart(_ text: String, name: String, change: String) throws {
    let attribute = try SyntheticAttribute(text)
    #expect(attribute.name == name && attribute.change == change)
    #expect(attribute.isReversed == change.hasPrefix("-"))
  }

  @Test(arguments: ["=blur:1", "a:b=blur:1", "two words=blur:1"]) func namesThatNoVectorCanHaveAreRefused(
    _ text: String
  ) {
    #expect(throws: AttributeError.self) { try SyntheticAttribute(text) }
  }

  @Test(arguments: ["", "-", "--blur:1", "name=", "name=blurr:1", "blur:1=x", "blur=1"])
  func otherTextsAreNoAugmentations(_ text: String) {
    #expect(throws: (any Error).self) { try SyntheticAttribute(text) }
  }
}
