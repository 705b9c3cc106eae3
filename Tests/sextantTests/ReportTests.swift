import Imaging
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant report`.
@Suite struct ReportTests {
  private let place: Workplace
  private let command = ["report", "--set", "s", "--seed", "5"]

  init() async throws {
    place = try Workplace()
    try place.makeLabelledPictures(90)
    try await place.succeed([
      "encode", "d", "--set", "s", "--model", Workplace.model, "--posterior", "sample", "--seed", "1",
    ])
  }

  @Test func theNumbersHavePlainKeys() async throws {
    let report = try await place.report(command)
    #expect(
      report.keys == [
        "version", "command", "seed", "set", "split", "prior", "answer", "manifold", "comparison", "bands", "findings",
        "notes",
      ]
    )
    #expect(report["answer"]?.keys == ["k", "outside", "heldOutOutside", "difference"])
    let share = try #require(report["answer"]?["outside"])
    #expect(share.keys == ["count", "total", "value", "lower", "upper", "level", "method"] && share["total"] == 2000)
    #expect(report["answer"]?["difference"]?.keys == ["value", "lower", "upper", "level", "method"])
    #expect(
      report["set"]?["count"] == 90 && report["set"]?["model"] == "tiny" && report["set"]?["posterior"] == "sample"
    )
    // No split has enough of 90 pictures.
    #expect(report["split"]?["heldOutCount"] == 18 && report["split"]?["referenceCount"] == 72)
    #expect(report["split"]?["origin"]?.text?.hasPrefix("a fifth") == true && report["prior"] == "N(0, 1)")
    let results = try #require(report["manifold"]?["results"]?.elements)
    #expect(results.compactMap { $0["k"]?.number } == [1, 2, 3, 5, 10, 20, 50])
    for result in results {
      #expect(result.keys == ["k", "priorSamples", "heldOut"])
      #expect(result["heldOut"]?.keys == ["outside", "density", "outsidenessQuantiles"])
      #expect(result["priorSamples"]?["coverageQueryCount"] == 18)
      #expect((0...1).contains(result["heldOut"]?["outside"]?["value"]?.number ?? -1))
    }
    #expect(report["findings"]?.texts("topic") == ["outside", "lengths", "coordinates", "covariance", "laws"])
    #expect(report["comparison"]?["count"] == 90 && report["comparison"]?["dimension"] == 48)
    #expect(report["command"] == "sextant report --set s --seed 5 --out report.html")
    #expect(try place.names().allSatisfy { !$0.hasSuffix(".html") })
  }

  @Test func withoutAPageTheTerminalHasTheGist() async throws {
    let before = try place.names()
    let result = try await place.succeed(command)
    #expect(result.out.hasPrefix("A random sample of the prior is outside the manifold of encodings with probability "))
    let after = try place.names()
    #expect(after == before)
  }

  @Test func thePageIsWholeAndLoadsNothing() async throws {
    let result = try await place.succeed(command + ["--out", "r.html", "--plots", "plots"])
    #expect(result.notes == ["sextant: wrote r.html", "sextant: wrote plots"])
    #expect(result.out.hasPrefix("A random sample of the prior is outside the manifold"))
    #expect(result.out.contains("k = 10") && result.out.contains("difference"))
    let page = String(decoding: try place.bytes("r.html"), as: UTF8.self)
    let markup = Markup(page)
    #expect(markup.flaw == nil, "\(markup.flaw ?? "")")
    #expect(markup.elements.count { $0 == "svg" } == 7 && markup.elements.count { $0 == "section" } == 6)
    #expect(!markup.elements.contains { ["script", "link", "img", "iframe", "a"].contains($0) })
    #expect(!markup.attributes.contains { $0.hasPrefix("src=") || $0.hasPrefix("href=") || $0.hasPrefix("on") })
    let names = ["outsideness", "outside", "lengths", "deviations", "means", "distances", "spectrum"]
    for name in names { #expect(try place.picture("plots/\(name).png").width == 900) }
    // Every chart is drawn again, as lines too; what a report has not is refused.
    for name in names {
      try await place.succeed(["replay", "plots/\(name).png", "--out", "again.png", "--force"])
      #expect(try place.bytes("again.png") == place.bytes("plots/\(name).png"), "\(name)")
    }
    let replay = ["replay", "plots/lengths.png", "--out"]
    try await place.succeed(replay + ["lengths.svg"])
    try await place.succeed(["replay", "lengths.svg", "--out", "spectrum.png", "--chart", "spectrum"])
    #expect(try place.bytes("spectrum.png") == place.bytes("plots/spectrum.png"))
    // The set under another name, whose model is not asked for.
    try FileManager.default.copyItem(at: place.file("s.encodings"), to: place.file("copy.encodings"))
    try await place.succeed(replay + ["moved.svg", "--set", "copy"])
    let moved = try await place.succeed(["replay", "moved.svg", "--show"]).json()
    #expect(moved["request"]?["options"]?["report"]?["set"] == "copy")
    try await place.fail(replay + ["no.png", "--from-latents"], code: 65, naming: ["report has no anchors"])
    for (flags, words) in [
      (["--chart", "lenghts"], "--chart lenghts"), (["--model", Workplace.model], "--model"),
      (["--typical", "rescale"], "--typical"), (["--rng", "numpy"], "--rng"),
    ] {
      try await place.fail(replay + ["no.png"] + flags, code: 64, naming: [words])
    }
    // The same seed gives the same bytes.
    try await place.succeed(command + ["--out", "again.html", "--threads", "1"])
    #expect(try place.bytes("again.html") == place.bytes("r.html"))
    try await place.succeed(["report", "--set", "s", "--seed", "6", "--out", "other.html"])
    #expect(try place.bytes("other.html") != place.bytes("r.html"))
  }

  @Test func meansAreToldFromSamples() async throws {
    try await place.succeed(["encode", "d", "--set", "m", "--model", Workplace.model])
    let means = try await place.report(["report", "--set", "m", "--seed", "5", "--out", "m.html"])
    let page = String(decoding: try place.bytes("m.html"), as: UTF8.self)
    #expect(means["notes"]?.texts?.count == 1 && page.contains("<code>sextant encode --posterior sample</code>"))
    #expect(try await place.report(command)["notes"]?.texts == [])
  }

  @Test func otherLatentsAreScored() async throws {
    let latents = try place.makeLatents(25, to: "z.npy")
    let files = ["--latents", "z.npy", "--outsideness", "o.npy"]
    let report = try await place.report(command + files + ["--out", "r.html"])
    #expect(report["latents"]?["count"] == 25 && report["latents"]?["name"] == "z.npy")
    #expect(report["answer"]?["latentsOutside"]?["total"] == 25 && report["comparison"]?["count"] == 25)
    #expect(report["findings"]?.texts("topic")?.contains("latents") == true)
    let rows = try #require(report["latents"]?["outsideness"]?.elements).compactMap { $0.numbers }
    let written = try place.latents("o.npy")
    #expect(written.count == latents.count && written.dimension == 3)
    #expect(rows.joined().map { Float($0) } == written.values)
    // Larger balls are nearer.
    #expect(rows.allSatisfy { $0[0] >= $0[1] && $0[1] >= $0[2] })
    let outside = try #require(report["answer"]?["latentsOutside"]?["count"]?.number)
    #expect(Int(outside) == rows.count { $0[1] > 1 })
    #expect(Markup(String(decoding: try place.bytes("r.html"), as: UTF8.self)).flaw == nil)
    // A single latent has no covariance and no classifier.
    let single = try await place.report(command + ["--latents", "z.npy:3", "--out", "single.html"])
    #expect(single["findings"]?.texts("topic") == ["outside", "latents", "lengths", "coordinates"])
    #expect(Markup(String(decoding: try place.bytes("single.html"), as: UTF8.self)).flaw == nil)
  }

  @Test func conditionsChooseTheSetAndWhatIsHeldOut() async throws {
    let report = try await place.report(
      command + ["--where", "id < 80", "--held-out", "split = 'valid'", "-k", "2,4", "--samples", "30", "--rows", "20"]
    )
    #expect(report["set"]?["count"] == 80 && report["set"]?["condition"] == "id < 80")
    // Splits go by turns.
    #expect(report["split"]?["heldOutCount"] == 27 && report["split"]?["referenceCount"] == 53)
    #expect(report["manifold"]?["priorSampleCount"] == 30 && report["answer"]?["k"] == 4)
    #expect(report["comparison"]?["count"] == 20 && report["notes"]?.texts?.first?.hasPrefix("20 of 80") == true)
  }

  @Test func anotherPriorCanBeAskedFor() async throws {
    let wide = try await place.report(command + ["--prior", "gaussian:0,100"])
    #expect(wide["prior"] == "gaussian:0,100" && wide["answer"]?["outside"]?["value"] == 1)
    #expect(wide["answer"]?["outside"]?["method"] == "wilson")
    let learned = try await place.report(command + ["--prior", "set:s"])
    #expect(learned["prior"] == "set:s")
  }

  @Test func wrongRequestsAreExplained() async throws {
    try place.makeLatents(3, dimension: 7, to: "narrow.npy")
    try place.write("there".utf8, to: "there.html")
    let out = command + ["--out", "r.html"]
    try await place.fail(["report", "--set", "none", "--seed", "1", "--json"], code: 66, naming: ["none"])
    try await place.fail(out + ["--where", "Smiling = 7"], code: 64, naming: ["--where \"Smiling = 7\"", "90"])
    try await place.fail(out + ["--where", "Smile = 1"], code: 64, naming: ["--where", "Smile", "Smiling"])
    try await place.fail(out + ["--held-out", "Smile = 1"], code: 64, naming: ["--held-out", "Smile", "Smiling"])
    try await place.fail(
      out + ["--held-out", "id < 3"],
      code: 64,
      naming: ["--held-out id < 3", "3 are held out", "10"]
    )
    try await place.fail(out + ["--held-out", "id > 3"], code: 64, naming: ["4 are left", "11"])
    try await place.fail(out + ["--where", "id < 20"], code: 64, naming: ["4 are held out", "--held-out"])
    try await place.fail(out + ["-k", "80"], code: 64, naming: ["72", "81"])
    try await place.fail(out + ["--latents", "narrow.npy"], code: 65, naming: ["narrow.npy", "7", "48"])
    try await place.fail(out + ["--latents", "no.npy"], code: 66, naming: ["no.npy"])
    try await place.fail(command + ["--out", "there.html"], code: 73, naming: ["there.html", "--force"])
    try await place.fail(command + ["--out", "r.txt"], code: 64, naming: ["r.txt", ".html"])
    try await place.fail(command + ["--out", "no/r.html"], code: 73, naming: ["no"])
    try await place.fail(command + ["--json", "--plots", "there.html"], code: 73, naming: ["there.html"])
    for flags in [
      ["--out", "r.html", "--outsideness", "o.npy"], ["--json", "-k", "3,x"], ["--json", "-k", "5,3"],
    ] {
      let result = try await place.run(command + flags)
      #expect(result.code == 64 && result.err.hasPrefix("sextant: error: "), "\(result.err)")
    }
    let again = try await place.run(command + ["--out", "there.html", "--force", "--quiet"])
    #expect(again.code == 0 && again.out.isEmpty && again.err.isEmpty)
    #expect(try place.bytes("there.html").count > 10_000)
  }
}
