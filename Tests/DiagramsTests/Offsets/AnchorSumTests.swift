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

@Suite struct AnchorSumTests {
  private let model: GenerativeModel
  private let vectors: TinyVectors

  init() throws {
    model = try GenerativeModel(package: Repository.tinyModel)
    vectors = try TinyVectors()
  }

  private func latents(of anchor: Anchor, seed: UInt64? = nil, posterior: PosteriorChoice = .mean) throws -> LatentBatch
  {
    var request = Tiny.interpolate
    (request.anchors, request.seed, request.posterior) = ([anchor, Tiny.image("b")], seed, posterior)
    return LatentBatch(rows: [try request.draw(in: Studio()).recipe.anchors[0][0]])
  }

  private func smile(_ weight: Double = 1) -> AnchorSum.Term { .init(weight: weight, .vector(vectors.smiling)) }
  private func male(_ weight: Double = 1) -> AnchorSum.Term { .init(weight: weight, .vector(vectors.unblur)) }
  private func term(_ anchor: Anchor, _ weight: Double = 1) -> AnchorSum.Term { .init(weight: weight, .anchor(anchor)) }

  // MARK: What it is

  @Test func aSumIsWhatAddingByHandGives() throws {
    let z = Tiny.draws(2)
    let encoded = try model.encode(ImageBatch(contentsOf: [URL(fileURLWithPath: Tiny.image("a").shown)], for: model))
    let sum = try AnchorSum([
      term(.vector(z[0].values), 0.5), smile(0.8), term(Tiny.image("a"), -1.5), term(.vector(z[1].values)), male(-1),
    ])
    let expected = Tiny.sum([
      (0.5, z[0]), (0.8, vectors.numbers[0]), (-1.5, encoded), (1, z[1]), (-1, vectors.numbers[1]),
    ])
    #expect(try latents(of: .sum(sum)) == expected)
  }

  /// Draws and pictures are numbered through all sums, as if each stood alone.
  @Test func drawsInSumsAreRowsOfTheSeedsTable() throws {
    let two = try AnchorSum([term(.random), term(.random, 2)])
    let draws = Tiny.draws(3)
    var request = Tiny.jdiagram
    (request.anchors, request.seed) = ([.random, .sum(two), Tiny.image("a")], 3)
    #expect(request.isRandom)
    let found = try request.draw(in: Studio()).recipe.anchors[0]
    #expect(found[0] == draws[0].values && found[1] == Tiny.sum([(1, draws[1]), (2, draws[2])]).values)
    request.seed = nil
    #expect(throws: RequestError.missingSeed) { try request.draw(in: Studio()) }
  }

  @Test func samplesOfPosteriorsInSumsHaveTheirOwnNumbers() throws {
    var request = Tiny.interpolate
    (request.seed, request.posterior) = (3, .sample)
    let plain = try request.draw(in: Studio()).recipe.anchors[0]
    request.anchors = [.sum(try AnchorSum([term(Tiny.image("a"))])), .sum(try AnchorSum([term(Tiny.image("b"))]))]
    #expect(try request.draw(in: Studio()).recipe.anchors[0] == plain)
  }

  /// Missing anchors come from a stream of their own unless all that is there are draws as they are.
  @Test func fillingTellsSumsFromDraws() throws {
    var request = Tiny.grid(.jdiagram)
    (request.rows, request.columns, request.seed, request.drawsMissing) = (2, 2, 3, true)
    request.anchors = [.sum(try AnchorSum([term(.random), smile()])), .vector(Tiny.draws(2)[1].values)]
    let found = try request.draw(in: Studio()).recipe.anchors[0]
    #expect(found.count == 3 && found[2] != Tiny.draws(3)[2].values && found[2] != found[1])
  }

  @Test func sumsShowNoOriginals() throws {
    var request = Tiny.jdiagram
    request.anchors = try Tiny.corners.map { .sum(try AnchorSum([term($0), smile(0)])) }
    var plain = Tiny.jdiagram
    plain.originals = false
    #expect(try request.draw(in: Studio()).picture == plain.draw(in: Studio()).picture)
  }

