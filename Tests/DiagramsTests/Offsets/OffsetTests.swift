import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct OffsetTests {
  private let model: GenerativeModel
  private let vectors: TinyVectors

  init() throws {
    model = try GenerativeModel(package: Repository.tinyModel)
    vectors = try TinyVectors()
  }

  /// The request with the offsets, and as far from the prior as it comes.
  private func offset<Request: StudioRequest>(_ request: Request) -> Request {
    var request = request
    (request.offsets, request.typical) = (vectors.offsets, .off)
    return request
  }

  private func check(_ picture: PlanarImage, shows latents: LatentBatch, columns: Int, from column: Int = 0) throws {
    let decoded = try model.decode(latents)
    for index in 0..<latents.count {
      let cell = try picture.tinyCell(row: index / columns, column: column + index % columns)
      #expect(cell == decoded[index], "cell \(index)")
    }
  }

  // MARK: Every verb decodes what adding by hand gives

  @Test func samples() throws {
    var request = offset(Tiny.sample)
    (request.rows, request.columns) = (2, 3)
    let drawing = try request.draw(in: Studio())
    let expected = vectors.moved(Tiny.draws(6, seed: 1))
    try check(drawing.picture, shows: expected, columns: 3)
    let measured = try #require(drawing.measurements as? SampleMeasurements)
    #expect(measured.samples[0].typicality == Typicality(of: expected, prior: model.prior))
  }

  @Test func gridsAndJDiagrams() throws {
    let anchors = Tiny.draws(4)
    var request = offset(Tiny.grid(.gradient))
    (request.rows, request.columns, request.anchors) = (3, 4, Tiny.vectors(anchors))
    let slerp = Interpolator(.slerp, dimension: 48)
    let grid = try LatentGrid(.gradient, rows: 3, columns: 4).latents(anchors: anchors, slerp)
    try check(request.draw(in: Studio()).picture, shows: vectors.moved(grid), columns: 4)

    var jdiagram = offset(Tiny.jdiagram)
    (jdiagram.rows, jdiagram.columns, jdiagram.anchors) = (2, 3, Tiny.vectors(anchors[0..<3]))
    let corners = try LatentGrid(.jdiagram, rows: 2, columns: 3).latents(anchors: anchors[0..<3], slerp)
    try check(jdiagram.draw(in: Studio()).picture, shows: vectors.moved(corners), columns: 3)
  }

  @Test func stripsAndReconstructions() throws {
    let ends = Tiny.draws(2)
    var strip = offset(Tiny.interpolate)
    (strip.anchors, strip.methods, strip.steps) = (Tiny.vectors(ends), [.slerp], 4)
    let path = Interpolator(.slerp, dimension: 48)
      .interpolate(from: ends[0], to: ends[1], at: InterpolationMethod.places(4))
    try check(strip.draw(in: Studio()).picture, shows: vectors.moved(path), columns: 4)

    let request = offset(Tiny.reconstruct)
    let urls = Tiny.corners.map { URL(fileURLWithPath: $0.shown) }
    let encoded = try model.encode(ImageBatch(contentsOf: urls, for: model))
    let decoded = try model.decode(vectors.moved(encoded))
    let picture = try request.draw(in: Studio()).picture
    for column in 0..<3 { #expect(try picture.tinyCell(row: 1, column: column) == decoded[column]) }
    // Originals stay what they are.
    #expect(
      try picture.tinyCell(row: 0, column: 1) == Tiny.reconstruct.draw(in: Studio()).picture.tinyCell(row: 0, column: 1)
    )
  }

  @Test func frames() throws {
    let anchors = Tiny.draws(3)
    let film = try offset(Tiny.animate(.path, Tiny.vectors(anchors))).film(in: Studio())
    let path = AnchorPath(through: anchors, Interpolator(.slerp, dimension: 48), isClosed: true, pacing: .byAngle)
    let latents = path.latents(at: (0..<12).map { Double($0) / 12 })
    #expect(try film.allFrames() == model.decode(vectors.moved(latents)).pictures)
    #expect(film.recipe.inputs.map(\.path) == vectors.offsets.map(\.reference.shown))
  }

  @Test func singleLatentsAndFoldersOfPictures() throws {
    let latents = Tiny.draws(3)
    var request = offset(DecodeRequest())
    (request.models, request.anchors) = ([Tiny.model], Tiny.vectors(latents[1]))
    let decoded = try model.decode(vectors.moved(latents))
    #expect(try request.draw(in: Studio()).picture == decoded[1])

    let file = vectors.folder.file("z.json")
    try JSONEncoder().encode((0..<3).map { latents[$0].values }).write(to: file)
    let output = try FrameOutput(at: vectors.folder.file("frames"), overwrite: false)
    let found = try Studio()
      .decode(.latents(reference: file.path), with: Tiny.model, to: output, offsets: vectors.offsets)
    #expect(found.typicality == Typicality(of: vectors.moved(latents), prior: model.prior))
    let frame = vectors.folder.file("frames/000002.png")
    #expect(try PlanarImage(contentsOf: frame).meanSquaredError(to: decoded[2]) < 0.25 / 255 / 255)
    // And again from its recipe.
    let again = try #require(try Recipe(inPictureAt: frame).request.request as? any DiagramRequest)
    try again.draw(in: Studio()).write(to: vectors.folder.file("again.png"))
    #expect(try Data(contentsOf: vectors.folder.file("again.png")) == Data(contentsOf: frame))
  }

  @Test func reportsMeasureWhatIsDecoded() throws {
    var request = Tiny.report
    (request.offsets, request.picturePairs, request.methods) = (vectors.offsets, 3, [.lerp])
    let report = try #require(try request.draw(in: Studio()).measurements as? InterpolationReport)
    let ends = vectors.moved(Tiny.draws(400)).lengths()
    #expect(abs(report.ends.meanLength - ends.reduce(0, +) / 400) < 1e-9)
    request.offsets = []
    let plain = try #require(try request.draw(in: Studio()).measurements as? InterpolationReport)
    #expect(plain.pictures?.methods[0].reencoding != report.pictures?.methods[0].reencoding)
  }

  // MARK: What is said of it

  @Test func warningsSpeakOfWhatIsDecodedAndRescalingComesAfter() throws {
    var request = Tiny.sample
    request.offsets = [LatentOffset(vectors.smiling, amount: 5)]
    let warned = try request.draw(in: Studio())
    #expect(warned.notes.contains { $0.contains("32 of 32 cells") && $0.contains("too long") })
    request.typical = .rescale
    let rescaled = try #require(try request.draw(in: Studio()).measurements as? SampleMeasurements)
    #expect(rescaled.samples[0].typicality.deviations.allSatisfy { abs($0 ?? .infinity) < 4.001 })
  }

  @Test func offsetsThatCancelChangeNothing() throws {
    var request = Tiny.sample
    request.offsets = [LatentOffset(vectors.smiling, amount: 2), LatentOffset(vectors.smiling, amount: -2)]
    let drawing = try request.draw(in: Studio())
    #expect(try drawing.picture == Tiny.sample.draw(in: Studio()).picture)
    #expect(drawing.recipe.inputs.count == 1)
  }

  @Test func recipesStampTheVectorsAndReplayChecksThem() throws {
    let request = offset(Tiny.sample)
    let recipe = try request.draw(in: Studio()).recipe
    let smile = try VectorSet(named: vectors.path("smile"))
    #expect(recipe.inputs.map(\.path) == [vectors.smiling.shown, vectors.path("unblur")])
    #expect(recipe.inputs[0].sha256 == smile.sha256)
    let read = try JSONDecoder().decode(Recipe.self, from: Data(try recipe.text().utf8))
    #expect(read.request == request.erased)

    try VectorSet(entries: smile.entries, vectors: Tiny.draws(2, seed: 5), model: smile.model)
      .write(named: vectors.path("smile"), overwrite: true)
    let now = try request.draw(in: Studio()).recipe
    let error = #expect(throws: RequestError.self) {
      try recipe.checkInputs(of: now, replayed: request, original: request, picture: "s.png")
    }
    #expect(error?.description.contains("smile:Smiling has changed") == true)
    #expect(error?.description.contains("--no-offset") == true)
  }

  @Test(arguments: [
    "sample", "reconstruct", "interpolate", "jdiagram", "grid", "animate", "neighbors", "mine", "decode",
  ])
  func recipesOfBeforeHaveNone(verb: String) throws {
    let json = #"{"verb": "\#(verb)", "options": {"seed": 4}}"#
    let request = try JSONDecoder().decode(AnyDiagramRequest.self, from: Data(json.utf8)).request
    #expect(request.offsets.isEmpty && request.seed == 4)
  }

  @Test func walksOfBeforeAreRead() throws {
    let json = #"{"set": "/s", "centers": [1, null], "next": [], "request": {"set": "/s", "rows": 2}}"#
    let walk = try JSONDecoder().decode(HopFile.self, from: Data(json.utf8))
    #expect(walk.request?.offsets == [] && walk.request?.rows == 2 && walk.centers == [1, nil])
    #expect(try JSONDecoder().decode(HopFile.self, from: JSONEncoder().encode(walk)) == walk)
  }

  // MARK: What cannot be added

  @Test func vectorsOfOtherModelsAndWidthsAreRefused() throws {
    var request = Tiny.sample
    request.offsets = [LatentOffset(VectorReference(vectors: vectors.path("other"), name: nil))]
    let other = #expect(throws: AttributeError.self) { try request.draw(in: Studio()) }
    #expect(other?.description.contains("another") == true && other?.description.contains("tiny") == true)

    try Data("[[1, 2]]".utf8).write(to: vectors.folder.file("narrow.json"))
    request.offsets = [LatentOffset(VectorReference(vectors: vectors.path("narrow.json"), name: "0"))]
    let width = #expect(throws: AttributeError.self) { try request.draw(in: Studio()) }
    #expect(width?.description.contains("2 numbers") == true && width?.description.contains("48") == true)

    // Each of several models must have them.
    request.models.append(.package(Repository.fixture("signed", of: "GenerativeModels").path))
    request.offsets = [LatentOffset(vectors.smiling)]
    let second = #expect(throws: AttributeError.self) { try request.draw(in: Studio()) }
    #expect(second?.description.contains("made with the model tiny") == true)
    // A file that names no model fits all that are as wide.
    request.offsets = [LatentOffset(VectorReference(vectors: vectors.path("plat.json"), name: "1"))]
    #expect(throws: Never.self) { try request.draw(in: Studio()) }
  }

  @Test(arguments: [Double.nan, .infinity, 1e300, 3e38])
  func amountsWithoutBoundAreRefused(amount: Double) throws {
    var request = Tiny.sample
    request.offsets = [LatentOffset(vectors.smiling, amount: amount)]
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.category == .usage && error?.description.contains("--offset") == true)
  }

  // MARK: Names

  @Test func textsAreTakenApart() throws {
    let (smile, plat, unblur) = (vectors.path("smile"), vectors.path("plat.json"), vectors.path("unblur"))
    func offset(_ vectors: String, _ name: String?, _ amount: Double) -> LatentOffset {
      LatentOffset(VectorReference(vectors: vectors, name: name), amount: amount)
    }
    let texts = [
      ("Smiling", offset(smile, "Smiling", 1)), ("Smiling:-0.5", offset(smile, "Smiling", -0.5)),
      ("\(unblur):-1.0", offset(unblur, nil, -1)), (unblur, offset(unblur, nil, 1)),
      ("\(unblur).vectors:+2e-1", offset("\(unblur).vectors", nil, 0.2)),
      ("\(smile):Male:3", offset(smile, "Male", 3)), ("\(smile).vectors:Male", offset("\(smile).vectors", "Male", 1)),
      ("\(plat):1", offset(plat, "1", 1)), ("\(plat):1:-2", offset(plat, "1", -2)), ("1", offset(plat, "1", 1)),
      ("0:.5", offset(plat, "0", 0.5)),
    ]
    for (text, expected) in texts {
      let found = try LatentOffset(parsing: text, among: [smile, plat])
      #expect(found == expected, "\(text)")
      #expect(try LatentOffset(parsing: found.shown, among: []) == found)
      #expect(try JSONDecoder().decode(LatentOffset.self, from: JSONEncoder().encode(found)) == found)
    }
  }

  @Test(arguments: [
    ("Smiling:0,8", "0,8 is no number"), ("Smilin:2", "did you mean Smiling?"), ("Smilin", "did you mean Smiling?"),
    ("Smiling:", "an amount follows"), (":2", "name stands before"), ("@smile:2", "name one"), ("@smile:Mal", "Male"),
    ("@none.vectors:Smiling:1", "none.vectors"), ("Smiling:nan", "Smiling"), ("@plat.json:7", "name one"),
  ])
  func wrongTextsAreExplained(text: String, part: String) throws {
    let text = text.replacing("@", with: vectors.folder.url.path + "/")
    let error = #expect(throws: (any Error).self) {
      try LatentOffset(parsing: text, among: [vectors.path("smile")])
    }
    #expect((error as? any ExplainedError)?.description.contains(part) == true, "\(String(describing: error))")
  }
}

extension ImageBatch {
  /// All pictures, one by one.
  fileprivate var pictures: [PlanarImage] { (0..<count).map { self[$0] } }
}
