import Testing

/// What grids, animations and charts cannot be drawn from, and what no latents, grids, animations and charts can be written
/// to, once through the program.
@Suite struct BadDrawingTests {
  @Test(arguments: outputs + pictures)
  func isExplainedInOneSentence(_ bad: BadInput) async throws { try await bad.isExplainedInOneSentence() }

  private static let model = ["--model", Workplace.model]
  private static let walk = ["animate", "--motion", "walk", "--seed", "1", "--frames", "2"] + model

  static let outputs = [
    BadInput(
      "latents in a missing folder",
      ["latents", "path", "--anchors", "a.npy", "--out", "none/z.npy"],
      73,
      ["none/z.npy"],
      prepare: BadInput.rows(2)
    ),
    BadInput(
      "latents of an unknown format",
      ["latents", "grid", "--layout", "fan", "--dimension", "3", "--out", "z.csv"],
      64,
      ["z.csv"]
    ),
    BadInput(
      "latents that are there already",
      ["latents", "walk", "--prior", "gaussian", "--dimension", "3", "--out", "a.npy"],
      73,
      ["a.npy", "--force"],
      prepare: BadInput.rows(2)
    ),
    BadInput("an animation of an unknown format", walk + ["--out", "a.avi"], 64, ["a.avi", ".webp, .gif or .mp4"]),
    BadInput("a GIF of 80 frames a second", walk + ["--fps", "80", "--out", "a.gif"], 64, ["a.gif", "80", "1 to 50"]),
    BadInput("a quality beyond 100", walk + ["--quality", "120", "--out", "frames"], 64, ["--quality 120"]),
    BadInput("no frames a second", walk + ["--fps", "0", "--out", "frames"], 64, ["--fps 0.0"]),
    BadInput("an animation in a missing folder", walk + ["--out", "none/a.webp"], 73, ["none/a.webp"]),
    BadInput(
      "an MP4 without ffmpeg",
      walk + ["--out", "a.mp4"],
      69,
      ["a.mp4", "ffmpeg", "apt-get install ffmpeg"],
      environment: ["PATH": "/nowhere"]
    ),
    BadInput(
      "a format for a single file",
      walk + ["--format", "jpeg", "--out", "a.webp"],
      64,
      ["--format jpeg", "a.webp"]
    ),
    BadInput("a chart of an unknown format", ["interpolate", "--report", "--out", "r.pdf"] + model, 64, ["r.pdf"]),
    BadInput(
      "strips as SVG",
      ["interpolate", "--random-pairs", "1", "--seed", "1", "--out", "i.svg"] + model,
      64,
      ["i.svg"]
    ),
  ]

  static let pictures = [
    BadInput("a grid without anchors", ["grid", "--out", "g.png"] + model, 64, ["--fill"]),
    BadInput(
      "a grid that lacks an anchor",
      ["grid", "a.npy", "--out", "g.png"] + model,
      64,
      ["1 of its 6 anchors is missing"]
    ) {
      try $0.makeLatents(5, to: "a.npy")
    },
    BadInput(
      "anchors of another width",
      ["grid", "a.npy", "--out", "g.png"] + model,
      65,
      ["a.npy", "4", "48"],
      prepare: BadInput.rows(6)
    ),
    BadInput(
      "a path without anchors",
      ["animate", "--motion", "path", "--out", "a.webp"] + model,
      64,
      ["--motion path"]
    ),
    BadInput(
      "a walk from anchors",
      ["animate", "random", "--motion", "walk", "--out", "a.webp"] + model,
      64,
      ["--motion walk"]
    ),
    BadInput("no frames", walk + ["--frames", "0", "--out", "a.webp"], 64, ["--frames 0"]),
    BadInput(
      "three latents for noise",
      ["animate", "random", "random", "random", "--motion", "noise", "--out", "a.webp"] + model,
      64,
      ["4 latents"]
    ),
    BadInput(
      "points outside",
      ["animate", "a.npy", "--points", "p.json", "--out", "a.webp"] + model,
      65,
      ["points[0]", "0 ... 1"]
    ) { place in
      try place.makeLatents(2, to: "a.npy")
      try place.write("[1.5]".utf8, to: "p.json")
    },
    BadInput(
      "damaged points",
      ["animate", "random", "--points", "p.json", "--out", "a.webp"] + model,
      65,
      ["p.json", "line 1"]
    ) {
      try $0.write("[[0, 0".utf8, to: "p.json")
    },
    BadInput(
      "a report of an even number of places",
      ["interpolate", "--report", "--steps", "4", "--out", "r.png"] + model,
      64,
      ["--steps 4"]
    ),
    BadInput(
      "a report of a single named pair",
      ["interpolate", "random", "random", "--report", "--out", "r.png"] + model,
      64,
      ["2 latents"]
    ),
  ]
}
