/// What the name of a file of pictures says: `train-images-idx3-ubyte`, `emnist-letters-test-images-idx3-ubyte.gz`.
struct IDXImageName {
  /// The name itself.
  let name: String
  /// The name without its ending, which two copies of one file have in common.
  let stem: String
  /// What stands before the split, or before `images`: mostly nothing, `emnist-letters` for EMNIST.
  let set: String
  /// The split: train, or test for `t10k` and `test`; nil if the name has neither.
  let split: DatasetSplit?

  /// Takes a name apart; one that is not usual for a file of pictures gives nil.
  init?(_ name: String) {
    let unpacked = Self.unpacked(name)
    guard !name.hasPrefix("."), let ending = Self.endings.first(where: { unpacked.hasSuffix($0) }) else { return nil }
    self.init(any: name, stem: String(unpacked.dropLast(ending.count)))
    guard Self.words(of: stem).contains("images") else { return nil }
  }

  /// Takes apart a name that somebody has chosen, whatever it is.
  init(any name: String) {
    self.init(any: name, stem: Self.unpacked(name))
  }

  private init(any name: String, stem: String) {
    let words = Self.words(of: stem)
    let place = words.firstIndex { Self.splits[$0] != nil }
    self.name = name
    self.stem = stem
    set = words[..<(place ?? words.firstIndex(of: "images") ?? words.endIndex)].joined(separator: "-")
    split = place.flatMap { Self.splits[words[$0]] }
  }

  /// The names that the file of labels may have, the likeliest first; none where the name has no `images`.
  var labelNames: [String] {
    var labels = Self.unpacked(name)
    guard let images = labels.ranges(of: "images").last else { return [] }
    labels.replaceSubrange(images, with: "labels")
    for ending in ["idx3", "idx4"] {
      if let place = labels.ranges(of: ending).last { labels.replaceSubrange(place, with: "idx1") }
    }
    let other =
      labels.hasSuffix("-idx1-ubyte")
      ? labels.dropLast(11) + ".idx1-ubyte"
      : labels.hasSuffix(".idx1-ubyte") ? labels.dropLast(11) + "-idx1-ubyte" : nil
    let plain = [labels] + (other.map { [String($0)] } ?? [])
    let packed = plain.map { $0 + ".gz" }
    return name.hasSuffix(".gz") ? packed + plain : plain + packed
  }

  private static let splits: [Substring: DatasetSplit] = ["train": .train, "t10k": .test, "test": .test]
  private static let endings = ["-idx3-ubyte", ".idx3-ubyte", "-idx4-ubyte", ".idx4-ubyte"]

  private static func unpacked(_ name: String) -> String { name.hasSuffix(".gz") ? String(name.dropLast(3)) : name }

  private static func words(of name: String) -> [Substring] { name.split { "-_.".contains($0) } }
}
