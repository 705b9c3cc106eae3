import LatentGeometry
import Testing

@Suite struct LatentBatchTests {
  let batch = LatentBatch(rows: [[1, 2], [3, 4], [5, 6]])

  @Test func rowsAreConsecutiveInMemory() {
    #expect(batch.values == [1, 2, 3, 4, 5, 6])
    #expect(batch[1].values == [3, 4])
    #expect(batch[1..<3].values == [3, 4, 5, 6])
  }

  @Test func rowsCanBeChosenInAnyOrderAndRepeated() {
    #expect(batch.rows([2, 0, 2]).values == [5, 6, 1, 2, 5, 6])
    #expect(batch.rows([]).count == 0)
  }

  @Test func batchesStandBelowOneAnother() {
    #expect(LatentBatch.concatenating([batch[0], batch[2]]) == LatentBatch(rows: [[1, 2], [5, 6]]))
  }

  @Test func lengthsAreMeasuredFromTheCenter() {
    let batch = LatentBatch(rows: [[3, 4], [0, 0]])
    #expect(batch.lengths() == [5, 0])
    #expect(batch.lengths(around: 1) == [Double(13).squareRoot(), Double(2).squareRoot()])
  }
}
