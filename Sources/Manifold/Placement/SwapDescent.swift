#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Exchanges of two vectors that raise the distance preservation quality, until there is none.
///
/// With ties averaged, D_k is a linear function of the placement: Σ over pairs of cells of a weight times the distance of
/// their vectors. Σ_k ΔD_k^p is convex in D_k, so that it lies above its tangent: whatever lowers
///
///     Σ_{a,b} W[a, b] d(v_a, v_b),   W[a, b] = Σ_k ΔD_k^(p-1) · (b's part in the k nearest of a) / k,
///
/// raises the quality at least as much as the tangent says. An exchange changes this sum by a product of two rows, O(n); W is
/// made anew after each round. Which cells are occupied does not change.
struct SwapDescent: ~Copyable {
  private let n: Int
  private let stride: Int
  private let exponent: Double
  /// Occupied cells, rising, and the vectors on them.
  private let cells: [Int]
  private(set) var vectors: [Int]
  private let mayMove: [Bool]
  private var ranks: GridRanks
  /// D̄.
  private let mean: Double
  /// d(v_a, v_b), and W + its transpose; rows of `stride` numbers, 0 beyond n.
  private let distances: UnsafeMutablePointer<Float>
  private let weights: UnsafeMutablePointer<Float>

  init(_ start: [Int], _ task: PlacementTask, distances table: [Float], exponent: Double = 16) {
    n = start.count
    stride = (n + 7) / 8 * 8
    self.exponent = exponent
    let order = start.indices.sorted { start[$0] < start[$1] }
    cells = order.map { start[$0] }
    vectors = order
    mayMove = order.map { task.pinnedCells[$0] == nil }
    ranks = GridRanks(cells, on: task.grid)
    distances = .allocate(capacity: n * stride)
    weights = .allocate(capacity: n * stride)
    distances.initialize(repeating: 0, count: n * stride)
    weights.initialize(repeating: 0, count: n * stride)
    var sum = 0.0
    for a in 0..<n {
      for b in 0..<n {
        let distance = table[order[a] * n + order[b]]
        distances[a * stride + b] = distance
        sum += Double(distance)
      }
    }
    mean = n > 1 ? sum / Double(n * (n - 1)) : 0
  }

  deinit {
    distances.deallocate()
    weights.deallocate()
  }

  /// For each vector its cell.
  var placement: [Int] {
    var result = [Int](repeating: -1, count: n)
    for (place, vector) in vectors.enumerated() { result[vector] = cells[place] }
    return result
  }

  /// - Parameters:
  ///   - reach: The most rows and columns between two cells that may exchange.
  ///   - rounds: At most so many.
  mutating func run(reach: Int, rounds: Int) {
    guard n > 2, mean > 0 else { return }
    let pairs = candidates(reach)
    for _ in 0..<rounds {
      updateWeights()
      var hasImproved = false
      for (a, b) in pairs where change(a, b) < -1e-6 * mean * scale {
        exchange(a, b)
        hasImproved = true
      }
      if !hasImproved { break }
    }
  }

  /// The largest weight: below a millionth of it a change is rounding.
  private var scale: Double = 1

  private func candidates(_ reach: Int) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for a in 0..<n where mayMove[a] {
      for b in a + 1..<max(n, a + 1) where mayMove[b] {
        let (dy, dx) = (ranks.rows[a] - ranks.rows[b], ranks.columns[a] - ranks.columns[b])
        if max(abs(dy), abs(dx)) <= reach { pairs.append((a, b)) }
      }
    }
    return pairs
  }

  /// What an exchange adds to the sum over pairs.
  @inline(__always)
  private func change(_ a: Int, _ b: Int) -> Double {
    let (wa, wb) = (weights + a * stride, weights + b * stride)
    let (da, db) = (distances + a * stride, distances + b * stride)
    var sum = SIMD8<Float>.zero
    var index = 0
    while index < stride {
      let weight = VectorKernels.eight(wa + index) - VectorKernels.eight(wb + index)
      sum += weight * (VectorKernels.eight(db + index) - VectorKernels.eight(da + index))
      index += 8
    }
    // The pair itself stays as far apart as it was.
    return Double(sum.sum()) + 2 * Double(wa[b]) * Double(da[b])
  }

  private mutating func exchange(_ a: Int, _ b: Int) {
    vectors.swapAt(a, b)
    for index in 0..<stride {
      (distances[a * stride + index], distances[b * stride + index]) = (
        distances[b * stride + index], distances[a * stride + index]
      )
    }
    for row in 0..<n {
      (distances[row * stride + a], distances[row * stride + b]) = (
        distances[row * stride + b], distances[row * stride + a]
      )
    }
  }

  private mutating func updateWeights() {
    var sums = [Double](repeating: 0, count: n - 1)
    for a in 0..<n {
      ranks.center(on: a)
      var (start, sum) = (0, 0.0)
      for end in ranks.ringEnds {
        let ring = ranks.order[start..<end]
        let mean = ring.reduce(0.0) { $0 + Double(distances[a * stride + $1]) } / Double(ring.count)
        for place in start..<end {
          sum += mean
          sums[place] += sum / Double(place + 1)
        }
        start = end
      }
    }
    let gains = sums.map { max(0, 1 - $0 / (Double(n) * mean)) }
    let greatest = gains.max() ?? 0
    // By chance nothing may be kept at all: then the nearest count.
    let tangents = gains.indices.map { place in
      (greatest > 0 ? pow(gains[place] / greatest, exponent - 1) : place == 0 ? 1 : 0) / Double(place + 1)
    }
    // Σ of tangents from k on.
    var rest = [Double](repeating: 0, count: n)
    for place in (0..<n - 1).reversed() { rest[place] = rest[place + 1] + tangents[place] }
    weights.update(repeating: 0, count: n * stride)
    scale = 0
    for a in 0..<n {
      ranks.center(on: a)
      var start = 0
      for end in ranks.ringEnds {
        let size = Double(end - start)
        var weight = rest[end - 1]
        for place in start..<end - 1 { weight += tangents[place] * Double(place + 1 - start) / size }
        scale = max(scale, weight)
        for b in ranks.order[start..<end] {
          weights[a * stride + b] += Float(weight)
          weights[b * stride + a] += Float(weight)
        }
        start = end
      }
    }
  }
}
