import Diagrams
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The programs in `Examples`, which the manifest builds along where `SEXTANT_STRICT` is set.
@Suite struct ExamplesTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test func theTentpoleIsTold() async throws {
    guard let program = try Self.example("tentpole") else { return }
    let result = try await place.run([], program: program)
    #expect(result.code == 0, "\(result.err)")
    let numbers = result.out.matches(of: /(?<method>[a-z]+): (?<sd>-?[\d.]+) sd, KS distance (?<distance>[\d.]+)/)
    #expect(numbers.map { String($0.method) } == ["lerp", "slerp", "matched"], "\(result.out)")
    let deviations = numbers.compactMap { Double($0.sd) }
    let distances = numbers.compactMap { Double($0.distance) }
    #expect(deviations[0] < -6 && abs(deviations[1]) < 0.2 && abs(deviations[2]) < 0.2)
    #expect(distances[0] > 0.99 && distances[1] > 0.05 && distances[2] < 0.05)
  }

  @Test func aJDiagramIsDrawnWithItsRecipe() async throws {
    guard let program = try Self.example("jdiagram") else { return }
    let result = try await place.run(Workplace.pictures + ["j.png"], program: program)
    #expect(result.code == 0 && result.out.isEmpty, "\(result.err)")
    let recipe = try Recipe(inPictureAt: place.file("j.png"))
    try await place.succeed(["replay", "j.png", "--out", "again.png"])
    #expect(try place.bytes("again.png") == place.bytes("j.png"))
    #expect(type(of: recipe.request.request).verb == "jdiagram")
  }

  /// An example's program, beside that of Sextant; nil where it is not built along.
  private static func example(_ name: String) throws -> URL? {
    let program = try Program.location.get().deletingLastPathComponent().appendingPathComponent("example-\(name)")
    return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
  }
}
