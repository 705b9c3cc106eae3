#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import SafeFiles
import TestSupport
import Testing

@testable import Imaging

/// What ffmpeg gets and what becomes of its file; a script stands in for ffmpeg.
@Suite struct MP4Tests {
  private let folder: TemporaryFolder
  private let output: URL
  private let program: URL

  init() throws {
    folder = try TemporaryFolder()
    for name in ["out", "bin"] {
      try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: false)
    }
    output = folder.file("out/a.mp4")
    program = folder.file("bin/ffmpeg")
    try FileManager.default.createSymbolicLink(
      at: program,
      withDestinationURL: Repository.fixture("fake-ffmpeg", of: "Imaging")
    )
    try offer(" V....D libx264              libx264 H.264\n V.S... mpeg4                MPEG-4 part 2\n")
  }

  private func offer(_ encoders: String) throws { try tell("encoders", encoders) }

  private func tell(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: folder.file("bin/\(name)")) }

  private func told(_ name: String) throws -> Data { try Data(contentsOf: folder.file("bin/\(name)")) }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("out").path)
  }

  private func write(_ frames: [PlanarImage], quality: Int? = nil, recipe: String? = nil) throws {
    let options = AnimationOptions(framesPerSecond: 29.97, quality: quality, ffmpeg: program)
    try TestFrames.write(frames, to: output, options: options, recipe: recipe, overwrite: true)
  }

  private func arguments() throws -> [String] {
    String(decoding: try told("arguments"), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func argument(after name: String) throws -> String? {
    let arguments = try arguments()
    return arguments.firstIndex(of: name).map { arguments[$0 + 1] }
  }

  @Test(arguments: [1, 3])
  func allFramesAreHandedOver(_ channels: Int) throws {
    // More than sockets and pipes hold.
    let two = TestFrames.moving(2, channels: channels, height: 100, width: 201)
    let frames = [two[0], two[1], two[1], two[0], two[1], two[0], two[0], two[1]]
    try write(frames, recipe: "walked")
    #expect(try told("frames") == Data(frames.flatMap(\.colourBytes)))
    #expect(try argument(after: "-video_size") == "201x100" && argument(after: "-framerate") == "29.97")
    #expect(try argument(after: "-vf")?.hasPrefix("pad=202:100:0:0:white,") == true)
    #expect(try argument(after: "-c:v") == "libx264" && argument(after: "-crf") == "18")
    #expect(try PlanarImage.recipe(inImageAt: output) == "walked")
    #expect(try names() == ["a.mp4"])
  }

  @Test(arguments: [(0, "51"), (66, "18"), (100, "1")])
  func qualitiesAreRateFactors(_ quality: Int, _ factor: String) throws {
    try write(TestFrames.moving(1), quality: quality)
    #expect(try argument(after: "-crf") == factor)
  }

  @Test func otherwiseMPEG4IsTaken() throws {
    try offer(" V.S... mpeg4                MPEG-4 part 2\n")
    for (quality, scale) in [(nil, "2"), (0, "31"), (100, "1")] {
      try write(TestFrames.moving(1), quality: quality)
      #expect(try argument(after: "-c:v") == "mpeg4" && argument(after: "-q:v") == scale)
    }
  }

  @Test func anFFmpegWithoutEncodersIsRefused() throws {
    try offer(" V....D h264_nvenc           NVIDIA\n")
    let error = try #require(throws: AnimationError.self) { try write(TestFrames.moving(1)) }
    #expect(error == .noEncoder(output, program: program) && error.category == .missingLibrary)
  }

  @Test func aMissingFFmpegIsFoundMissingBeforeAnyWork() throws {
    let options = AnimationOptions(ffmpeg: folder.file("nowhere/ffmpeg"))
    let error = try #require(throws: AnimationError.self) {
      try AnimationWriter.check(output, options: options, overwrite: false)
    }
    #expect(error.category == .missingLibrary && error.description.contains("apt-get install ffmpeg"))
  }

  @Test func programsAreFoundAsAShellFindsThem() throws {
    let bin = folder.file("bin").path
    #expect(FFmpeg.program(in: "/nonexistent::\(bin)")?.path == program.path)
    // A folder and a file that cannot be run are no programs.
    try FileManager.default.createDirectory(at: folder.file("out/ffmpeg"), withIntermediateDirectories: false)
    #expect(FFmpeg.program(in: folder.file("out").path) == nil)
    #expect(FFmpeg.program(in: "") == nil)
  }

  @Test(arguments: ["refusal", "failure"])
  func whatFFmpegSaysLastIsTheReason(_ kind: String) throws {
    try tell(kind, "first\nUnknown option 'crf'\n")
    // More than a socket holds, so that a program that does not read is noticed.
    let frames = [PlanarImage](repeating: TestPictures.smooth(height: 200, width: 200), count: 10)
    let error = try #require(throws: AnimationError.self) { try write(frames, recipe: "r") }
    #expect(error == .codec(output, format: .mp4, reason: "ffmpeg: Unknown option 'crf'"))
    #expect(error.category == .cannotCreate)
    #expect(try names().isEmpty)
  }

  @Test func aFailureOnTheWayEndsFFmpegAndLeavesNothing() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try AnimationWriter.write(to: output, width: 32, height: 24, options: AnimationOptions(ffmpeg: program)) {
        append in
        try append(TestPictures.smooth())
        throw Stop()
      }
    }
    #expect(throws: AnimationError.noFrames(output)) {
      try AnimationWriter.write(to: output, width: 2, height: 2, options: AnimationOptions(ffmpeg: program)) { _ in }
    }
    #expect(try names().isEmpty)
  }

  @Test(.enabled(if: FFmpeg.program(in: ProcessInfo.processInfo.environment["PATH"] ?? "") != nil))
  func theRealFFmpegGivesTheSameBytes() throws {
    let frames = TestFrames.moving(8)
    try TestFrames.write(frames, to: output, recipe: "walked")
    let first = try Data(contentsOf: output)
    try TestFrames.write(frames, to: output, recipe: "walked", overwrite: true)
    #expect(try Data(contentsOf: output) == first)
    #expect(AnimationFormat(signature: first) == .mp4)
    #expect(try PlanarImage.recipe(inImageAt: output) == "walked")
    // Faststart: the index stands before the pictures.
    let index = try #require(first.firstRange(of: Data("moov".utf8)))
    let pictures = try #require(first.firstRange(of: Data("mdat".utf8)))
    #expect(index.lowerBound < pictures.lowerBound)
  }
}
