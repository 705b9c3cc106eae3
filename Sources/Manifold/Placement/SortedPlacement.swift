internal import LatentGeometry

/// How ``PlacementMethod/sorted`` goes about grids of different size.
///
/// Small grids are what people look at closely and cost nothing: several beginnings, each sorted with all vectors at once and
/// then improved by exchanges, and the best one stays. Larger ones are sorted once, in parts that are large enough to lose
/// nothing against all at once; exchanges end it as long as a table of all distances is small.
struct SortedPlacement {
  private let vectors: PlacementVectors
  private let task: PlacementTask
  private let seed: UInt64
  private let attempts: Int

  init(_ vectors: PlacementVectors, _ task: PlacementTask, seed: UInt64, attempts: Int?) {
    (self.vectors, self.task, self.seed) = (vectors, task, seed)
    self.attempts = attempts ?? max(1, min(512, (1 << 17) / max(1, vectors.count * vectors.count)))
  }

  /// For each vector its cell.
  func cells() -> [Int] {
    guard task.freeVectors.count > 0, task.freeCells.count > 1 else { return task.inOrder() }
    let begin = task.banded(PlanarEmbedding(nearly: vectors))
    guard vectors.count <= 1024 else { return sorted(begin, .init(decay: 0.95, group: 64)) }
    let distances = vectors.distances()
    let schedule = MapSorting.Schedule(group: vectors.count > 256 ? 128 : .max, passes: vectors.count > 256 ? 4 : 1)
    var (best, bestQuality) = (begin, -1.0)
    for attempt in 0..<attempts {
      let start = sorted(attempt == 0 ? begin : shuffled(UInt32(attempt)), schedule)
      var descent = SwapDescent(start, task, distances: distances)
      descent.run(reach: vectors.count > 256 ? 4 : .max, rounds: 40)
      let cells = descent.placement
      guard attempts > 1 else { return cells }
      let quality = PlacementQuality(
        GridPlacement(cells: cells, on: task.grid),
        distances: distances,
        exponent: 16,
        neighbors: 1,
        ties: .averaged
      )
      if quality.distancePreservation > bestQuality + 1e-9 {
        (best, bestQuality) = (cells, quality.distancePreservation)
      }
    }
    return best
  }

  private func sorted(_ start: [Int], _ schedule: MapSorting.Schedule) -> [Int] {
    var sorting = MapSorting(vectors, task, seed: seed, start: start, schedule: schedule)
    sorting.run()
    return sorting.cells
  }

  /// Free vectors in an order drawn by chance.
  private func shuffled(_ attempt: UInt32) -> [Int] {
    let philox = Philox(seed: seed)
    var order = task.freeVectors
    for place in stride(from: order.count - 1, to: 0, by: -1) {
      let word = philox.block(SIMD4(UInt32(place), attempt, 0, 2))[0]
      order.swapAt(place, word.scaled(below: place + 1))
    }
    return task.inOrder(order)
  }
}
