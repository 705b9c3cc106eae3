import LatentGeometry
import Testing

@Suite struct PriorStatisticsTests {
  @Test func countsWhatThePriorCannotProduce() {
    let batch = LatentBatch(rows: [[0.5, 1.5], [-1, -1.01]])
    let statistics = PriorStatistics(of: batch, prior: .uniform(low: -1, high: 1))
    #expect(statistics.shareOutsideSupport == 0.5)
    #expect(PriorStatistics(of: batch, prior: .standardGaussian).shareOutsideSupport == 0)
  }

  @Test func lengthsAreMeasuredFromThePriorsCenter() {
    let batch = LatentBatch(rows: [[2, 2], [5, 6]])
    let statistics = PriorStatistics(of: batch, prior: .gaussian(mean: 2, standardDeviation: 1))
    #expect(statistics.lengths == [0, 5])
    #expect(statistics.worstRow == 1)
    #expect(statistics.deviations[1] == (5 - statistics.law.mean) / statistics.law.standardDeviation)
  }

  @Test func meansAndSpreadsAreThoseOfAllNumbers() {
    let statistics = PriorStatistics(of: LatentBatch(rows: [[1, 3], [5, 7]]), prior: .standardGaussian)
    #expect(statistics.coordinateMean == 4)
    #expect(abs(statistics.coordinateStandardDeviation - 5.0.squareRoot()) < 1e-12)
  }
}
