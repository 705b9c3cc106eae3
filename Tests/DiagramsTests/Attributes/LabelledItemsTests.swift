import AttributeVectors
import Datasets
import Imaging
import Manifold
import EncodedSets
import SafeFiles
import Testing

@testable import Diagrams

/// Splits of the large set go by turns: item i is of train, valid or test as i mod 3 is 0, 1 or 2.
@Suite struct LabelledItemsTests {
  private let place: LabelledPlace

  init() throws { place = try LabelledPlace.shared.get() }

  private func rows(_ count: Int = LabelledPlace.count, _ isIn: (Int) -> Bool) -> [Int] { (0..<count).filter(isIn) }

  @Test func theTestSplitIsHeldOutFirst() throws {
    let items = try place.items()
    #expect(items.heldOut == rows { $0 % 3 == 2 } && items.heldOutName == "split = 'test'")
    #expect(items.learned == rows { $0 % 3 != 2 } && items.learnedName == "all but split = 'test'")
    #expect(items.labels.attributes == LabelledPlace.attributes && items.labels.count == LabelledPlace.count)
    #expect(items.labels.column(2) == place.labels.map { $0[2] })
    let train = try place.items { $0.split = .train }
    #expect(train.learned == rows { $0 % 3 == 0 } && train.heldOut == items.heldOut)
    #expect(train.learnedName == "split = 'train'")
  }

  @Test func whatIsLearnedFromIsNotHeldOut() throws {
    let tests = try place.items { $0.split = .test }
    #expect(tests.learned == rows { $0 % 3 == 2 } && tests.heldOutName == "split = 'valid'")
    let men = try place.items { ($0.condition, $0.split) = ("Male = 1", .train) }
    #expect(men.learnedName == "(Male = 1) AND split = 'train'" && men.heldOutName == "split = 'test'")
    #expect(men.learned == rows { $0 % 3 == 0 && place.labels[$0][1] == true })
    // Of all splits: only a part of them can be held out.
    let all = try place.items { $0.condition = "Male = 1" }
    let own = rows { place.labels[$0][1] == true }
    #expect(all.heldOutName == "a fifth of Male = 1, drawn by seed 0" && all.heldOut.count == own.count / 5)
    #expect(Set(all.heldOut).isDisjoint(with: all.learned) && (all.heldOut + all.learned).sorted() == own)
    // Named items go away from those that are learned from.
    let named = try place.items { ($0.split, $0.heldOut) = (.train, "id % 2 = 0") }
    #expect(named.heldOutName == "id % 2 = 0" && Set(named.learned).isDisjoint(with: named.heldOut))
    #expect(named.heldOut.count == LabelledPlace.count / 2 && !named.learned.isEmpty)
  }

  @Test func aFifthIsHeldOutWhereSplitsAreSmall() throws {
    let (one, same, other) = try (place.items("few"), place.items("few"), place.items("few", seed: 1))
    #expect(one.heldOut.count == 6 && one.learned.count == 24 && one.heldOut == same.heldOut)
    #expect(one.heldOut != other.heldOut && one.heldOutName == "a fifth of the items, drawn by seed 0")
    #expect((one.heldOut + one.learned).sorted() == rows(30) { _ in true })
    // The same items are found without those that are learned from.
    let found = try LabelledItems.heldOut(place.selection("few"), of: one.set, seed: 0)
    #expect(found.rows == one.heldOut && found.name == one.heldOutName)
  }

  /// What vectors say of their items is enough to find those again.
  @Test func learnedItemsAreFoundByTheirName() throws {
    let cases: [(String, LabelledItems)] = [
      ("default", try place.items()), ("split", try place.items { $0.split = .train }),
      ("both", try place.items { ($0.condition, $0.split) = ("Male = 1 OR Smiling = 1", .train) }),
      ("named", try place.items { $0.heldOut = "Young = 1" }), ("fifth", try place.items("few")),
    ]
    for (name, items) in cases {
      #expect(LabelledItems.learned(items.learnedName, of: items.set, seed: 0) == Set(items.learned), "\(name)")
    }
    #expect(LabelledItems.learned("some faces", of: cases[0].1.set, seed: 0) == nil)
    #expect(LabelledItems.learned("all but some faces", of: cases[0].1.set, seed: 0) == nil)
  }

  @Test func filesOfLabelsArePutInThePlaceOfTheSets() throws {
    let minus = try place.write([1, 0], of: 0..<LabelledPlace.count, no: "-1", to: "minus.txt")
    let zero = try place.write([1, 0], of: (0..<LabelledPlace.count).reversed(), no: "0", to: "zero.txt")
    let (a, b) = try (place.items { $0.labelsFile = minus }, place.items { $0.labelsFile = zero })
    #expect(a.labels == b.labels && a.labels.attributes == ["Male", "Smiling"])
    #expect(a.labels.column(1) == place.labels.map { $0[0] })
    let vectors = try [minus, zero].map { file in
      try place.fit(["Smiling"]) { $0.labelsFile = file }.fit().vectors
    }
    #expect(try vectors[0] == vectors[1] && vectors[0] == place.fit(["Smiling"]).fit().vectors)
    // What a file does not list is unknown.
    let some = try place.write([0], of: 0..<90, no: "0", to: "some.txt")
    let items = try place.items { $0.labelsFile = some }
    #expect(items.labels[89, 0] == place.labels[89][0] && items.labels[90, 0] == nil)
    let entry = try place.fit(["Smiling"]) { $0.labelsFile = some }.fit().vectors.entries[0]
    #expect(try #require(entry.positives) + #require(entry.negatives) == 60)
  }

  @Test func whatCannotBeLearnedFromIsExplained() throws {
    func expect(_ words: [String], _ set: String = "all", _ change: @escaping (inout LabelledSelection) -> Void) {
      #expect { try place.items(set, change) } throws: { error in
        let text = "\(error)"
        return error is any ExplainedError && words.allSatisfy(text.contains) && !text.contains("\n")
      }
    }
    let others = place.path("others.txt")
    try place.writeText("1\nSmiling\nanother.png 1\n", to: "others.txt")
    expect(["others.txt", "none of the 660 pictures"]) { $0.labelsFile = others }
    expect(["--set plain", "--labels-file"], "plain") { _ in }
    expect(["--set NAME"]) { $0.set = "" }
    expect(["none of the 660 items", "id > 9000"]) { $0.heldOut = "id > 9000" }
    expect(["--held-out: Beard = 1", "Smiling"]) { $0.heldOut = "Beard = 1" }
    expect(["--where Beard = 1"]) { $0.condition = "Beard = 1" }
    expect(["--held-out", "0 are left"]) { ($0.split, $0.heldOut) = (.train, "id >= 0") }
  }
}
