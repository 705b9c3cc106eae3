import GenerativeModels
import Imaging
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant interpolate`.
@Suite struct InterpolateTests {
  private let place: Workplace
  private let command = ["interpolate", "--model", Workplace.model]

  init() throws { place = try Workplace() }

  /// Checks the reported strips, pair after pair and method after method, against the geometry itself.
  private func check(
    _ report: JSONValue,
    ends: LatentBatch,
    steps: Int,
    methods: [InterpolationMethod] = [.lerp, .slerp]
  ) throws {
    let strips = try #require(report["results"]?["strips"]?.elements)
    try #require(strips.count == ends.count / 2 * methods.count)
    for (index, strip) in strips.enumerated() {
      let (pair, method) = (index / methods.count, methods[index % methods.count])
      let path = method.interpolate(
        from: ends[2 * pair],
        to: ends[2 * pair + 1],
        at: InterpolationMethod.places(steps)
      )
      let statistics = PriorStatistics(of: path, prior: .standardGaussian)
      #expect(strip["model"] == "tiny" && strip["pair"] == .number(Double(pair)))
      #expect(strip["method"] == .text(method.rawValue))
      #expect(strip["typicality"]?["lengths"]?.numbers == statistics.lengths, "strip \(index)")
      #expect(strip["typicality"]?["deviations"]?.numbers == statistics.deviations, "strip \(index)")
    }
  }

  @Test func reportsTheLengthsAlongEachRow() async throws {
    let model = try GenerativeModel(package: Repository.tinyModel)
    let pictures = Workplace.pictures + [Workplace.picture("a")]
    let urls = pictures.map { URL(fileURLWithPath: $0) }
    let ends = try model.encode(ImageBatch(contentsOf: urls, for: model))
    let report = try await place.report(command + pictures + ["--steps", "5", "--no-labels", "--out", "i.png"])
    #expect(report["width"] == 172 && report["height"] == 138)
    #expect(try place.picture("i.png").size == [172, 138])
    try check(report, ends: ends, steps: 5)
  }

  @Test func printsTheLengthsForPeople() async throws {
    let result = try await place.succeed(
      command + ["--random-pairs", "1", "--seed", "3", "--steps", "4", "--out", "i.png"]
    )
    let lines = result.out.split(separator: "\n")
    try #require(lines.count == 4)
    #expect(lines[0].hasPrefix("tiny, pair 1, lerp: length ") && lines[2].hasPrefix("tiny, pair 1, slerp: length "))
    #expect(lines[1].contains("sd from the prior ") && lines[1].split(separator: " ").count == 4 + 4)
    #expect(result.notes.last?.hasPrefix("sextant: wrote i.png, ") ?? false)
  }

  @Test func randomPairsAreThoseOfTheSeed() async throws {
    let report = try await place.report(command + ["--random-pairs", "2", "--seed", "9", "--out", "i.png"])
    #expect(report["seed"] == 9)
    let ends = LatentGenerator(seed: 9).sample(.standardGaussian, count: 4, dimension: 48)
    try check(report, ends: ends, steps: 9)
  }

  @Test func latentsOfFilesAndRandomOnesAreAnchors() async throws {
    let latents = try place.makeLatents(4)
    let all = try await place.report(command + ["z.npy", "--out", "all.png"])
    try check(all, ends: latents, steps: 9)
    let some = try await place.report(
      command + ["z.npy:3", "random", "--seed", "2", "--method", "slerp", "--out", "some.png"]
    )
    let random = LatentGenerator(seed: 2).sample(.standardGaussian, count: 1, dimension: 48)
    try check(some, ends: .concatenating([latents[3], random]), steps: 9, methods: [.slerp])
    #expect(try place.picture("some.png").size == [9 * 34 + 2, 36])
  }

  @Test func originalsStandBesideTheEnds() async throws {
    let ends = ["a", "b"].map(Workplace.picture)
    let flags = ["--method", "lerp", "--steps", "3"]
    try await place.succeed(command + ends + flags + ["--out", "i.png"])
    try await place.succeed(command + ends + flags + ["--originals", "--out", "o.png"])
    #expect(try place.picture("i.png").size == [3 * 34 + 2, 36])
    #expect(try place.picture("o.png").size == [5 * 34 + 2, 36])
    let strip = try place.picture("o.png").cropped(x: 34, y: 0, width: 3 * 34 + 2, height: 36)
    #expect(try strip == place.picture("i.png"))
  }

  @Test func oddNumbersOfEndsAreRefused() async throws {
    try place.makeLatents(5)
    let flags = ["--out", "i.png"]
    try await place.fail(command + [Workplace.picture("a")] + flags, code: 64, naming: ["two ends", "1 latent"])
    try await place.fail(command + ["z.npy"] + flags, code: 64, naming: ["two ends", "5 latents"])
    try await place.fail(command + flags, code: 64, naming: ["--random-pairs"])
    let endless = ["--random-pairs", "\(Int.max)", "--seed", "1"]
    try await place.fail(command + endless + flags, code: 64, naming: ["--random-pairs \(Int.max)"])
    try await place.fail(command + ["z.npy:0", "z.npy:1", "--steps", "1"] + flags, code: 64, naming: ["--steps 1"])
    try await place.fail(
      command + ["z.npy:0", "z.npy:1", "--method", "cubic"] + flags,
      code: 64,
      naming: ["lerp, slerp"]
    )
  }
}
