internal import LatentGeometry

/// Losses of logistic regressions and their gradients, in one pass over the latents.
///
///     loss = Σ s log(1 + exp(z)) - s y z,  z = w·x + b,    gradient = Σ s (p - y) (x, 1),  p = 1 / (1 + exp(-z))
///
/// A block of 512 items is read once: its scores and its part of the gradients are products of matrices by BLAS in `Float`;
/// blocks are added up in `Double`. Spans of blocks depend on the sizes only, so that threads change no bit.
struct LogisticLosses: Sendable {
  /// The loss of every plane, without a penalty.
  let losses: [Double]
  /// Shape [m, d + 1].
  private let gradients: [Double]

  private let width: Int

  private static let block = 512

  /// Adds up.
  ///
  /// - Parameters:
  ///   - planes: Shape [m, d + 1]: w and, last, b.
  ///   - targets: What every plane is to tell apart.
  ///   - items: n items.
  ///   - threads: How many work.
  /// - Complexity: O(n m d).
  init(of planes: [[Double]], _ targets: [LogisticTarget], _ items: LearningItems, threads: Int) {
    let (m, d) = (planes.count, items.dimension)
    let size = m * (d + 2)
    let blocks = (items.count + Self.block - 1) / Self.block
    let spans = max(1, min(blocks, max(8, min(64, (1 << 23) / max(size, 1)))))
    let normals = planes.flatMap { $0.dropLast().map { Float($0) } }
    let intercepts = planes.map { Float($0[d]) }
    var partial = [Double](repeating: 0, count: spans * size)
    partial.withUnsafeMutableBufferPointer { partial in
      nonisolated(unsafe) let partial = partial
      ParallelRows.run(spans, threads: threads) { own in
        let room = Room(planes: m, dimension: d, block: Self.block)
        defer { room.deallocate() }
        for span in own {
          let sums = UnsafeMutableBufferPointer(rebasing: partial[span * size..<(span + 1) * size])
          for block in blocks * span / spans..<blocks * (span + 1) / spans {
            let range = block * Self.block..<min(items.count, (block + 1) * Self.block)
            Self.add(range, normals, intercepts, targets, items, room, to: sums)
          }
        }
      }
    }
    var total = Array(partial.prefix(size))
    for span in 1..<max(spans, 1) { for index in 0..<size { total[index] += partial[span * size + index] } }
    var gradients: [Double] = []
    for plane in 0..<m {
      gradients += total[plane * d..<(plane + 1) * d]
      gradients.append(total[m * d + plane])
    }
    self.gradients = gradients
    losses = Array(total[(m * (d + 1))...])
    width = d + 1
  }

  /// The gradient of one plane: d + 1 numbers.
  func gradient(_ plane: Int) -> [Double] { Array(gradients[plane * width..<(plane + 1) * width]) }

  /// What a thread writes into.
  private struct Room {
    let scores: UnsafeMutableBufferPointer<Float>
    let weights: UnsafeMutableBufferPointer<Float>
    let hits: UnsafeMutableBufferPointer<Float>
    let latents: UnsafeMutableBufferPointer<Float>
    let result: UnsafeMutableBufferPointer<Float>

    init(planes m: Int, dimension d: Int, block: Int) {
      scores = .allocate(capacity: m * block)
      weights = .allocate(capacity: block)
      hits = .allocate(capacity: block)
      latents = .allocate(capacity: d * block)
      result = .allocate(capacity: m * d)
    }

    func deallocate() {
      for part in [scores, weights, hits, latents, result] { part.deallocate() }
    }
  }

  private static func add(
    _ range: Range<Int>,
    _ normals: [Float],
    _ intercepts: [Float],
    _ targets: [LogisticTarget],
    _ items: LearningItems,
    _ room: Room,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    let (m, d, k) = (intercepts.count, items.dimension, range.count)
    guard let scores = room.scores.baseAddress, let out = room.result.baseAddress else { return }
    let latents = items.latents(range, space: room.latents)
    do {
      try MatrixProduct.timesTransposed(normals, rows: m, latents, rows: k, width: d, into: scores)
      for plane in 0..<m {
        let parts = residuals(scores + plane * k, intercepts[plane], targets[plane], range, room)
        sums[m * d + plane] += parts.sum
        sums[m * (d + 1) + plane] += parts.loss
      }
      try MatrixProduct.times(scores, rows: m, latents, rows: k, width: d, into: out)
    } catch {
      preconditionFailure("BLAS could be opened before: \(error)")
    }
    for index in 0..<m * d { sums[index] += Double(out[index]) }
  }

  /// Replaces scores by s (p - y), and gives their sum and the loss.
  private static func residuals(
    _ scores: UnsafeMutablePointer<Float>,
    _ intercept: Float,
    _ target: LogisticTarget,
    _ range: Range<Int>,
    _ room: Room
  ) -> (sum: Double, loss: Double) {
    guard let weights = room.weights.baseAddress, let hits = room.hits.baseAddress else { return (0, 0) }
    target.weights.fill(range, into: weights)
    target.hits.fill(range, into: hits)
    var (sums, losses) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var start = 0
    while start < range.count {
      let count = min(8, range.count - start)
      // Lanes past the last item weigh nothing.
      let z = eight(scores + start, count) + intercept
      let (s, hit) = (eight(weights + start, count), eight(hits + start, count))
      let parts = LogisticLanes.parts(z)
      let residual = s * parts.probability - hit
      losses += s * parts.loss - hit * z
      sums += residual
      if count == 8 {
        UnsafeMutableRawPointer(scores + start).storeBytes(of: residual, as: SIMD8<Float>.self)
      } else {
        for lane in 0..<count { scores[start + lane] = residual[lane] }
      }
      start += 8
    }
    return (Double(sums.sum()), Double(losses.sum()))
  }

  @inline(__always)
  private static func eight(_ x: UnsafePointer<Float>, _ count: Int) -> SIMD8<Float> {
    guard count < 8 else { return UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self) }
    var lanes = SIMD8<Float>.zero
    for lane in 0..<count { lanes[lane] = x[lane] }
    return lanes
  }
}
