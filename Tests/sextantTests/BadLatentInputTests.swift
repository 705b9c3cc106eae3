import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the verbs of latents, grids and animations refuse: the exit code, one sentence that names what is at fault, nothing
/// written.
@Suite struct BadLatentInputTests {
  typealias Case = BadInputTests.Case

  @Test(arguments: latents + priors + outputs + pictures)
  func isExplainedInOneSentence(_ bad: Case) async throws {
    let place = try Workplace()
    try bad.prepare(place)
    try await place.fail(bad.arguments, code: bad.code, naming: bad.words, environment: bad.environment)
  }

  // MARK: Latents

  private static let out = ["--out", "out.npy"]
  private static let ends = ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy"]
  private static let grid = ["latents", "grid", "--anchors", "a.npy"]
  private static let combine = ["latents", "combine", "--points", "a.npy", "--weights", "b.npy"]

  private static func write(_ values: [Float], rows: Int, to name: String, _ place: Workplace) throws {
    let batch = LatentBatch(count: rows, dimension: values.count / rows, values: values)
    try LatentFile.write(batch, to: place.file(name), overwrite: false)
  }

  /// `a.npy` with as many rows as are asked for, of four numbers.
  private static func rows(_ count: Int) -> @Sendable (Workplace) throws -> Void {
    { place in try place.makeLatents(count, dimension: 4, to: "a.npy") }
  }

  /// `a.json` with a number that is none.
  private static let broken: @Sendable (Workplace) throws -> Void = { place in
    try place.write("[[1, 2], [3, 1e99]]".utf8, to: "a.json")
  }

