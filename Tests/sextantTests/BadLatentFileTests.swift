import Testing

/// Every kind of bad file of latents once through the program.
@Suite struct BadLatentFileTests {
  @Test(arguments: latents)
  func isExplainedInOneSentence(_ bad: BadInput) async throws { try await bad.isExplainedInOneSentence() }

  private static let model = ["--model", Workplace.model]

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
  ) -> BadInput {
    BadInput(description, ["decode", name, "--out", "frames"] + model, code, words, prepare: prepare)
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
    BadInput("anchors of another width", ["jdiagram", "z.npy", "--out", "j.png"] + model, 65, ["z.npy", "47", "48"]) {
      place in
      try place.makeLatents(3, dimension: 47)
    },
    BadInput("statistics of a missing file", ["latents", "stats", "z.npy", "--prior", "gaussian"], 66, ["z.npy"]),
    BadInput(
      "an analogy of a missing file",
      ["latents", "analogy", "--anchors", "z.npy", "--out", "d.npy"],
      66,
      ["z.npy"]
    ),
    BadInput("a replay of a missing picture", ["replay", "j.png", "--out", "k.png"], 66, ["j.png"]),
  ]
}
