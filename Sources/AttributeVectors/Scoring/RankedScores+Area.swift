internal import LatentGeometry
public import Manifold

extension RankedScores {
  /// The area under the ROC curve: the probability that an item that has the attribute scores higher than one that lacks
  /// it, ties counting one half.
  ///
  /// Mann's and Whitney's statistic over the number of pairs, counted exactly. 0.5 says nothing, below it the vector points
  /// the wrong way. O(n).
  public var areaUnderCurve: Double {
    var (below, twice) = (0, 0)
    for (positive, negative) in zip(positiveCounts, negativeCounts) {
      twice += positive * (2 * below + negative)
      below += negative
    }
    return Double(twice) / (2 * Double(positives) * Double(negatives))
  }

  /// The area with its bootstrap interval.
  ///
  /// Items of each kind are drawn with replacement from their own kind, so that no replicate lacks one: as pROC does. The
  /// same seed gives the same draws for any scores, and any number of threads.
  ///
  /// - Parameters:
  ///   - seed: Of the draws.
  ///   - replicateCount: B ≥ 2.
  ///   - level: Between 0 and 1.
  ///   - threads: At most so many; nil for one a core.
  /// - Returns: The interval by percentiles.
  /// - Complexity: O(n B).
  public func areaInterval(
    seed: UInt64,
    replicateCount: Int = 1000,
    level: Double = 0.95,
    threads: Int? = nil
  ) -> BootstrapInterval {
    precondition(count < 1 << 31, "so many items cannot be drawn")
    let draws = SeededDraws(seed: seed, for: .resampling)
    let (above, below) = (Self.groups(of: positiveCounts), Self.groups(of: negativeCounts))
    let pairs = 2 * Double(positives) * Double(negatives)
    let threads = min(threads ?? .max, ParallelRows.threads(for: count * replicateCount))
    var areas = [Double](repeating: 0, count: replicateCount)
    areas.withUnsafeMutableBufferPointer { areas in
      nonisolated(unsafe) let areas = areas
      ParallelRows.run(replicateCount, threads: threads) { own in
        // Twice the number of drawn items without the attribute that each score exceeds, ties counting once.
        var exceeded = [Int](repeating: 0, count: scores.count)
        var (drawnAbove, drawnBelow) = (above, below)
        exceeded.withUnsafeMutableBufferPointer { exceeded in
          for replicate in own {
            exceeded.update(repeating: 0)
            draws.resample(&drawnBelow, replicate: replicate, series: 2)
            for place in drawnBelow { exceeded[Int(below[Int(place)])] &+= 1 }
            var sum = 0
            for group in exceeded.indices {
              let equal = exceeded[group]
              exceeded[group] = 2 &* sum &+ equal
              sum &+= equal
            }
            var twice = 0
            draws.resample(&drawnAbove, replicate: replicate, series: 3)
            for place in drawnAbove { twice &+= exceeded[Int(above[Int(place)])] }
            areas[replicate] = Double(twice) / pairs
          }
        }
      }
    }
    return BootstrapInterval(estimate: areaUnderCurve, replicates: areas, level: level)
  }

  /// The group of each item, rising.
  private static func groups(of counts: [Int]) -> [UInt32] {
    counts.enumerated().flatMap { repeatElement(UInt32($0.offset), count: $0.element) }
  }
}
