import LatentFiles
import LatentGeometry
import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Every kind of bad latents, points and priors once through the verbs of latents.
@Suite struct BadLatentInputTests {
  @Test(arguments: latents + priors)
  func isExplainedInOneSentence(_ bad: BadInput) async throws { try await bad.isExplainedInOneSentence() }

  // MARK: Latents

  private static let out = ["--out", "out.npy"]
  private static let ends = ["latents", "interpolate", "--from", "a.npy", "--to", "b.npy"]
  private static let grid = ["latents", "grid", "--anchors", "a.npy"]
  private static let combine = ["latents", "combine", "--points", "a.npy", "--weights", "b.npy"]

  private static func write(_ values: [Float], rows: Int, to name: String, _ place: Workplace) throws {
    let batch = LatentBatch(count: rows, dimension: values.count / rows, values: values)
    try LatentFile.write(batch, to: place.file(name), overwrite: false)
  }

  /// `a.json` with a number that is none.
  private static let broken: @Sendable (Workplace) throws -> Void = { place in
    try place.write("[[1, 2], [3, 1e99]]".utf8, to: "a.json")
  }

  static let latents = [
    BadInput("ends of several widths", ends + out, 65, ["b.npy", "3 numbers", "a.npy 4"]) { place in
      try BadInput.rows(2)(place)
      try place.makeLatents(2, dimension: 3, to: "b.npy")
    },
    BadInput("ends of several numbers", ends + out, 65, ["b.npy", "3 rows", "a.npy has 2"]) { place in
      try BadInput.rows(2)(place)
      try place.makeLatents(3, dimension: 4, to: "b.npy")
    },
    BadInput(
      "an infinite end",
      ["latents", "interpolate", "--from", "a.json", "--to", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    BadInput(
      "an infinite anchor of a path",
      ["latents", "path", "--anchors", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    BadInput(
      "an infinite anchor of a grid",
      ["latents", "grid", "--anchors", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    BadInput(
      "infinite points",
      ["latents", "combine", "--points", "a.json", "--weights", "a.json"] + out,
      65,
      ["a.json"],
      prepare: broken
    ),
    BadInput("missing anchors of a grid", grid + out, 66, ["a.npy"]),
    BadInput("a folder in the place of anchors", grid + out, 74, ["a.npy", "folder"]) { place in
      try FileManager.default.createDirectory(at: place.file("a.npy"), withIntermediateDirectories: false)
    },
    BadInput("too few anchors", grid + out, 65, ["a.npy", "5 of the 6 anchors", "--fill"], prepare: BadInput.rows(5)),
    BadInput("too many anchors", grid + out, 64, ["7 anchors", "2 x 3 places"], prepare: BadInput.rows(7)),
    BadInput("no spacing", grid + ["--spacing", "0"] + out, 64, ["a spacing of 0"], prepare: BadInput.rows(6)),
    BadInput(
      "a size that does not fit",
      grid + ["--rows", "5"] + out,
      64,
      ["5 rows", "4 and 7"],
      prepare: BadInput.rows(6)
    ),
    BadInput(
      "a column too few",
      grid + ["--layout", "fan", "--cols", "1"] + out,
      64,
      ["1 columns", "at least 2"],
      prepare: BadInput.rows(3)
    ),
    BadInput(
      "rows that are not a fan's",
      grid + ["--layout", "fan", "--rows", "1"] + out,
      64,
      ["3 anchors", "2 rows"],
      prepare: BadInput.rows(3)
    ),
    BadInput(
      "a grid beyond the memory",
      grid + ["--layout", "gradient", "--rows", "\(Int.max)", "--cols", "\(Int.max)"] + out,
      64,
      ["2^30"],
      prepare: BadInput.rows(4)
    ),
    BadInput(
      "rows that do not make triples",
      ["latents", "analogy", "--anchors", "a.npy"] + out,
      65,
      ["2 rows"],
      prepare: BadInput.rows(2)
    ),
    BadInput("weights for other points", combine + out, 65, ["b.npy", "3 weights", "a.npy has 2"]) { place in
      try BadInput.rows(2)(place)
      try write([1, 0, 0], rows: 1, to: "b.npy", place)
    },
    BadInput(
      "coordinates of another space",
      ["latents", "combine", "--points", "a.npy", "--coordinates", "b.npy"] + out,
      65,
      ["b.npy", "3 coordinates", "span 2"]
    ) { place in
      try BadInput.rows(2)(place)
      try write([1, 0, 0], rows: 1, to: "b.npy", place)
    },
    BadInput(
      "a row that is not there",
      ["latents", "path", "--anchors", "a.npy:2"] + out,
      65,
      ["a.npy:2"],
      prepare: BadInput.rows(2)
    ),
    BadInput(
      "frames beyond the memory",
      ["latents", "walk", "--prior", "gaussian", "--frames", "10000000", "--dimension", "1000"] + out,
      64,
      ["2^30"]
    ),
    BadInput(
      "a walk through more than the memory",
      ["latents", "walk", "--prior", "gaussian", "--kind", "path", "--way-points", "1000000", "--dimension", "2000"]
        + out,
      64,
      ["--way-points 1000000", "2^30"]
    ),
    BadInput(
      "more numbers than a file takes",
      ["latents", "sample", "--prior", "gaussian", "--dimension", "9", "--count", "\(Int.max)"] + out,
      64,
      ["2^34"]
    ),
    BadInput(
      "missing points",
      ["latents", "path", "--anchors", "a.npy", "--points", "p.json"] + out,
      66,
      ["p.json"],
      prepare: BadInput.rows(2)
    ),
  ]

  // MARK: Priors

  private static func prior(
    _ text: String,
    _ code: Int32,
    _ words: [String],
    prepare: @escaping @Sendable (Workplace) throws -> Void = { _ in }
  ) -> BadInput {
    let command = ["latents", "stats", "a.npy", "--prior", text]
    return BadInput("the prior \(text)", command, code, words) { place in
      try BadInput.rows(2)(place)
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
}
