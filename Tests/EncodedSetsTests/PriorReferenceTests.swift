import GenerativeModels
import LatentFiles
import LatentGeometry
import SafeFiles
import TestSupport
import Testing

@testable import EncodedSets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Priors as they are named.
@Suite struct PriorReferenceTests {
  let place: SetPlace
  let latents: LatentBatch

  init() throws {
    place = try SetPlace()
    latents = LatentGenerator(seed: 3).sample(.standardGaussian, count: 20, dimension: 48)
    try LatentFile.write(latents, to: file, overwrite: false)
  }

  private var file: URL { place.temporary.file("z.npy") }

  @Test(arguments: [
    ("gaussian", Prior.standardGaussian), ("gaussian:1,2", .gaussian(mean: 1, standardDeviation: 2)),
    ("uniform", .uniform(low: -1, high: 1)), ("uniform:0,3", .uniform(low: 0, high: 3)),
    ("sphere:11.5", .sphere(radius: 11.5)),
    ("truncated-gaussian:2", .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2)),
  ])
  func shortFormsAreThoseOfPriors(text: String, prior: Prior) throws {
    let reference = try PriorReference(parsing: text)
    #expect(try reference.resolved() == prior && reference.description == text)
    #expect(try reference.resolved(dimension: 7, of: "x") == prior)
  }

  @Test func latentsAreLearnedFrom() throws {
    #expect(
      try PriorReference(parsing: "gaussian:\(file.path)").resolved()
        == .correlatedGaussian(CorrelatedGaussian(fitting: latents))
    )
    #expect(
      try PriorReference(parsing: "empirical:\(file.path)").resolved() == .empirical(EmpiricalPrior(fitting: latents))
    )
  }

  @Test func setsAreLearnedFrom() throws {
    try place.encode()
    let set = try EncodedSet(place.set("s"))
    let law = Prior.empirical(try EmpiricalPrior(fitting: set.vectors.gathered(0..<12)))
    let name = place.temporary.file("s").path
    for text in ["set:\(name)", "set:\(name).encodings", "empirical:\(name).encodings", "set:\(name).encodings/"] {
      #expect(try PriorReference(parsing: text).resolved(dimension: 48, of: "tiny") == law, "\(text)")
    }
    #expect(
      try PriorReference(parsing: "gaussian:\(name).encodings").resolved() == .correlatedGaussian(set.gaussianPrior())
    )
    // A set under another name is known by what is in it.
    try FileManager.default.moveItem(at: set.folder.url, to: place.temporary.file("plain"))
    #expect(try PriorReference(parsing: "empirical:\(place.temporary.file("plain").path)").resolved() == law)
  }

  @Test(arguments: [
    ("", "'' is not a prior"), ("cauchy", "'cauchy' is not a prior"), ("cauchy:1", "'cauchy' is not a prior"),
    ("set", "set:faces.encodings"), ("set:", "set:faces.encodings"), ("empirical", "empirical:z.npy"),
    ("empirical:", "empirical:z.npy"), ("empirical:z", "empirical:z.npy"), ("gaussian:a", "gaussian"),
    ("gaussian:1", "gaussian"), ("gaussian:0,-1", "gaussian"), ("gaussian:0,nan", "gaussian"), ("sphere", "sphere"),
    ("gaussian:0,1e31", "single precision"), ("uniform:-1e31,0", "single precision"), ("uniform:1,0", "uniform"),
  ])
  func textsThatNameNoneAreExplained(text: String, word: String) throws {
    expectExplained(.usage, naming: "--prior \(text): ", word) { _ = try PriorReference(parsing: text) }
  }

  @Test func whatCannotBeLearnedFromIsNamed() throws {
    func fail(_ category: FailureCategory, _ text: String, _ words: String...) throws {
      let reference = try PriorReference(parsing: text)
      do {
        _ = try reference.resolved()
        Issue.record("\(text) was resolved")
      } catch let error as any ExplainedError {
        #expect(error.category == category, "\(error)")
        for word in words { #expect(error.description.contains(word), "\(error)") }
      }
    }
    let folder = place.temporary.url.path
    try fail(.missingInput, "set:\(folder)/no", "no.encodings")
    try fail(.missingInput, "empirical:\(folder)/no.npy", "no.npy")
    try fail(.missingInput, "gaussian:\(folder)/no.encodings", "no.encodings")
    try LatentFile.write(latents[3], to: place.temporary.file("one.npy"), overwrite: false)
    try fail(.badData, "gaussian:\(folder)/one.npy", "one.npy", "1 row", "at least 2")
    try fail(.badData, "empirical:\(file.path):3", "1 row")
    var huge = latents
    huge.setRow(5, to: [Float](repeating: 2e30, count: 48))
    try LatentFile.write(huge, to: place.temporary.file("huge.npy"), overwrite: false)
    try fail(.badData, "empirical:\(folder)/huge.npy", "row 5, column 0", "1e+30")
    try place.encode(place.pictures([2]))
    try fail(.usage, "set:\(folder)/s", "a single item")
  }

  @Test func theWidthMustFit() throws {
    let reference = try PriorReference(parsing: "gaussian:\(file.path)")
    #expect(try reference.resolved(dimension: 48, of: "x").dimension == 48)
    expectExplained(.badData, naming: "the model m", "47 numbers", "z.npy", "48") {
      _ = try reference.resolved(dimension: 47, of: "the model m")
    }
  }

  @Test func inJSONItIsItsText() throws {
    for text in ["gaussian:0,2", "set:faces", "empirical:z.npy"] {
      let reference = try PriorReference(parsing: text)
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      let json = try encoder.encode([reference])
      #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
      #expect(try JSONDecoder().decode([PriorReference].self, from: json) == [reference])
    }
    #expect(throws: PriorReferenceError.self) {
      try JSONDecoder().decode([PriorReference].self, from: Data("[\"cauchy\"]".utf8))
    }
  }

  @Test func modelsTakeAnotherPrior() throws {
    let prior = try PriorReference(parsing: "gaussian:\(file.path)")
    let learned = try prior.resolved()
    let options = SessionOptions(threads: 1, spinning: false)
    let package = SetPlace.reference.with(prior: prior)
    #expect(package.prior == prior && SetPlace.reference.prior == nil && package.with(prior: nil) == SetPlace.reference)
    let model = try package.open(session: options)
    #expect(try model.prior == learned && model.encodingHash == SetPlace.model.encodingHash)
    let bare = ModelReference.bare(
      decoder: Repository.tinyModel.appendingPathComponent("decoder.onnx").path,
      encoder: Repository.tinyModel.appendingPathComponent("encoder.onnx").path,
      options: BareModelOptions(imageRange: .unit)
    )
    #expect(try bare.prior == nil && bare.with(prior: prior).open(session: options).prior == learned)
    for reference in [package, bare, bare.with(prior: prior), SetPlace.reference] {
      let json = try JSONEncoder().encode(reference)
      #expect(try JSONDecoder().decode(ModelReference.self, from: json) == reference)
    }
    try LatentFile.write(
      LatentBatch(count: 3, dimension: 4, values: (0..<12).map { Float($0 * $0) }),
      to: place.temporary.file("4.npy"),
      overwrite: false
    )
    let narrow = SetPlace.reference.with(
      prior: try PriorReference(parsing: "gaussian:\(place.temporary.file("4.npy").path)")
    )
    expectExplained(.badData, naming: "the model tiny", "48", "4") { _ = try narrow.open(session: options) }
  }

  /// Encoding does not depend on the prior: a set is its model's under any.
  @Test func aSetOfAModelWithAnotherPriorIsItsOwn() throws {
    let prior = try PriorReference(parsing: "gaussian:\(file.path)")
    let model = try SetPlace.reference.with(prior: prior).open(session: SessionOptions(threads: 1, spinning: false))
    try place.encode(place.pictures(0..<4), with: model)
    #expect(try place.encode { $0.appends = true }.count == 12)
  }
}
