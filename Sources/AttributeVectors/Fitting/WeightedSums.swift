internal import LatentGeometry

/// Sums of latents under rows of weights, in one pass over the latents.
///
///     sums[j, :] = Σ_i weights[j, i] latents[i, :]
///
/// A block of 1,024 items is a product of matrices by BLAS; products are added up in `Double`. Blocks are parted into spans
/// of a number that depends on the sizes only, and spans are added in their order: no bit depends on the number of threads.
/// Rounding: 1,024 numbers of a block are summed in `Float`, so that the relative error of a mean is below 1e-6 of the
/// coordinates' size, chance signs assumed.
struct WeightedSums: Sendable {
  /// Shape [m, d].
  let sums: [Double]
  /// Σ_i weights[j, i] weights[k, i], shape [m, m], exact for whole numbers; empty where they were not asked for.
  let products: [Double]

  private static let block = 1024

  /// Adds up.
  ///
  /// - Parameters:
  ///   - weights: m rows.
  ///   - items: n items.
  ///   - hasProducts: Whether products of the weights are needed.
  ///   - threads: How many work.
  /// - Throws: `LinearAlgebraError.libraryMissing(reason:)`.
  /// - Complexity: O(n m d).
  init(_ weights: [WeightRow], of items: LearningItems, hasProducts: Bool = false, threads: Int) throws {
    try MatrixProduct.requireLibrary()
    let (m, d) = (weights.count, items.dimension)
    let size = m * d + (hasProducts ? m * m : 0)
    let blocks = (items.count + Self.block - 1) / Self.block
    // All spans' sums are kept until the end: at most 64 MB, though there are eight at least.
    let spans = max(1, min(blocks, max(8, min(64, (1 << 23) / max(size, 1)))))
    var partial = [Double](repeating: 0, count: spans * size)
    partial.withUnsafeMutableBufferPointer { partial in
      nonisolated(unsafe) let partial = partial
      ParallelRows.run(spans, threads: threads) { own in
        let room = Room(weights: m, dimension: d, block: Self.block)
        defer { room.deallocate() }
        for span in own {
          let sums = UnsafeMutableBufferPointer(rebasing: partial[span * size..<(span + 1) * size])
          for block in blocks * span / spans..<blocks * (span + 1) / spans {
            let range = block * Self.block..<min(items.count, (block + 1) * Self.block)
            Self.add(range, weights, items, hasProducts: hasProducts, room, to: sums)
          }
        }
      }
    }
    var total = Array(partial.prefix(size))
    for span in 1..<max(spans, 1) { for index in 0..<size { total[index] += partial[span * size + index] } }
    products = Array(total[(m * d)...])
    total.removeLast(size - m * d)
    sums = total
  }

  /// One row of the sums: d numbers.
  func row(_ index: Int, dimension d: Int) -> ArraySlice<Double> { sums[index * d..<(index + 1) * d] }

  /// What a thread writes into.
  private struct Room {
    let weights: UnsafeMutableBufferPointer<Float>
    let latents: UnsafeMutableBufferPointer<Float>
    let result: UnsafeMutableBufferPointer<Float>

    init(weights m: Int, dimension d: Int, block: Int) {
      weights = .allocate(capacity: max(1, m * block))
      latents = .allocate(capacity: d * block)
      result = .allocate(capacity: max(1, m * max(d, m)))
    }

    func deallocate() {
      weights.deallocate()
      latents.deallocate()
      result.deallocate()
    }
  }

  private static func add(
    _ range: Range<Int>,
    _ rows: [WeightRow],
    _ items: LearningItems,
    hasProducts: Bool,
    _ room: Room,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    guard let a = room.weights.baseAddress, let out = room.result.baseAddress else { return }
    let (m, d, k) = (rows.count, items.dimension, range.count)
    for (index, row) in rows.enumerated() { row.fill(range, into: a + index * k) }
    do {
      try MatrixProduct.times(a, rows: m, items.latents(range, space: room.latents), rows: k, width: d, into: out)
      for index in 0..<m * d { sums[index] += Double(out[index]) }
      guard hasProducts else { return }
      try MatrixProduct.timesTransposed(a, rows: m, a, rows: m, width: k, into: out)
      for index in 0..<m * m { sums[m * d + index] += Double(out[index]) }
    } catch {
      preconditionFailure("BLAS could be opened before: \(error)")
    }
  }
}
