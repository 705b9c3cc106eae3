import TestSupport
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Every place and form in which nothing can be written, and every machine on which nothing can be drawn, once through the
/// program.
@Suite struct BadOutputTests {
  @Test(arguments: outputs + machine)
  func isExplainedInOneSentence(_ bad: BadInput) async throws { try await bad.isExplainedInOneSentence() }

  private static let model = ["--model", Workplace.model]

  private static let sample = ["sample", "--seed", "1", "--rows", "1", "--cols", "1"] + model
  private static let draw = [
    "latents", "sample", "--prior", "gaussian", "--dimension", "3", "--count", "2", "--seed", "1",
  ]

  static let outputs = [
    BadInput("a picture in a missing folder", sample + ["--out", "none/s.png"], 73, ["none/s.png", "does not exist"]),
    BadInput("a picture in a file", sample + ["--out", "file/s.png"], 73, ["file/s.png", "not a folder"]) { place in
      try place.write("a file".utf8, to: "file")
    },
    BadInput("a picture where a folder is", sample + ["--out", "s.png", "--force"], 73, ["s.png", "folder"]) { place in
      try FileManager.default.createDirectory(at: place.file("s.png"), withIntermediateDirectories: false)
    },
    BadInput("a picture where nothing can be written", sample + ["--out", "/proc/s.png"], 73, ["/proc/s.png"]),
    BadInput("a picture of an unknown format", sample + ["--out", "s.gif"], 64, ["s.gif", ".png, .jpg or .webp"]),
    BadInput("a picture without a format", sample + ["--out", "s"], 64, ["s", ".png, .jpg or .webp"]),
    BadInput("latents in a missing folder", draw + ["--out", "none/z.npy"], 73, ["none/z.npy"]),
    BadInput("latents where nothing can be written", draw + ["--out", "/proc/z.npy"], 73, ["/proc/z.npy"]),
    BadInput("latents of an unknown format", draw + ["--out", "z.csv"], 64, ["z.csv", ".npy or .json"]),
    BadInput("frames in a missing folder", ["decode", "z.npy", "--out", "none/frames"] + model, 73, ["none"]) { place in
      try place.makeLatents(1)
    },
    BadInput(
      "frames where nothing can be written",
      ["decode", "z.npy", "--out", "/proc/frames"] + model,
      73,
      ["/proc/frames"]
    ) {
      place in try place.makeLatents(1)
    },
    BadInput(
      "a sheet of too many pixels",
      sample + ["--out", "s.png", "--scale", "64", "--rows", "999", "--cols", "999"],
      64,
      [
        "pixels"
      ]
    ),
    BadInput(
      "strips of too many pixels",
      ["interpolate", "--random-pairs", "50000", "--seed", "1", "--out", "s.png"] + model,
      64,
      ["pixels"]
    ),
    BadInput("a scale that is not a number", sample + ["--out", "s.png", "--scale", "nan"], 64, ["--scale nan"]),
  ]

  static let machine = [
    BadInput(
      "a device that the runtime does not offer",
      sample + ["--out", "s.png", "--device", "nonsense"],
      69,
      [
        "--device nonsense", " cpu",
      ]
    ),
    BadInput(
      "a runtime that is not there",
      sample + ["--out", "s.png"],
      69,
      ["none.so", "$SEXTANT_ONNXRUNTIME"],
      environment: [
        "SEXTANT_ONNXRUNTIME": "/nowhere/none.so"
      ]
    ),
    BadInput(
      "a runtime that is none",
      sample + ["--out", "s.png"],
      69,
      ["model.json", "not an ONNX Runtime"],
      environment: [
        "SEXTANT_ONNXRUNTIME": Workplace.model + "/model.json"
      ]
    ),
  ]
}
