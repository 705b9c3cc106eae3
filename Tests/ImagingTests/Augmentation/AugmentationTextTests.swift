import Imaging
import SafeFiles
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct AugmentationTextTests {
  @Test(arguments: [
    ("blur:1.5", "blur:1.5"), ("blur:2.0", "blur:2"), ("sharpen:1", "sharpen:1"), ("sharpen:1,1", "sharpen:1"),
    ("sharpen:1,2", "sharpen:1,2"), ("shift:3,-2", "shift:3,-2"), ("rotation:1e1", "rotation:10"),
    ("grayscale", "grayscale"), ("jpeg:10", "jpeg:10"),
  ])
  func textsAreReadAndWritten(_ text: String, written: String) throws {
    let augmentation = try Augmentation(text)
    #expect(augmentation.description == written)
    #expect(try Augmentation(written) == augmentation)
    let data = try JSONEncoder().encode([augmentation])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(written)\"]")
    #expect(try JSONDecoder().decode([Augmentation].self, from: data) == [augmentation])
  }

  @Test(arguments: [
    ("blurr:2", "there is no augmentation blurr; did you mean blur?"),
    ("greyscale", "there is no augmentation greyscale; did you mean grayscale?"),
    ("", "there is no augmentation without a name; choose one of blur, sharpen, brightness"),
    ("Rotation:2", "did you mean rotation?"),
    ("blur", "blur: write blur:SD with SD from 0 to 100 pixels"),
    ("blur:", "blur:: write blur:SD with"),
    ("blur:wide", "blur:wide: write blur:SD"),
    ("blur:-1", "blur:-1: write blur:SD with SD from 0 to 100 pixels"),
    ("blur:nan", "blur:nan: write"),
    ("blur:inf", "blur:inf: write"),
    ("blur:1,2", "blur:1,2: write"),
    ("shift:3", "shift:3: write shift:X,Y with X from -1000 to 1000 pixels and Y from -1000 to 1000 pixels"),
    ("shift:3,", "shift:3,: write"),
    ("sharpen:1,0", "sharpen:1,0: write sharpen:AMOUNT[,SD] with AMOUNT from 0 to 10 and SD from 0.1 to 100 pixels"),
    ("jpeg:0", "jpeg:0: write jpeg:QUALITY with QUALITY from 1 to 100, a whole number"),
    ("jpeg:50.5", "a whole number"),
    ("zoom:0", "zoom:0: write zoom:FACTOR with FACTOR from 0.25 to 8"),
    ("grayscale:1", "grayscale:1: grayscale takes no amount; write grayscale"),
  ])
  func wrongTextsAreExplained(_ text: String, sentence: String) throws {
    let error = try #require(throws: AugmentationError.self) { try Augmentation(text) }
    #expect(error.description.contains(sentence), "\(error.description)")
    #expect(error.category == .usage)
    let json = Data("[\"\(text)\"]".utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Augmentation].self, from: json) }
  }

  @Test func everyKindIsInTheListOfForms() {
    #expect(Augmentation.forms.hasPrefix("blur:SD, sharpen:AMOUNT[,SD], "))
    for kind in Augmentation.Kind.allCases { #expect(Augmentation.forms.contains(kind.form)) }
  }

  @Test(arguments: ["hue:20", "saturation:2", "grayscale"]) func greyPicturesHaveNoColour(_ text: String) throws {
    let grey = PlanarImage(channels: 1, height: 2, width: 2, repeating: 0.5)
    let error = #expect(throws: AugmentationError.self) { try Augmentation(text).applied(to: grey) }
    #expect(error == .needsColour(text) && error?.description.contains("grey") == true)
  }
}