  static let latents = [
    Case("ends of several widths", ends + out, 65, ["b.npy", "3 numbers", "a.npy 4"]) { place in
      try rows(2)(place)
      try place.makeLatents(2, dimension: 3, to: "b.npy")
    },
    Case("ends of several numbers", ends + out, 65, ["b.npy", "3 rows", "a.npy has 2"]) { place in
      try rows(2)(place)
      try place.makeLatents(3, dimension: 4, to: "b.npy")
    },
    Case(
      "an infinite end",
      ["latents", "interpolate", "--from", "a.json", "--to", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    Case(
      "an infinite anchor of a path",
      ["latents", "path", "--anchors", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    Case(
      "an infinite anchor of a grid",
      ["latents", "grid", "--anchors", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    Case(
      "infinite points",
      ["latents", "combine", "--points", "a.json", "--weights", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    Case("missing anchors of a grid", grid + out, 66, ["a.npy"]),
    Case("a folder in the place of anchors", grid + out, 74, ["a.npy", "folder"]) { place in
      try FileManager.default.createDirectory(at: place.file("a.npy"), withIntermediateDirectories: false)
    },
    Case("too few anchors", grid + out, 65, ["a.npy", "5 of the 6 anchors", "--fill"], prepare: rows(5)),
    Case("too many anchors", grid + out, 64, ["7 anchors", "2 x 3 places"], prepare: rows(7)),
    Case("no spacing", grid + ["--spacing", "0"] + out, 64, ["a spacing of 0"], prepare: rows(6)),
    Case("a size that does not fit", grid + ["--rows", "5"] + out, 64, ["5 rows", "4 and 7"], prepare: rows(6)),
    Case(
      "a column too few",
      grid + ["--layout", "fan", "--cols", "1"] + out,
      64,
      ["1 columns", "at least 2"],
      prepare: rows(3)
    ),
    Case(
      "rows that are not a fan's",
      grid + ["--layout", "fan", "--rows", "1"] + out,
      64,
      ["3 anchors", "2 rows"],
      prepare: rows(3)
    ),
    Case(
      "a grid beyond the memory",
      grid + ["--layout", "gradient", "--rows", "\(Int.max)", "--cols", "\(Int.max)"] + out,
      64,
      ["2^30"],
      prepare: rows(4)
    ),
    Case(
      "rows that do not make triples",
      ["latents", "analogy", "--anchors", "a.npy"] + out,
      65,
      ["2 rows"],
      prepare: rows(2)
    ),
    Case("weights for other points", combine + out, 65, ["b.npy", "3 weights", "a.npy has 2"]) { place in
      try rows(2)(place)
      try write([1, 0, 0], rows: 1, to: "b.npy", place)
    },
    Case(
      "coordinates of another space",
      ["latents", "combine", "--points", "a.npy", "--coordinates", "b.npy"] + out,
      65,
      ["b.npy", "3 coordinates", "span 2"]
    ) { place in
      try rows(2)(place)
      try write([1, 0, 0], rows: 1, to: "b.npy", place)
    },
    Case(
      "a row that is not there",
      ["latents", "path", "--anchors", "a.npy:2"] + out,
      65,
      ["a.npy:2"],
      prepare: rows(2)
    ),
    Case(
      "frames beyond the memory",
      ["latents", "walk", "--prior", "gaussian", "--frames", "10000000", "--dimension", "1000"] + out,
      64,
      ["2^30"]
    ),
    Case(
      "a walk through more than the memory",
      ["latents", "walk", "--prior", "gaussian", "--kind", "path", "--way-points", "1000000", "--dimension", "2000"]
        + out,
      64,
      ["--way-points 1000000", "2^30"]
    ),
    Case(
      "more numbers than a file takes",
      ["latents", "sample", "--prior", "gaussian", "--dimension", "9", "--count", "\(Int.max)"] + out,
      64,
      ["2^34"]
    ),
    Case(
      "missing points",
      ["latents", "path", "--anchors", "a.npy", "--points", "p.json"] + out,
      66,
      ["p.json"],
      prepare: rows(2)
    ),
  ]

  // MARK: Priors

  private static func prior(
    _ text: String,
    _ code: Int32,
    _ words: [String],
    prepare: @escaping @Sendable (Workplace) throws -> Void = { _ in }
  ) -> Case {
    let command = ["latents", "stats", "a.npy", "--prior", text]
    return Case("the prior \(text)", command, code, words) { place in
      try rows(2)(place)
      try prepare(place)
    }
  }

  static let priors = [
    prior("gaussian:none.npy", 66, ["none.npy"]), prior("empirical:none.npy", 66, ["none.npy"]),
    prior("empirical:set.npy", 65, ["set.npy", "1 row", "at least 2"]) {
      try $0.makeLatents(1, dimension: 4, to: "set.npy")
    },
    prior("empirical:set.npy", 65, ["a.npy", "4 numbers", "is for 5"]) {
      try $0.makeLatents(9, dimension: 5, to: "set.npy")
    },
    prior("gaussian:set.npy", 65, ["set.npy", "row 1, column 0", "1e+31", "1e+30"]) { place in
      try write([0, 1, 2, 3, 1e31, 1, 2, 3], rows: 2, to: "set.npy", place)
    },
  ]

  /// Wrong texts are wrong usage, which the parser explains with the verb's usage.
  @Test(arguments: [
    ("cauchy", "'cauchy' is not a prior"), ("gaussian:0,0", "--prior gaussian:0,0"), ("sphere", "sphere:RADIUS"),
    ("empirical", "empirical:z.npy"), ("uniform:1,1", "--prior uniform:1,1"), ("gaussian:3e38,1", "single precision"),
    ("sphere:nan", "--prior sphere:nan"), ("gaussian:1,2,3", "gaussian:MEAN,SD"), ("truncated-gaussian", "BOUND"),
  ])
  func wrongPriorsAreExplained(_ text: String, _ word: String) async throws {
    let place = try Workplace()
    let result = try await place.run(["latents", "stats", "a.npy", "--prior", text])
    #expect(result.code == 64 && result.out.isEmpty && result.err.contains(word), "\(result.err)")
  }

  // MARK: Outputs

  static let outputs = [
    Case(
      "latents in a missing folder",
      ["latents", "path", "--anchors", "a.npy", "--out", "none/z.npy"],
      73,
      ["none/z.npy"],
      prepare: rows(2)
    ),
    Case(
      "latents of an unknown format",
      ["latents", "grid", "--layout", "fan", "--dimension", "3", "--out", "z.csv"],
      64,
      ["z.csv"]
    ),
    Case(
      "latents that are there already",
      ["latents", "walk", "--prior", "gaussian", "--dimension", "3", "--out", "a.npy"],
      73,
      ["a.npy", "--force"],
      prepare: rows(2)
    ),
    Case("an animation of an unknown format", walk + ["--out", "a.avi"], 64, ["a.avi", ".webp, .gif or .mp4"]),
    Case("a GIF of 80 frames a second", walk + ["--fps", "80", "--out", "a.gif"], 64, ["a.gif", "80", "1 to 50"]),
    Case("a quality beyond 100", walk + ["--quality", "120", "--out", "frames"], 64, ["--quality 120"]),
    Case("no frames a second", walk + ["--fps", "0", "--out", "frames"], 64, ["--fps 0.0"]),
    Case("an animation in a missing folder", walk + ["--out", "none/a.webp"], 73, ["none/a.webp"]),
    Case(
      "an MP4 without ffmpeg",
      walk + ["--out", "a.mp4"],
      69,
      ["a.mp4", "ffmpeg", "apt-get install ffmpeg"],
      environment: ["PATH": "/nowhere"]
    ),
    Case(
      "a format for a single file",
      walk + ["--format", "jpeg", "--out", "a.webp"],
      64,
      ["--format jpeg", "a.webp"]
    ),
    Case("a chart of an unknown format", ["interpolate", "--report", "--out", "r.pdf"] + model, 64, ["r.pdf"]),
    Case(
      "strips as SVG",
      ["interpolate", "--random-pairs", "1", "--seed", "1", "--out", "i.svg"] + model,
      64,
      ["i.svg"]
    ),
  ]

  // MARK: Pictures

  private static let model = ["--model", Workplace.model]
  private static let walk = ["animate", "--motion", "walk", "--seed", "1", "--frames", "2"] + model

  static let pictures = [
    Case("a grid without anchors", ["grid", "--out", "g.png"] + model, 64, ["--fill"]),
    Case(
      "a grid that lacks an anchor",
      ["grid", "a.npy", "--out", "g.png"] + model,
      64,
      ["1 of its 6 anchors is missing"]
    ) {
      try $0.makeLatents(5, to: "a.npy")
    },
    Case(
      "anchors of another width",
      ["grid", "a.npy", "--out", "g.png"] + model,
      65,
      ["a.npy", "4", "48"],
      prepare: rows(6)
    ),
    Case("a path without anchors", ["animate", "--motion", "path", "--out", "a.webp"] + model, 64, ["--motion path"]),
    Case(
      "a walk from anchors",
      ["animate", "random", "--motion", "walk", "--out", "a.webp"] + model,
      64,
      ["--motion walk"]
    ),
    Case("no frames", walk + ["--frames", "0", "--out", "a.webp"], 64, ["--frames 0"]),
    Case(
      "three latents for noise",
      ["animate", "random", "random", "random", "--motion", "noise", "--out", "a.webp"] + model,
      64,
      ["4 latents"]
    ),
    Case(
      "points outside",
      ["animate", "a.npy", "--points", "p.json", "--out", "a.webp"] + model,
      65,
      ["points[0]", "0 ... 1"]
    ) { place in
      try place.makeLatents(2, to: "a.npy")
      try place.write("[1.5]".utf8, to: "p.json")
    },
    Case(
      "damaged points",
      ["animate", "random", "--points", "p.json", "--out", "a.webp"] + model,
      65,
      ["p.json", "line 1"]
    ) {
      try $0.write("[[0, 0".utf8, to: "p.json")
    },
    Case(
      "a report of an even number of places",
      ["interpolate", "--report", "--steps", "4", "--out", "r.png"] + model,
      64,
      ["--steps 4"]
    ),
    Case(
      "a report of a single named pair",
      ["interpolate", "random", "random", "--report", "--out", "r.png"] + model,
      64,
      ["2 latents"]
    ),
  ]
}
