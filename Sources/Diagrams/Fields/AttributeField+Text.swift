internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension AttributeField {
  /// What kinds there are, as they are typed.
  private static let kinds = ["wave", "noise", "ramp", "path"]

  /// Takes a text apart: `Smiling:ramp:-1,2`, `"Smiling - Male:wave:0,1,wavelength=4,radial"`.
  ///
  /// | text | share of the vector |
  /// |---|---|
  /// | `V:wave:FROM,TO` | `wavelength`, `direction` or `radial`, `cycles`; `once` for a single crest |
  /// | `V:noise:FROM,TO` | `frequency`, `octaves`, `cycles`, `seed` |
  /// | `V:ramp:FROM,TO` | `direction`, `radial`, `cells` or `time`, which takes `once` for one way |
  /// | `V:path:FILE.json` | the numbers of a `FieldTable` |
  ///
  /// V is what a ``VectorSum`` reads. The two amounts stand before other words, and are -1 and 1 where they are left out.
  ///
  /// - Parameters:
  ///   - text: A vector or a sum, a kind and its numbers, with colons between.
  ///   - named: The folders or files of vectors that were named before, such as by `--vectors`.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of files.
  public init(parsing text: String, among named: [String]) throws {
    func fail(_ reason: String) -> RequestError { .invalid(option: "--field \(text)", reason: reason) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let place = parts.indices.dropFirst().last(where: { Self.kinds.contains(parts[$0]) }) else {
      throw fail("a vector and a kind are needed, wave, noise, ramp or path, as in Smiling:ramp:-1,2")
    }
    let vector = parts[..<place].joined(separator: ":")
    guard !vector.isEmpty else { throw fail("a vector's name stands before the kind, as in Smiling:wave") }
    let tail = parts[(place + 1)...].joined(separator: ":")
    let sum = try VectorSum(existing: vector, among: named)
    guard parts[place] != "path" else {
      guard !tail.isEmpty else { throw fail("a file of numbers follows, as in Smiling:path:amounts.json") }
      self.init(sum, .table(try FieldTable(contentsOf: URL(fileURLWithPath: tail))))
      return
    }
    var words = try FieldWords(tail, of: parts[place], fail)
    let field = try words.field()
    try words.finish()
    self.init(sum, field, from: words.amounts?.from ?? -1, to: words.amounts?.to ?? 1)
  }

  /// The text that ``init(parsing:among:)`` reads; of a path the word alone.
  public var shown: String {
    let (kind, words) = field.words
    guard kind != "path" else { return "\(vector.shown):path" }
    return "\(vector.shown):\(kind):" + ([from.typed, to.typed] + words).joined(separator: ",")
  }
}

/// The words behind a field's kind while they are read.
private struct FieldWords {
  /// Those that stand before the words.
  let amounts: (from: Double, to: Double)?
  private let kind: String
  private var values: [String: String] = [:]
  private let fail: (String) -> RequestError

  private static let known = [
    "wave": ["wavelength", "direction", "cycles", "radial", "once"],
    "noise": ["frequency", "octaves", "cycles", "seed"],
    "ramp": ["direction", "radial", "cells", "time", "once"],
  ]
  private static let switches: Set<String> = ["radial", "once", "cells", "time"]

  init(_ text: String, of kind: String, _ fail: @escaping (String) -> RequestError) throws {
    self.kind = kind
    self.fail = fail
    let known = Self.known[kind] ?? []
    let pieces = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = pieces.prefix { Double($0) != nil || Double.isLikelyTyped($0) }
    guard numbers.isEmpty || numbers.count == 2 else {
      let given = numbers.count.counted("was", "were")
      throw fail("a \(kind) goes from one amount to another, as in Smiling:\(kind):-1,2, and \(given) given")
    }
    amounts = try numbers.first.map { first in
      guard let from = Double(typed: first), let to = Double(typed: numbers[1]) else {
        throw fail("the amounts \(first),\(numbers[1]) are not two numbers")
      }
      return (from, to)
    }
    for word in pieces.dropFirst(numbers.count) {
      guard !Double.isLikelyTyped(word) else {
        throw fail("\(word) stands behind a word; amounts come first, as in Smiling:\(kind):-1,2,\(known[0])=3")
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard known.contains(parts[0]) else {
        throw fail("a \(kind) has no '\(parts[0])'; " + NameSuggestion.sentence(for: parts[0], among: known))
      }
      guard (parts.count == 1) == Self.switches.contains(parts[0]) else {
        throw fail(parts.count == 1 ? "\(parts[0]) needs a number, as in \(parts[0])=1" : "\(parts[0]) takes no number")
      }
      guard values.updateValue(parts.count == 1 ? "" : parts[1], forKey: parts[0]) == nil else {
        throw fail("\(parts[0]) is given twice")
      }
    }
  }

  mutating func number(_ name: String) throws -> Double? {
    try values.removeValue(forKey: name).map { text in
      guard let number = Double(typed: text) else { throw fail("\(name)=\(text) is no number") }
      return number
    }
  }

  mutating func whole<Number: FixedWidthInteger>(_ name: String) throws -> Number? {
    try values.removeValue(forKey: name).map { text in
      guard let number = Number(text) else { throw fail("\(name)=\(text) is no whole number that is possible here") }
      return number
    }
  }

  mutating func has(_ name: String) -> Bool { values.removeValue(forKey: name) != nil }

  /// What is left fits no other word that was given.
  func finish() throws {
    if let name = values.keys.sorted().first { throw fail("\(name) does not go with the other words") }
  }

  mutating func field() throws -> ScalarField {
    switch kind {
    case "wave":
      let wavelength = try number("wavelength") ?? MotionOptions().wavelength
      let crests: ScalarField.Crests =
        has("radial")
        ? .rings(wavelength: wavelength)
        : .straight(direction: try number("direction") ?? MotionOptions().direction, wavelength: wavelength)
      return has("once") ? .pulse(crests) : .wave(crests, cycles: try whole("cycles") ?? 1)
    case "noise":
      var noise = ScalarField.Noise(seed: try whole("seed") ?? 0)
      if let frequency = try number("frequency") { noise.frequency = frequency }
      if let cycles: Int = try whole("cycles") { noise.cycles = cycles }
      if let octaves: Int = try whole("octaves") { noise.octaves = octaves }
      return .noise(noise)
    default:
      if has("time") { return .timeRamp(isOneWay: has("once")) }
      if has("cells") { return .cellRamp }
      return has("radial") ? .radialRamp : .ramp(direction: try number("direction") ?? 0)
    }
  }
}

extension ScalarField {
  /// The kind, and what is typed behind it.
  fileprivate var words: (kind: String, words: [String]) {
    switch self {
    case .wave(let crests, let cycles): ("wave", crests.words + ["cycles=\(cycles)"])
    case .pulse(let crests): ("wave", crests.words + ["once"])
    case .noise(let noise):
      (
        "noise",
        [
          "frequency=\(noise.frequency.typed)", "octaves=\(noise.octaves)", "cycles=\(noise.cycles)",
          "seed=\(noise.seed)",
        ]
      )
    case .ramp(let direction): ("ramp", ["direction=\(direction.typed)"])
    case .radialRamp: ("ramp", ["radial"])
    case .cellRamp: ("ramp", ["cells"])
    case .timeRamp(let isOneWay): ("ramp", isOneWay ? ["time", "once"] : ["time"])
    case .table: ("path", [])
    }
  }
}

extension ScalarField.Crests {
  fileprivate var words: [String] {
    switch self {
    case .straight(let direction, let wavelength):
      ["wavelength=\(wavelength.typed)", "direction=\(direction.typed)"]
    case .rings(let wavelength): ["wavelength=\(wavelength.typed)", "radial"]
    }
  }
}

extension FieldTable {
  /// Reads numbers from a JSON file.
  ///
  /// - Parameter url: The file.
  /// - Throws: `FileError` where it cannot be read, ``RequestError/latentFile(path:reason:)`` with what is wrong.
  init(contentsOf url: URL) throws {
    let bytes = try FileContents.read(url)
    let forms = "write [0, 1, …] through time, or [[0, 1, …], …] for the cells of a grid"
    do {
      self = try JSONDecoder().decode(FieldTable.self, from: bytes)
    } catch DecodingError.dataCorrupted(let context) where context.debugDescription.hasPrefix("must ") {
      throw RequestError.latentFile(path: url.shownPath, reason: "the file \(context.debugDescription); \(forms)")
    } catch {
      let place = JSONSyntax.firstMistake(in: bytes).map { "\($0): " } ?? ""
      throw RequestError.latentFile(path: url.shownPath, reason: "\(place)no numbers can be read; \(forms)")
    }
  }
}
