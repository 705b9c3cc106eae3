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

/// Every kind of bad input once through the program: the exit code, one sentence that names the file, nothing written.
@Suite struct BadInputTests {
  /// What a person gives the program, and what it must answer.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: [String]
    let code: Int32
    let words: [String]
    var environment: [String: String] = [:]
    /// Puts the bad input into the test's folder.
    var prepare: @Sendable (Workplace) throws -> Void = { _ in }

    init(
      _ description: String,
      _ arguments: [String],
      _ code: Int32,
      _ words: [String],
      environment: [String: String] = [:],
      prepare: @escaping @Sendable (Workplace) throws -> Void = { _ in }
    ) {
      testDescription = description
      self.arguments = arguments
      self.code = code
      self.words = words
      self.environment = environment
      self.prepare = prepare
    }
  }

  @Test(arguments: pictures + latents + models + outputs + machine)
  func isExplainedInOneSentence(_ bad: Case) async throws {
    let place = try Workplace()
    try bad.prepare(place)
    try await place.fail(bad.arguments, code: bad.code, naming: bad.words, environment: bad.environment)
  }

  @Test func theBytesDecideWhatAPictureIsAndNotItsName() async throws {
    let place = try Workplace()
    let picture = try PlanarImage(contentsOf: URL(fileURLWithPath: Workplace.picture("a")))
    try place.write(picture.encoded(as: .jpeg), to: "jpeg.png")
    try place.write(picture.encoded(as: .webp), to: "no-extension")
    let command = ["encode", "jpeg.png", "no-extension", "--model", Workplace.model, "--out", "z.npy"]
    let report = try await place.report(command)
    #expect(report["count"] == 2)
    let rows = try place.latents("z.npy")
    #expect(zip(rows[0].values, rows[1].values).allSatisfy { abs($0 - $1) < 0.2 })
  }

  // MARK: Pictures

  private static let model = ["--model", Workplace.model]

  /// A case of one bad picture among good ones, through the verb that takes three.
  private static func picture(
    _ description: String,
    _ name: String,
    _ code: Int32,
    _ words: [String],
    prepare: @escaping @Sendable (Workplace) throws -> Void
  ) -> Case {
    let good = [Workplace.picture("a"), Workplace.picture("b")]
    return Case(description, ["jdiagram"] + good + [name, "--out", "j.png"] + model, code, words, prepare: prepare)
  }

  static let pictures = [
    picture("a missing picture", "c.png", 66, ["c.png", "no such file"]) { _ in },
    picture("an empty picture", "c.png", 65, ["c.png", "empty"]) { try $0.write([], to: "c.png") },
    picture("a cut-off picture", "c.png", 65, ["c.png", "damaged"]) { place in
      try place.write(Data(contentsOf: URL(fileURLWithPath: Workplace.picture("c"))).dropLast(60), to: "c.png")
    },
    picture("a picture of 100,000 x 100,000 pixels", "huge.png", 65, ["huge.png", "100000 x 100000"]) { place in
      let huge = Repository.fixture("pictures/huge.png", of: "Imaging")
      try FileManager.default.copyItem(at: huge, to: place.file("huge.png"))
    },
    picture("a text that is called a picture", "c.png", 65, ["c.png", "not a PNG, JPEG or WebP"]) { place in
      try place.write("This is no picture.\n".utf8, to: "c.png")
    },
    picture("a GIF", "c.gif", 65, ["c.gif", "not a PNG, JPEG or WebP"]) { place in
      try place.write("GIF89a".utf8 + [UInt8](repeating: 0, count: 30), to: "c.gif")
    },
    picture("a pattern that matches nothing", "none-*.png", 66, ["none-*.png"]) { _ in },
    picture("a folder without pictures", "empty", 66, ["empty", "no pictures"]) { place in
      try FileManager.default.createDirectory(at: place.file("empty"), withIntermediateDirectories: false)
    },
    Case("a missing picture to encode", ["encode", "c.png", "--out", "z.npy"] + model, 66, ["c.png"]),
    Case(
      "a bad picture after good ones",
      ["encode", "pictures", "--batch", "1", "--out", "z.npy"] + model,
      65,
      ["d.png"]
    ) {
      place in
      let folder = Repository.tinyModel.appendingPathComponent("images")
      try FileManager.default.copyItem(at: folder, to: place.file("pictures"))
      try place.write([0x89, 0x50, 0x4e, 0x47], to: "pictures/d.png")
    },
    Case(
      "a J-diagram of two pictures",
      ["jdiagram"] + Workplace.pictures.dropLast() + ["--out", "j.png"] + model,
      64,
      [
        "three corners", "2 were named",
      ]
    ),
  ]

  // MARK: Latents

  /// An `.npy` file of version 1.0 with any header.
  private static func npy(_ header: String, _ values: [Float]) -> [UInt8] {
    let padding = 64 - (10 + header.utf8.count + 1) % 64
    let text = Array(header.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0a]
    let length = [UInt8(text.count & 0xff), UInt8(text.count >> 8)]
    let numbers = values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init) }
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + length + text + numbers
  }

  private static func header(_ shape: String, type: String = "<f4") -> String {
    "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
  }

  /// A case of one file of latents, through the verb that decodes it.
  private static func latents(
    _ description: String,
    _ words: [String],
    name: String = "z.npy",
    code: Int32 = 65,
    prepare: @escaping @Sendable (Workplace) throws -> Void
  ) -> Case {
    Case(description, ["decode", name, "--out", "frames"] + model, code, words, prepare: prepare)
  }

  static let latents = [
    latents("missing latents", ["z.npy", "no such file"], code: 66) { _ in },
    latents("empty latents", ["z.npy", "empty"]) { try $0.write([], to: "z.npy") },
    latents("latents of no rows", ["z.npy", "no latents"]) { try $0.write(npy(header("(0, 48)"), []), to: "z.npy") },
    latents("a single number", ["z.npy", "[n, d]"]) { try $0.write(npy(header("()"), [1]), to: "z.npy") },
    latents("whole numbers", ["z.npy", "<i4"]) { place in
      try place.write(npy(header("(1, 48)", type: "<i4"), .init(repeating: 1, count: 48)), to: "z.npy")
    },
    latents("a NaN", ["z.npy", "row 1, column 2", "nan"]) { place in
      var values = [Float](repeating: 0.5, count: 96)
      values[50] = .nan
      try place.write(npy(header("(2, 48)"), values), to: "z.npy")
    },
    latents("an infinite number", ["z.npy", "row 0, column 7", "inf"]) { place in
      var values = [Float](repeating: 0.5, count: 48)
      values[7] = .infinity
      try place.write(npy(header("(1, 48)"), values), to: "z.npy")
    },
    latents("a header that promises too much", ["z.npy", "(1000, 48)", "96"]) { place in
      try place.write(npy(header("(1000, 48)"), .init(repeating: 1, count: 24)), to: "z.npy")
    },
    latents("a header that promises more than there is memory", ["z.npy"]) { place in
      try place.write(npy(header("(1000000000000, 48)"), [1, 2, 3]), to: "z.npy")
    },
    latents("a header that promises too little", ["z.npy", "(1, 48)"]) { place in
      try place.write(npy(header("(1, 48)"), .init(repeating: 1, count: 96)), to: "z.npy")
    },
    latents("a damaged header", ["z.npy", "header"]) { try $0.write(npy("{'descr': ", []), to: "z.npy") },
    latents("latents cut off in the header", ["z.npy"]) { place in
      try place.write(npy(header("(1, 48)"), []).prefix(30), to: "z.npy")
    },
    latents("a text that is called an array", ["z.npy"]) { try $0.write("no array".utf8, to: "z.npy") },
    latents("latents of another width", ["z.npy", "47", "48", "tiny"]) { try $0.makeLatents(2, dimension: 47) },
    latents("a row that is not there", ["z.npy:9", "0 to 1"], name: "z.npy:9") { try $0.makeLatents(2) },
    latents("rows of several lengths", ["z.json", "row 1"], name: "z.json") { place in
      try place.write("[[1, 2], [3]]".utf8, to: "z.json")
    },
    latents("a picture in the place of latents", ["a.png"], name: Workplace.picture("a")) { _ in },
    Case("anchors of another width", ["jdiagram", "z.npy", "--out", "j.png"] + model, 65, ["z.npy", "47", "48"]) {
      place in
      try place.makeLatents(3, dimension: 47)
    },
    Case("statistics of a missing file", ["latents", "stats", "z.npy", "--prior", "gaussian"], 66, ["z.npy"]),
    Case(
      "an analogy of a missing file",
      ["latents", "analogy", "--anchors", "z.npy", "--out", "d.npy"],
      66,
      ["z.npy"]
    ),
    Case("a replay of a missing picture", ["replay", "j.png", "--out", "k.png"], 66, ["j.png"]),
  ]

  // MARK: Models

  /// A copy of the tiny model as `model`, with one of its files changed.
  private static func package(
    _ place: Workplace,
    changing name: String,
    _ change: (Data) throws -> Data
  ) throws {
    try FileManager.default.copyItem(at: Repository.tinyModel, to: place.file("model"))
    let file = place.file("model/\(name)")
    let changed = try change(try Data(contentsOf: file))
    try FileManager.default.removeItem(at: file)
    try changed.write(to: file)
  }

  private static func replacing(_ old: String, by new: String) -> @Sendable (Data) throws -> Data {
    { data in
      let text = String(decoding: data, as: UTF8.self)
      try #require(text.contains(old))
      return Data(text.replacing(old, with: new).utf8)
    }
  }

  /// A case of a package `model`, through the verb that needs only its decoder, or the one that needs the encoder too.
  private static func package(
    _ description: String,
    _ words: [String],
    code: Int32 = 65,
    encodes: Bool = false,
    changing name: String,
    _ change: @escaping @Sendable (Data) throws -> Data
  ) -> Case {
    let command = encodes ? ["encode", Workplace.picture("a"), "--out", "z.npy"] : ["sample", "--out", "s.png"]
    let seed = encodes ? [] : ["--seed", "1"]
    return Case(description, command + seed + ["--model", "model"], code, words) { place in
      try Self.package(place, changing: name, change)
    }
  }

  private static func bare(
    _ description: String,
    _ words: [String],
    code: Int32 = 65,
    prepare: @escaping @Sendable (Workplace) throws -> Void
  ) -> Case {
    let command = ["sample", "--decoder", "d.onnx", "--prior", "gaussian", "--image-range", "0,1"]
    return Case(description, command + ["--seed", "1", "--out", "s.png"], code, words, prepare: prepare)
  }

  static let models = [
    Case("a model that is not there", ["sample", "--model", "none", "--seed", "1", "--out", "s.png"], 66, ["'none'"]),
    Case(
      "a folder that is no model",
      ["sample", "--model", "empty", "--seed", "1", "--out", "s.png"],
      66,
      [
        "empty", "model.json",
      ]
    ) { place in
      try FileManager.default.createDirectory(at: place.file("empty"), withIntermediateDirectories: false)
    },
    Case(
      "a classifier where a model is needed",
      ["sample", "--model", "portraits-classifier", "--seed", "1", "--out", "s.png"],
      64,
      ["portraits-classifier: ", "draws nothing", "decoder"]
    ),
    Case(
      "a picture for the bundled model without an encoder",
      ["encode", Workplace.picture("a"), "--model", "portraits-dcgan", "--out", "z.npy"],
      64,
      ["portraits-dcgan", "no encoder"]
    ),
    Case(
      "two models where one is needed",
      ["encode", Workplace.picture("a"), "--out", "z.npy"] + model + model,
      64,
      [
        "--model", "2 were named",
      ]
    ),
    bare("a missing ONNX file", ["d.onnx", "no such file"], code: 66) { _ in },
    bare("an empty ONNX file", ["d.onnx", "empty"]) { try $0.write([], to: "d.onnx") },
    bare("an ONNX file that is cut off", ["d.onnx", "end is missing"]) { place in
      try place.write(
        Data(contentsOf: Repository.tinyModel.appendingPathComponent("decoder.onnx")).dropLast(200),
        to: "d.onnx"
      )
    },
    bare("a file that is not ONNX", ["d.onnx", "not an ONNX model"]) { place in
      try place.write("This is no model.\n".utf8, to: "d.onnx")
    },
    package("a package whose ONNX file is cut off", ["decoder.onnx", "SHA-256"], changing: "decoder.onnx") {
      $0.dropLast(200)
    },
    package(
      "a package whose encoder is not ONNX",
      ["encoder.onnx", "SHA-256"],
      encodes: true,
      changing: "encoder.onnx"
    ) {
      _ in Data("no graph".utf8)
    },
    package(
      "a package that names another input",
      ["decoder.onnx", "'latent'", "'z'"],
      changing: "model.json",
      replacing("\"input\": \"z\"", by: "\"input\": \"latent\"")
    ),
    package(
      "a package that names another output",
      ["encoder.onnx", "'average'", "'mean'"],
      encodes: true,
      changing: "model.json",
      replacing("\"output\": \"mean\"", by: "\"output\": \"average\"")
    ),
    package(
      "a package of another latent shape",
      ["decoder.onnx", "[?, 48]", "[47]"],
      changing: "model.json",
      replacing("48\n", by: "47\n")
    ),
    package(
      "a package of another picture size",
      ["decoder.onnx", "image", "[3, 32, 33]"],
      changing: "model.json",
      replacing("\"width\": 32", by: "\"width\": 33")
    ),
    package("a package that is not JSON", ["model.json", "JSON"], changing: "model.json") { $0.dropLast(20) },
    package(
      "a package of an unknown prior",
      ["model.json", "cauchy"],
      changing: "model.json",
      replacing("gaussian", by: "cauchy")
    ),
    package(
      "a package whose decoder is missing",
      ["nowhere.onnx"],
      code: 66,
      changing: "model.json",
      replacing("\"decoder.onnx\"", by: "\"nowhere.onnx\"")
    ),
  ]

  // MARK: Outputs

  private static let sample = ["sample", "--seed", "1", "--rows", "1", "--cols", "1"] + model
  private static let draw = [
    "latents", "sample", "--prior", "gaussian", "--dimension", "3", "--count", "2", "--seed", "1",
  ]

  static let outputs = [
    Case("a picture in a missing folder", sample + ["--out", "none/s.png"], 73, ["none/s.png", "does not exist"]),
    Case("a picture in a file", sample + ["--out", "file/s.png"], 73, ["file/s.png", "not a folder"]) { place in
      try place.write("a file".utf8, to: "file")
    },
    Case("a picture where a folder is", sample + ["--out", "s.png", "--force"], 73, ["s.png", "folder"]) { place in
      try FileManager.default.createDirectory(at: place.file("s.png"), withIntermediateDirectories: false)
    },
    Case("a picture where nothing can be written", sample + ["--out", "/proc/s.png"], 73, ["/proc/s.png"]),
    Case("a picture of an unknown format", sample + ["--out", "s.gif"], 64, ["s.gif", ".png, .jpg or .webp"]),
    Case("a picture without a format", sample + ["--out", "s"], 64, ["s", ".png, .jpg or .webp"]),
    Case("latents in a missing folder", draw + ["--out", "none/z.npy"], 73, ["none/z.npy"]),
    Case("latents where nothing can be written", draw + ["--out", "/proc/z.npy"], 73, ["/proc/z.npy"]),
    Case("latents of an unknown format", draw + ["--out", "z.csv"], 64, ["z.csv", ".npy or .json"]),
    Case("frames in a missing folder", ["decode", "z.npy", "--out", "none/frames"] + model, 73, ["none"]) { place in
      try place.makeLatents(1)
    },
    Case(
      "frames where nothing can be written",
      ["decode", "z.npy", "--out", "/proc/frames"] + model,
      73,
      ["/proc/frames"]
    ) {
      place in try place.makeLatents(1)
    },
    Case(
      "a sheet of too many pixels",
      sample + ["--out", "s.png", "--scale", "64", "--rows", "999", "--cols", "999"],
      64,
      [
        "pixels"
      ]
    ),
    Case(
      "strips of too many pixels",
      ["interpolate", "--random-pairs", "50000", "--seed", "1", "--out", "s.png"] + model,
      64,
      ["pixels"]
    ),
    Case("a scale that is not a number", sample + ["--out", "s.png", "--scale", "nan"], 64, ["--scale nan"]),
  ]

  // MARK: The machine

  static let machine = [
    Case(
      "a device that the runtime does not offer",
      sample + ["--out", "s.png", "--device", "nonsense"],
      69,
      [
        "--device nonsense", " cpu",
      ]
    ),
    Case(
      "a runtime that is not there",
      sample + ["--out", "s.png"],
      69,
      ["none.so", "$SEXTANT_ONNXRUNTIME"],
      environment: [
        "SEXTANT_ONNXRUNTIME": "/nowhere/none.so"
      ]
    ),
    Case(
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

@Suite struct MisspeltVerbTests {
  @Test(arguments: [
    (["smaple", "--model", "m"], "did you mean 'sample'?"), (["latents", "stat", "z.npy"], "did you mean 'stats'?"),
    (["dance"], "there are: sample, "),
  ])
  func misspeltVerbsAreNamed(arguments: [String], hint: String) async throws {
    let result = try await Workplace().run(arguments)
    #expect(result.code == 64 && result.out.isEmpty)
    #expect(result.notes.count == 1 && result.err.hasPrefix("sextant: error: ") && result.err.contains(hint))
  }
}
