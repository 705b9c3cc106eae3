#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import SafeFiles
import TestSupport
import Testing

@testable import Imaging

/// Recipes into animations and out again.
@Suite struct AnimationRecipeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let recipes: [String] = [
    "", #"{"verb":"walk","seed":7}"#, "Grüße, 世界 👩‍👩‍👧‍👦 e\u{301} é", "<a>&amp; ]]></a>", "nul\u{0}inside", "sextant:",
    "base64:",
    String(repeating: "é<&", count: 20_000),
  ]

  @Test(arguments: ["a.webp", "a.gif"], recipes)
  func isReadBackExactly(_ name: String, _ recipe: String) throws {
    let url = folder.file(name)
    try TestFrames.write(TestFrames.moving(3, height: 4, width: 4), to: url, recipe: recipe)
    let read = try #require(try PlanarImage.recipe(inImageAt: url))
    #expect(Array(read.utf8) == Array(recipe.utf8))
  }

  @Test(arguments: recipes)
  func isReadBackFromABoxExactly(_ recipe: String) throws {
    let url = folder.file("a.mp4")
    let box = XMPBox.bytes(of: XMPPacket.recipe(recipe).text)
    // A box with a long size, ours, and one that goes on to the end.
    let long: [UInt8] = [0, 0, 0, 1] + Array("free".utf8) + [0, 0, 0, 0, 0, 0, 0, 18, 1, 2]
    try Data(Self.beginning + long + box + [0, 0, 0, 0] + Array("mdat".utf8) + [9]).write(to: url)
    let read = try #require(try PlanarImage.recipe(inImageAt: url))
    #expect(Array(read.utf8) == Array(recipe.utf8))
  }

  /// The first box of an MP4.
  private static let beginning: [UInt8] = [0, 0, 0, 16] + Array("ftypisom".utf8) + [0, 0, 0, 0]

  @Test(arguments: ["a.webp", "a.gif"])
  func animationsWithoutHaveNone(_ name: String) throws {
    let url = folder.file(name)
    try TestFrames.write(TestFrames.moving(3), to: url)
    #expect(try PlanarImage.recipe(inImageAt: url) == nil)
  }

  @Test func foreignFilesHaveNone() throws {
    let url = folder.file("a.mp4")
    try Data(Self.beginning).write(to: url)
    #expect(try PlanarImage.recipe(inImageAt: url) == nil)
    try Data(Self.beginning + XMPBox.bytes(of: "<x:xmpmeta/>")).write(to: url)
    #expect(try PlanarImage.recipe(inImageAt: url) == nil)
  }

  @Test func anotherProgramsCommentIsSteppedOver() throws {
    let url = folder.file("a.gif")
    try TestFrames.write(TestFrames.moving(2), to: url, recipe: "ours")
    var bytes = try Data(contentsOf: url)
    let place = try #require(bytes.firstRange(of: Data([0x21, 0xFE])))
    bytes.insert(contentsOf: [0x21, 0xFE, 2] + Array("hi".utf8) + [0], at: place.lowerBound)
    try bytes.write(to: url)
    #expect(try PlanarImage.recipe(inImageAt: url) == "ours")
  }

  @Test func whatIsCutOffIsAnError() throws {
    let (gif, mp4) = (folder.file("a.gif"), folder.file("a.mp4"))
    try TestFrames.write(TestFrames.moving(2, channels: 1, height: 4, width: 4), to: gif)
    let bytes = [UInt8](try Data(contentsOf: gif))
    for count in 6..<bytes.count {
      #expect(throws: GIFComment.Malformed.self) { try GIFComment.recipe(in: Array(bytes.prefix(count))) }
    }
    try Data(bytes.dropLast()).write(to: gif)
    let error = #expect(throws: AnimationError.self) { try PlanarImage.recipe(inImageAt: gif) }
    #expect(error == .damaged(gif, format: .gif, reason: "the file ends early") && error?.category == .badData)

    let whole = Self.beginning + XMPBox.bytes(of: "<x/>")
    for count in Self.beginning.count + 1..<whole.count {
      #expect(throws: XMPBox.Malformed.self) { try XMPBox.packet(in: whole.prefix(count)) }
    }
    try Data(whole.dropLast()).write(to: mp4)
    #expect(throws: AnimationError.damaged(mp4, format: .mp4, reason: "the file ends early")) {
      try PlanarImage.recipe(inImageAt: mp4)
    }
  }

  @Test func corruptBytesAreErrorsOrHaveARecipeOrNone() throws {
    let url = folder.file("a.gif")
    try TestFrames.write([PlanarImage(channels: 1, height: 3, width: 3, repeating: 0)], to: url, recipe: "r")
    let gif = [UInt8](try Data(contentsOf: url))
    for place in 6..<gif.count {
      for value: UInt8 in [0, 0x21, 0x3B, 0x80, 0xFF] {
        var corrupt = gif
        corrupt[place] = value
        do { _ = try GIFComment.recipe(in: corrupt) } catch is GIFComment.Malformed {}
      }
    }
    let mp4 = Self.beginning + XMPBox.bytes(of: "<x/>")
    for place in mp4.indices {
      for value: UInt8 in [0, 1, 0x80] {
        var corrupt = mp4
        corrupt[place] = value
        do { _ = try XMPBox.packet(in: corrupt) } catch is XMPBox.Malformed {}
      }
    }
  }

  @Test func aRecipeThatWasChangedIsAnError() throws {
    let url = folder.file("a.gif")
    try TestFrames.write(TestFrames.moving(2), to: url, recipe: "nul\u{0}")
    var bytes = try Data(contentsOf: url)
    let place = try #require(bytes.firstRange(of: Data("base64:".utf8)))
    bytes[place.upperBound] = UInt8(ascii: "!")
    try bytes.write(to: url)
    #expect(throws: AnimationError.damaged(url, format: .gif, reason: "its recipe was changed")) {
      try PlanarImage.recipe(inImageAt: url)
    }
  }
}
