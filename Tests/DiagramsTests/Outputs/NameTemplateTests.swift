import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct NameTemplateTests {
  private let moment = LocalMoment(date: "20261126", time: "143005")

  private func path(_ text: String, of request: any StudioRequest, frame: Int? = nil) throws -> String {
    let name = try OutputName(NameTemplate(text), of: request, frame: frame, moment: moment)
    return name.shown(name.place)
  }

  @Test(arguments: [
    ("plain.png", "plain.png"), ("%DATE%-%TIME%.png", "20261126-143005.png"), ("%VERB%_%MODEL%.png", "sample_tiny.png"),
    ("s%SEED%.webp", "s7.webp"), ("%ROWS%x%COLS%@%SIZE%.png", "4x8@32.png"), ("100%%_%SEED%.png", "100%_7.png"),
    ("%%SEED%%.png", "%SEED%.png"), ("out/%VERB%/%SEED%.png", "out/sample/7.png"),
    ("%VERSION%.png", "\(Sextant.version).png"),
    ("%SEED%%SEED%.png", "77.png"), ("", ""),
  ])
  func keysAreFilledIn(text: String, expected: String) throws {
    var request = Tiny.sample
    request.seed = 7
    #expect(try path(text, of: request) == expected)
  }

  @Test func numbersOfSequencesAreFilledIn() throws {
    for (text, frame, expected) in [
      ("f_%d.png", 7, "f_7.png"), ("f_%04d.png", 7, "f_0007.png"), ("%FRAME%.png", 12, "0012.png"),
      ("%06d%DATE%.png", 3, "00000320261126.png"), ("%02d.png", 1234, "1234.png"), ("%d%d.png", 1, "11.png"),
    ] {
      #expect(try path(text, of: Tiny.sample, frame: frame) == expected)
      #expect(try NameTemplate(text).namesFrame)
    }
    let error = #expect(throws: RequestError.self) { try path("f_%04d.png", of: Tiny.sample) }
    #expect(error?.category == .usage && error?.description.contains("%04d is the number of a sequence") == true)
  }

  @Test func everyRequestSaysWhatItKnows() throws {
    #expect(try path("%BASENAME%_%ROWS%x%COLS%_%METHOD%", of: Tiny.jdiagram) == "a_5x7_slerp")
    #expect(try path("%METHOD%_%COLS%", of: Tiny.interpolate) == "lerp+slerp_9")
    var grid = Tiny.grid(.mine)
    grid.anchors = [.random, .sum(try AnchorSum([.init(.anchor(.item(17, set: "/sets/faces.encodings")))]))]
    grid.seed = 0
    #expect(try path("%LAYOUT%_%ROWS%_%BASENAME%_%SET%_%SEED%", of: grid) == "mine_4_faces-17_faces_0")
    (grid.layout, grid.rows) = (.fan, 3)
    #expect(try path("%ROWS%", of: grid) == "3")
    let film = Tiny.animate(.points, [.latents(reference: "dir/z.npy:3")])
    #expect(try path("%BASENAME%-%LAYOUT%-%FRAMES%", of: film) == "z-points-12")
    var mine = MineRequest()
    mine.set = "sets/faces"
    #expect(try path("%SET%%ROWS%%COLS%", of: mine) == "faces35")
    var traverse = TraverseRequest()
    traverse.attributes = [
      VectorSum(.init(vectors: "smile.vectors", name: "Smiling")),
      VectorSum(.init(vectors: "v/unblur.vectors", name: nil)),
    ]
    #expect(try path("%ATTRIBUTE%", of: traverse) == "Smiling+unblur")
    var sample = Tiny.sample
    sample.offsets = [
      LatentOffset(.init(vectors: "smile", name: "Smiling"), amount: 0.8),
      LatentOffset(.init(vectors: "unblur", name: nil), amount: -1),
    ]
    #expect(try path("%OFFSET%", of: sample) == "Smiling_0.8+unblur_-1")
  }

  @Test func partsOfNamesAreSafe() throws {
    var request = Tiny.interpolate
    for (path, part) in [
      ("/a/b/my face (1).png", "my_face_1_"), ("x/..hidden.png", "_.hidden"), ("a\nb:c*?\"<>|.jpg", "a_b_c_"),
      ("é世.png", "é世"),
      (String(repeating: "n", count: 200) + ".png", String(repeating: "n", count: 80)),
    ] {
      request.anchors = [.image(path: path)]
      #expect(try self.path("%BASENAME%.png", of: request) == part + ".png")
    }
  }

  @Test(arguments: [
    ("%DAET%.png", "did you mean %DATE%? The keys are %DATE%, %TIME%"), ("%date%.png", "did you mean %DATE%?"),
    ("%FOO%.png", "no key %FOO%; the keys are %DATE%"), ("%FOO%.png", "%d or %04d for the number of a sequence"),
    ("%FOO%.png", "%% for a percent sign"), ("50%.png", "write %% for the sign itself"),
    ("%.png", "write %%"), ("a%b", "write %%"), ("%100d.png", "write %%"), ("%DATE.png", "write %%"),
    ("%4d.png", "write %%"), ("%dates.png", "write %%"),
  ])
  func mistakesAreExplained(text: String, part: String) throws {
    let error = #expect(throws: RequestError.self) { try NameTemplate(text) }
    #expect(error?.category == .usage)
    #expect(
      error?.description.hasPrefix("--out \(text): ") == true && error?.description.contains(part) == true,
      "\(error!)"
    )
  }

  @Test func keysWithoutAValueAreRefused() throws {
    let wrong: [(String, any StudioRequest, String)] = [
      ("%SEED%", Tiny.jdiagram, "nothing in this drawing is random"),
      ("%ROWS%", Tiny.interpolate, "no value in this drawing of interpolate"),
      ("%BASENAME%", Tiny.sample, "%BASENAME%"), ("%OFFSET%", Tiny.sample, "%OFFSET%"),
      ("%FRAMES%", Tiny.sample, "%FRAMES%"),
      ("%SEQ%/a.png", Tiny.sample, "after the last slash"),
    ]
    for (text, request, part) in wrong {
      let error = #expect(throws: RequestError.self) { try path(text, of: request) }
      #expect(error?.category == .usage && error?.description.contains(part) == true, "\(String(describing: error))")
    }
  }

  @Test func charts() throws {
    let name = try OutputName(
      NameTemplate("%SET%_%DATE%.svg"),
      of: "attributes table",
      set: "x/faces.encodings",
      moment: moment
    )
    #expect(name.shown(name.place) == "faces_20261126.svg")
    #expect(throws: RequestError.self) { try OutputName(NameTemplate("%MODEL%"), of: "attributes table", set: nil) }
  }

  @Test func theClockIsReadToTheSecond() {
    let now = LocalMoment.now
    #expect(now.date.count == 8 && now.time.count == 6 && now.date >= "20240101")
    #expect((now.date + now.time).allSatisfy { $0.isNumber })
  }

  // MARK: Free numbers

  @Test func freeNumbersAreFound() throws {
    let folder = try TemporaryFolder()
    let name = try OutputName(NameTemplate(folder.url.path + "/s_%SEED%_%SEQ%.png"), of: Tiny.sample)
    #expect(name.isNumbered && name.place.lastPathComponent == "s_1_0001.png")
    let drawing = try Tiny.sample.draw(in: Studio())
    for number in 1...3 {
      let place = try name.write { try drawing.write(to: $0) }.place
      #expect(place.path == folder.url.path + "/s_1_000\(number).png" && name.shown(place) == place.path)
      #expect(try Recipe(inPictureAt: place).request == Tiny.sample.erased)
    }
    try FileManager.default.removeItem(at: folder.file("s_1_0002.png"))
    #expect(try name.write { try drawing.write(to: $0) }.place.lastPathComponent == "s_1_0002.png")
  }

  @Test func animationsAndFoldersOfFramesAreNumbered() throws {
    let folder = try TemporaryFolder()
    var request = Tiny.animate(.loop)
    request.frames = 2
    let film = try request.film(in: Studio())
    for (text, expected) in [("f%SEQ%/", "f0001"), ("f%SEQ%", "f0002"), ("f%SEQ%.gif", "f0001.gif")] {
      let name = try OutputName(NameTemplate(folder.url.path + "/" + text), of: request)
      let place = try name.write { place in
        try FilmOutput(at: place, options: Tiny.options(request), overwrite: false).write(film)
      }.place
      #expect(place.lastPathComponent == expected && FileManager.default.fileExists(atPath: place.path))
    }
    #expect(FileManager.default.fileExists(atPath: folder.file("f0002/000001.png").path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 3)
  }
}
