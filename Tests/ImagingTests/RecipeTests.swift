#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import SafeFiles
import TestSupport
import Testing

/// Recipes into pictures and out again.
@Suite struct RecipeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let nasty: [String] = [
    "", " ", #"{"verb":"jdiagram","seed":7}"#, "Grüße, 世界 👩‍👩‍👧‍👦 🏳️‍🌈 e\u{301} é", "<a href=\"x\">&amp; &#13; ]]></a> '&lt;'",
    "line\nline\r\nline\rtab\t end ", "\u{FEFF}mark", "nul\u{0}inside", "\u{1}\u{8}\u{1F}\u{7F}\u{85}\u{2028}",
    "\u{FFFE}\u{FFFF}\u{10FFFF}\u{E000}", "base64:", "base64:QUJD", "\u{301}combining first", "\u{200D}\u{202E}joined",
    "</sextant:recipe>", "<sextant:sidecar>json</sextant:sidecar>", "&", "&;", "&#x0;", "%00 \\u0000",
  ]

  @Test(arguments: ImageFormat.allCases, nasty)
  func isReadBackExactly(_ format: ImageFormat, _ recipe: String) throws {
    let url = folder.file("a.\(format.rawValue)")
    try TestPictures.smooth().write(to: url, recipe: recipe)
    let read = try #require(try PlanarImage.recipe(inImageAt: url))
    // Swift's == takes canonically equal strings for equal.
    #expect(Array(read.utf8) == Array(recipe.utf8))
    #expect(!FileManager.default.fileExists(atPath: url.path + ".json"))
  }

  @Test(arguments: ImageFormat.allCases, [0, 1, 1000, 1024, 1025, 60_000, 200_000])
  func longOnesAreReadBackExactly(_ format: ImageFormat, _ count: Int) throws {
    let url = folder.file("a.\(format.rawValue)")
    let recipe = String(repeating: "é<&", count: count / 4) + "."
    try TestPictures.smooth().write(to: url, recipe: recipe)
    let read = try #require(try PlanarImage.recipe(inImageAt: url))
    #expect(Array(read.utf8) == Array(recipe.utf8))
  }

  @Test(arguments: ImageFormat.allCases)
  func picturesWithoutHaveNone(_ format: ImageFormat) throws {
    let url = folder.file("a.\(format.rawValue)")
    try TestPictures.smooth().write(to: url)
    #expect(try PlanarImage.recipe(inImageAt: url) == nil)
  }

  @Test(arguments: ["rgb.png", "rgb.jpg", "lossless.webp", "orientation-6.jpg"])
  func foreignPicturesHaveNone(_ name: String) throws {
    #expect(try PlanarImage.recipe(inImageAt: TestPictures.fixture(name)) == nil)
  }

  @Test(arguments: ImageFormat.allCases)
  func thePixelsStayTheSame(_ format: ImageFormat) throws {
    let (plain, carrying) = (folder.file("a.\(format.rawValue)"), folder.file("b.\(format.rawValue)"))
    try TestPictures.smooth().write(to: plain)
    try TestPictures.smooth().write(to: carrying, recipe: "recipe")
    #expect(try PlanarImage(contentsOf: plain) == PlanarImage(contentsOf: carrying))
  }

  @Test func textThatIsStoredAsItIsCanBeSeenInTheFile() throws {
    for format in ImageFormat.allCases {
      let bytes = try TestPictures.smooth().encoded(as: format, recipe: "plain recipe")
      #expect(bytes.contains("plain recipe".utf8), "\(format)")
    }
  }

  @Test func longTextsAreCompressedInPNG() throws {
    let recipe = String(repeating: "0.125, ", count: 10_000)
    let (plain, carrying) = (
      try TestPictures.smooth().encoded(as: .png), try TestPictures.smooth().encoded(as: .png, recipe: recipe)
    )
    #expect(carrying.count - plain.count < recipe.utf8.count / 20)
  }

  // MARK: Sidecars

  private let long = String(repeating: "[0.25, -1.5], é ", count: 6_000)

  @Test func jpegPutsALongRecipeBeside() throws {
    let url = folder.file("a.jpg")
    try TestPictures.smooth().write(to: url, recipe: long)
    #expect(try Data(contentsOf: folder.file("a.jpg.json")) == Data(long.utf8))
    #expect(try PlanarImage.recipe(inImageAt: url) == long)
    #expect(try PlanarImage(contentsOf: url).width == 32)
  }

  @Test func aSidecarThatExistsIsNotOverwritten() throws {
    let (url, sidecar) = (folder.file("a.jpg"), folder.file("a.jpg.json"))
    try Data("other".utf8).write(to: sidecar)
    #expect(throws: FileError.exists(sidecar)) { try TestPictures.smooth().write(to: url, recipe: long) }
    #expect(!FileManager.default.fileExists(atPath: url.path))
    #expect(try Data(contentsOf: sidecar) == Data("other".utf8))
    try TestPictures.smooth().write(to: url, recipe: long, overwrite: true)
    #expect(try PlanarImage.recipe(inImageAt: url) == long)
  }

  @Test func anUnrelatedFileBesideIsNoRecipe() throws {
    let url = folder.file("a.jpg")
    try TestPictures.smooth().write(to: url)
    try Data("another program's".utf8).write(to: folder.file("a.jpg.json"))
    #expect(try PlanarImage.recipe(inImageAt: url) == nil)
  }

  @Test func aLostSidecarIsMissed() throws {
    let url = folder.file("a.jpg")
    try TestPictures.smooth().write(to: url, recipe: long)
    try FileManager.default.removeItem(at: folder.file("a.jpg.json"))
    #expect(throws: FileError.missing(folder.file("a.jpg.json"))) { try PlanarImage.recipe(inImageAt: url) }
  }

  @Test func aSegmentIsFilledToItsLastByte() throws {
    // The packet around the recipe is the same for every recipe: find its size, then the longest that fits.
    let url = folder.file("a.jpg")
    let image = TestPictures.smooth()
    let around = try image.encoded(as: .jpeg, recipe: "").count - image.encoded(as: .jpeg).count
    let longest = String(repeating: "x", count: 65_533 + 4 - around)
    try image.write(to: url, recipe: longest)
    #expect(!FileManager.default.fileExists(atPath: url.path + ".json"))
    #expect(try PlanarImage.recipe(inImageAt: url) == longest)
    #expect(throws: ImageWritingError.self) { try image.encoded(as: .jpeg, recipe: longest + "x") }
  }

  @Test func inMemoryALongRecipeIsRefused() throws {
    let error = try #require(throws: ImageWritingError.self) {
      try TestPictures.smooth().encoded(as: .jpeg, recipe: long)
    }
    #expect(error.category == .usage && error.description.contains("PNG"))
  }

  @Test func aRecipeThatWasChangedIsAnError() throws {
    var bytes = try TestPictures.smooth().encoded(as: .jpeg, recipe: "<one>")
    let range = try #require(bytes.firstRange(of: Data("&lt;one&gt;".utf8)))
    bytes.replaceSubrange(range, with: Data("&xt;one&gt;".utf8))
    let url = folder.file("a.jpg")
    try bytes.write(to: url)
    let error = try #require(throws: ImageReadingError.self) { try PlanarImage.recipe(inImageAt: url) }
    #expect(error.category == .badData && error.description.hasPrefix(url.shownPath))
  }
}
