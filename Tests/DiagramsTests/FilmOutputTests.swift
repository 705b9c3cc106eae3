import Diagrams
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

/// Animations as files: what is in them, and that nothing else is left.
@Suite struct FilmOutputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var request: AnimateRequest {
    var request = Tiny.animate(.spline, Tiny.vectors(Tiny.draws(3, seed: 7)))
    request.frames = 5
    return request
  }

  /// A script that stands in for ffmpeg and tells what it got.
  private func fakeFFmpeg() throws -> URL {
    let program = folder.file("bin/ffmpeg")
    if FileManager.default.fileExists(atPath: program.path) { return program }
    try FileManager.default.createDirectory(at: folder.file("bin"), withIntermediateDirectories: false)
    let script = Repository.fixture("fake-ffmpeg", of: "Imaging")
    try FileManager.default.createSymbolicLink(at: program, withDestinationURL: script)
    try Data(" V....D libx264              libx264 H.264\n".utf8).write(to: folder.file("bin/encoders"))
    return program
  }

  private func write(_ request: AnimateRequest, to name: String, in studio: Studio = Studio()) throws -> Film {
    let options = Tiny.options(request, ffmpeg: name.hasSuffix("mp4") ? try fakeFFmpeg() : nil)
    let output = try FilmOutput(at: folder.file(name), options: options, overwrite: false)
    let film = try request.film(in: studio)
    let size = try output.write(film)
    #expect(size.width == 32 && size.height == 32)
    return film
  }

  @Test(arguments: ["webp", "gif", "mp4"])
  func animationsAreDrawnAgainFromTheirRecipe(_ format: String) throws {
    let film = try write(request, to: "first.\(format)")
    let recipe = try Recipe(inPictureAt: folder.file("first.\(format)"))
    #expect(recipe == film.recipe && recipe.request == request.erased)
    #expect(recipe.anchors[0].count == 3 && recipe.typicality?.first?.lengths.count == 5)
    let again = try #require(recipe.request.request as? AnimateRequest)
    _ = try write(again, to: "second.\(format)", in: Studio(session: SessionOptions(threads: 1), batch: 2))
    #expect(try Data(contentsOf: folder.file("first.\(format)")) == Data(contentsOf: folder.file("second.\(format)")))
    if format == "mp4" {
      #expect(try Data(contentsOf: folder.file("bin/frames")).count == 5 * 32 * 32 * 3)
    }
  }

  @Test func recordedLatentsStandInForDraws() throws {
    var wave = Tiny.animate(.wave)
    (wave.columns, wave.frames) = (2, 3)
    let film = try wave.film(in: Studio())
    let again = try film.recipe.withRecordedLatents(wave, picture: "w.webp")
    #expect(!again.isRandom && again.anchors.count == 3)
    #expect(try again.film(in: Studio()).allFrames() == film.allFrames())
  }

  @Test func qualityAndRateReachTheFile() throws {
    var lossy = request
    lossy.quality = 30
    lossy.framesPerSecond = 12
    _ = try write(request, to: "lossless.webp")
    _ = try write(lossy, to: "lossy.webp")
    let film = try lossy.film(in: Studio())
    #expect(film.measurements.seconds == 5.0 / 12)
    #expect(try Data(contentsOf: folder.file("lossy.webp")) != Data(contentsOf: folder.file("lossless.webp")))
  }

  // MARK: Folders

  @Test func framesInAFolderAreNumberedAndCarryTheRecipe() throws {
    let film = try request.film(in: Studio())
    let output = try FilmOutput(at: folder.file("frames/"), options: Tiny.options(request), overwrite: false)
    #expect(output.format == "png")
    try output.write(film)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("frames").path).sorted()
    #expect(names == (0..<5).map { "00000\($0).png" })
    let frames = try film.allFrames()
    for (name, frame) in zip(names, frames) {
      let file = folder.file("frames/\(name)")
      #expect(try PlanarImage(contentsOf: file).meanSquaredError(to: frame) < 0.25 / 255 / 255)
      var recipe = film.recipe
      let number = try #require(Int(name.prefix(6)))
      recipe.typicality = recipe.typicality?.map { $0[number..<number + 1] }
      #expect(try Recipe(inPictureAt: file) == recipe)
    }
    // Without --force nothing is touched; with it pictures of the same name are replaced.
    #expect(throws: FileError.self) {
      try FilmOutput(at: folder.file("frames"), options: Tiny.options(request), overwrite: false)
    }
    let jpeg = try FilmOutput(
      at: folder.file("frames"),
      options: Tiny.options(request),
      frameFormat: .jpeg,
      overwrite: true
    )
    try jpeg.write(film)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("frames").path).count == 10)
  }

  // MARK: Mistakes

  @Test(arguments: ["a.avi", "a.png", "a.svg", "a.mov"])
  func otherNamesAreRefused(_ name: String) throws {
    let error = #expect(throws: RequestError.self) {
      try FilmOutput(at: folder.file(name), options: AnimationOptions(), overwrite: false)
    }
    #expect(error?.category == .usage && error?.description.contains("\(name)/") == true)
  }

  @Test func formatsThatCannotPlayItAreToldBeforeAnyWork() throws {
    func check(_ name: String, _ category: FailureCategory, _ options: AnimationOptions, format: ImageFormat? = nil) {
      let error = #expect(throws: (any Error).self) {
        try FilmOutput(at: folder.file(name), options: options, frameFormat: format, overwrite: false)
      }
      #expect((error as? any ExplainedError)?.category == category, "\(name): \(String(describing: error))")
    }
    check("a.gif", .usage, AnimationOptions(framesPerSecond: 80))
    check("a.gif", .usage, AnimationOptions(quality: 50))
    check("a.webp", .usage, AnimationOptions(quality: 101))
    check("a.webp", .usage, AnimationOptions(framesPerSecond: 0))
    check("a.webp", .usage, AnimationOptions(framesPerSecond: .nan))
    check("a.webp", .usage, AnimationOptions(), format: .jpeg)
    check("a.mp4", .missingLibrary, AnimationOptions(ffmpeg: folder.file("nowhere")))
    check("none/a.webp", .cannotCreate, AnimationOptions())
    try Data().write(to: folder.file("there.webp"))
    check("there.webp", .cannotCreate, AnimationOptions())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["there.webp"])
  }

  @Test(arguments: ["a.webp", "a.gif", "a.mp4", "frames"])
  func aFrameThatCannotBeDecodedLeavesNothing(_ name: String) throws {
    // The tiny model adds up coordinates: these overflow to infinity and cancel to NaN.
    let bad = (0..<48).map { $0.isMultiple(of: 2) ? Float.greatestFiniteMagnitude : -.greatestFiniteMagnitude }
    var request = Tiny.animate(.points, [.vector(Tiny.draws(1).values), .vector(bad)])
    request.points = PathPoints(.grid((0..<8).map { .init(column: $0 < 7 ? 0 : 1, row: 0) }))
    request.anchorColumns = 2
    request.interpolation = .lerp
    let options = Tiny.options(request, ffmpeg: name.hasSuffix("mp4") ? try fakeFFmpeg() : nil)
    let output = try FilmOutput(at: folder.file(name), options: options, overwrite: false)
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    let film = try request.film(in: Studio(batch: 2))
    #expect(throws: (any Error).self) { try output.write(film) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == before)
  }

  @Test func framesTooLargeForAFormatAreRefused() throws {
    var wide = Tiny.animate(.walk)
    (wide.frames, wide.columns) = (1, 500)
    let output = try FilmOutput(at: folder.file("a.webp"), options: Tiny.options(wide), overwrite: false)
    let error = #expect(throws: AnimationError.self) { try output.write(try wide.film(in: Studio())) }
    #expect(error?.category == .usage)
    wide.sheet.scale = 64
    let sheet = #expect(throws: (any Error).self) { try output.write(try wide.film(in: Studio())) }
    #expect((sheet as? any ExplainedError)?.category == .usage)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
