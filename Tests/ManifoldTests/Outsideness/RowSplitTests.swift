import Manifold
import Testing

@Suite struct RowSplitTests {
  @Test(arguments: [(0, 0), (1, 0), (1, 1), (10, 3), (1000, 200)])
  func aSplitHasEveryRowOnce(count: Int, heldOut: Int) {
    let rows = (0..<count).map { 3 * $0 + 1 }
    let split = RowSplit(of: rows, holdingOut: heldOut, seed: 5)
    #expect(split.heldOut.count == heldOut && (split.reference + split.heldOut).sorted() == rows)
    #expect(split.reference == split.reference.sorted() && split.heldOut == split.heldOut.sorted())
    #expect(split == RowSplit(of: rows, holdingOut: heldOut, seed: 5))
  }

  @Test func anotherSeedHoldsOthersOut() {
    let rows = Array(0..<1000)
    let (a, b) = (RowSplit(of: rows, holdingOut: 200, seed: 1), RowSplit(of: rows, holdingOut: 200, seed: 2))
    // Of 200 rows some 40 are the same by chance, sd 6.
    #expect((15...65).contains(Set(a.heldOut).intersection(b.heldOut).count))
    #expect(RowSplit.thinned(rows, to: 200, seed: 1) != a.heldOut)
  }

  @Test func thinningKeepsTheOrder() {
    let rows = Array(stride(from: 100, to: 0, by: -1))
    #expect(RowSplit.thinned(rows, to: 100, seed: 1) == rows)
    let thinned = RowSplit.thinned(rows, to: 9, seed: 1)
    #expect(thinned.count == 9 && Set(thinned).count == 9 && thinned == thinned.sorted(by: >))
  }
}