  @Test func inputsOfAllTermsAreStamped() throws {
    var request = DecodeRequest()
    (request.models, request.anchors) = ([Tiny.model], [.sum(try AnchorSum([term(Tiny.image("a")), smile(), male()]))])
    let recipe = try request.draw(in: Studio()).recipe
    #expect(recipe.inputs.map(\.path) == [Tiny.image("a").shown, vectors.smiling.shown, vectors.unblur.shown])
    let again = try JSONDecoder().decode(Recipe.self, from: Data(try recipe.text().utf8))
    #expect(again.request == request.erased)
    // From the latents that the recipe keeps, without any of them.
    let bare = try recipe.withRecordedLatents(request, picture: "d.png")
    #expect(try bare.draw(in: Studio()).picture == request.draw(in: Studio()).picture)
  }

  @Test func itemsInSumsMoveToAnotherSet() throws {
    var request = Tiny.jdiagram
    request.anchors = [
      Tiny.image("a"), .sum(try AnchorSum([smile(), term(.item(3, set: "old")), term(.item(-1, set: "old"))])),
    ]
    #expect(request.itemSet == "old")
    request.moveItems(to: "new")
    #expect(request.itemSet == "new")
    guard case .sum(let sum) = request.anchors[1] else { return #expect(Bool(false), "it stays a sum") }
    #expect(sum.anchors == [.item(3, set: "new"), .item(-1, set: "new")] && sum.terms.count == 3)
  }

  @Test func sumsOfSumsAreOneSum() throws {
    let inner = try AnchorSum([term(.random, 2), smile(0.5)])
    let sum = try AnchorSum([term(.sum(inner), -3), term(.random)])
    #expect(try sum == AnchorSum([term(.random, -6), smile(-1.5), term(.random)]))
  }

  // MARK: Text and JSON

  @Test func jsonIsAsDocumented() throws {
    let json = #"""
      {"sum":[{"anchor":"z.npy:3","weight":1},{"vector":{"name":"Smiling","vectors":"smile.vectors"},"weight":0.8},{"anchor":{"item":17,"set":"faces"},"weight":-2.5},{"vector":{"vectors":"unblur"},"weight":-1}]}
      """#
    let anchor = try JSONDecoder().decode(Anchor.self, from: Data(json.utf8))
    let expected = try AnchorSum([
      term(.latents(reference: "z.npy:3")),
      .init(weight: 0.8, .vector(VectorReference(vectors: "smile.vectors", name: "Smiling"))),
      term(.item(17, set: "faces"), -2.5), .init(weight: -1, .vector(VectorReference(vectors: "unblur", name: nil))),
    ])
    #expect(anchor == .sum(expected))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(String(decoding: try encoder.encode(anchor), as: UTF8.self) == json)
  }

  @Test(arguments: [
    #"{"sum": []}"#, #"{"sum": [{"weight": 1, "vector": {"vectors": "v", "name": "x"}}]}"#,
    #"{"sum": [{"weight": 1}]}"#,
    #"{"sum": [{"anchor": "random"}]}"#,
  ])
  func damagedJSONIsRefused(json: String) {
    #expect(throws: (any Error).self) { try JSONDecoder().decode(Anchor.self, from: Data(json.utf8)) }
  }

  private func parsed(_ text: String) throws -> AnchorSum? {
    try AnchorSum(parsing: text, among: [vectors.path("smile")]) { text in
      Anchor.itemNumber(in: text).map { .item($0, set: "faces") } ?? Anchor(parsing: text)
    }
  }

  @Test func textsAreTakenApart() throws {
    let (a, unblur, plat) = (Tiny.image("a"), vectors.path("unblur"), vectors.path("plat.json"))
    let texts = try [
      ("set:17 + 0.8*Smiling", AnchorSum([term(.item(17, set: "faces")), smile(0.8)])),
      ("\(a.shown) - 1.5*Smiling + 0.5*random", AnchorSum([term(a), smile(-1.5), term(.random, 0.5)])),
      (
        "0.5*set:3 + 0.5*set:-9 - \(unblur)",
        AnchorSum([
          term(.item(3, set: "faces"), 0.5), term(.item(-9, set: "faces"), 0.5), male(-1),
        ])
      ),
      ("-1e-3 * set:3  +  -2*Smiling", AnchorSum([term(.item(3, set: "faces"), -0.001), smile(-2)])),
      ("0.5*set:3", AnchorSum([term(.item(3, set: "faces"), 0.5)])),
      ("1*random", AnchorSum([term(.random)])),
      (
        "\(plat):0 + 2*\(plat):1",
        AnchorSum([
          term(.latents(reference: "\(plat):0")), term(.latents(reference: "\(plat):1"), 2),
        ])
      ),
      ("random + \(vectors.path("smile")):Smiling", AnchorSum([term(.random), smile()])),
    ]
    for (text, expected) in texts {
      let found = try #require(try parsed(text), "\(text)")
      #expect(found == expected, "\(text)")
      #expect(try parsed(found.shown) == found, "\(found.shown)")
    }
  }

  /// Names with signs and patterns stay what they were.
  @Test(arguments: [
    "a + b.png", "a - b.png", "2*x.png", "in - out/c.png", "in - out/*.png", "z + 1.json", "z + 1.json:1",
  ])
  func filesUnderTheWholeTextAreNoSums(name: String) throws {
    let folder = vectors.folder
    try FileManager.default.createDirectory(at: folder.file("in - out"), withIntermediateDirectories: false)
    for file in ["a + b.png", "a - b.png", "2*x.png", "x.png", "in - out/c.png"] {
      try FileManager.default.copyItem(at: URL(fileURLWithPath: Tiny.image("a").shown), to: folder.file(file))
    }
    try Data("[[1], [2]]".utf8).write(to: folder.file("z + 1.json"))
    #expect(try parsed(folder.file(name).path) == nil)
  }

  @Test(arguments: ["face.png", "set:3", "random", "*.jpg", "2*.jpg", "z.npy:3", "a+b.png", "Smiling", "x-1", ""])
  func otherTextsAreNoSums(text: String) throws { #expect(try parsed(text) == nil) }

  @Test(arguments: [
    ("set:17 + 0.8*Smilin", "did you mean Smiling?"), ("set:17 + 0,8*Smiling", "0,8 is no number"),
    ("set:17 + x*Smiling", "x is no number"), ("set:17 + *Smiling", "a number is missing"),
    ("set:17 + 0.8*", "nothing follows"), ("set:17 + - Smiling", "a term is missing"),
    ("set:17 +", "a term is missing"),
    ("+ Smiling", "a term is missing"), ("set:17 + + Smiling", "a term is missing"),
    ("Smiling - Smiling", "add them to"),
    ("0.8*Smiling", "add them to"), ("set:17 + -Smiling", "-Smiling"), ("set:17 + 0.8 Smiling", "0.8 Smiling"),
    ("none.jpg + Smiling", "none.jpg: no such file"), ("set:17 + @smile:Nobody", "Smiling"),
    ("set:17 + @none.vectors:Smiling", "none.vectors"), ("set:17 + @smile", "name one"),
  ])
  func wrongTextsAreExplained(text: String, part: String) throws {
    let text = text.replacing("@", with: vectors.folder.url.path + "/")
    let error = #expect(throws: (any Error).self) { try parsed(text) }
    #expect((error as? any ExplainedError)?.description.contains(part) == true, "\(String(describing: error))")
  }

  // MARK: What cannot be drawn

  @Test func termsOfSeveralLatentsAreRefused() throws {
    let sum = try AnchorSum([term(.random), term(.latents(reference: vectors.path("plat.json")))])
    let error = #expect(throws: RequestError.self) { try latents(of: .sum(sum), seed: 3) }
    #expect(error?.description.contains("plat.json has 2") == true)
  }

  @Test func vectorsOfAnotherModelAndSumsWithoutBoundAreRefused() throws {
    let other = AnchorSum.Term(.vector(VectorReference(vectors: vectors.path("other"), name: nil)))
    let foreign = try AnchorSum([term(.random), other])
    #expect(throws: AttributeError.self) { try latents(of: .sum(foreign), seed: 3) }
    let large = try AnchorSum([term(.random, 1e60)])
    let error = #expect(throws: RequestError.self) { try latents(of: .sum(large), seed: 3) }
    #expect(error?.description.contains("too large") == true)
    #expect(throws: RequestError.self) { try AnchorSum([term(.random, .nan)]) }
    #expect(throws: RequestError.self) { try AnchorSum([smile()]) }
  }

  @Test func sumsAreNotReconstructed() throws {
    var request = Tiny.reconstruct
    request.anchors = [.sum(try AnchorSum([term(Tiny.image("a")), smile()]))]
    let error = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(error?.description.contains("a sum has no original") == true)
  }
}
