/// Anchors in rows and columns as a surface: a latent at any place between them, not only at the cells of a ``LatentGrid``.
///
///     (0, 0) ● ─ ─ ─ ● ─ ─ ─ ● (2, 0)        positions are (column, row), counted from 0
///            │   ·   │       │               · lies at (0.5, 0.4)
///            ● ─ ─ ─ ● ─ ─ ─ ● (2, 1)
///
/// As in a MINE grid two neighbours are interpolated along each of the two rows first and the results between these rows;
/// an order-free grid gives all four their bilinear weights at once. At a cell of a MINE grid both are that cell.
public struct AnchorGrid: Sendable, Equatable {
  /// The number of rows of anchors, ≥ 1.
  public let rows: Int
  /// The number of columns of anchors, ≥ 1.
  public let columns: Int
  /// Whether all four neighbours weigh in at once, so that no axis comes first.
  public let isOrderFree: Bool

  /// A grid of anchors.
  ///
  /// - Parameters:
  ///   - rows: The number of rows, ≥ 1.
  ///   - columns: The number of columns, ≥ 1.
  ///   - isOrderFree: Whether all four neighbours weigh in at once.
  public init(rows: Int, columns: Int, isOrderFree: Bool = false) {
    precondition(rows >= 1 && columns >= 1, "a grid has at least one anchor")
    self.rows = rows
    self.columns = columns
    self.isOrderFree = isOrderFree
  }

  /// The latents at positions; on an anchor it is that anchor, bit for bit.
  ///
  /// A row does not depend on the others, nor on the number of threads.
  ///
  /// - Parameters:
  ///   - positions: m places, columns 0 ... ``columns`` - 1 and rows 0 ... ``rows`` - 1, also between whole numbers.
  ///   - anchors: ``rows`` × ``columns`` latents, row after row.
  ///   - interpolator: How latents between anchors are found.
  /// - Returns: Shape [m, d].
  /// - Throws: ``PathPointsError/outside(point:what:value:last:)`` for a position outside the grid.
  /// - Complexity: O(m d).
  public func latents(
    at positions: [PathPoints.GridPosition],
    among anchors: LatentBatch,
    _ interpolator: Interpolator
  ) throws(PathPointsError) -> LatentBatch {
    precondition(anchors.count == rows * columns, "\(rows) x \(columns) anchors are needed")
    precondition(anchors.dimension == interpolator.dimension, "latents must have \(interpolator.dimension) numbers")
    guard !positions.isEmpty else { return LatentBatch(count: 0, dimension: anchors.dimension) }
    // The weights also say which position lies outside.
    let weights = try PathPoints(.grid(positions)).weights(columns: columns, rows: rows)
    return isOrderFree ? interpolator.combine(anchors, weights) : nested(positions, anchors, interpolator)
  }

  /// Along the row above and the row below first, then between the two.
  private func nested(
    _ positions: [PathPoints.GridPosition],
    _ anchors: LatentBatch,
    _ interpolator: Interpolator
  ) -> LatentBatch {
    let d = anchors.dimension
    return anchors.withUnsafeValues { anchors in
      LatentBatch(count: positions.count, dimension: d) { out in
        nonisolated(unsafe) let (anchors, out) = (anchors, out)
        ParallelRows.run(positions.count, threads: interpolator.threads(for: out.count)) { own in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * d) { scratch in
            scratch.initialize(repeating: 0)
            for index in own {
              let target = UnsafeMutableBufferPointer(rebasing: out[index * d..<(index + 1) * d])
              fill(target, at: positions[index], anchors, interpolator, scratch)
            }
          }
        }
      }
    }
  }

  /// One latent; `scratch` holds 2 d numbers.
  private func fill(
    _ target: UnsafeMutableBufferPointer<Float>,
    at position: PathPoints.GridPosition,
    _ anchors: UnsafeBufferPointer<Float>,
    _ interpolator: Interpolator,
    _ scratch: UnsafeMutableBufferPointer<Float>
  ) {
    let d = interpolator.dimension
    let (left, top) = (min(Int(position.column), max(0, columns - 2)), min(Int(position.row), max(0, rows - 2)))
    let (right, bottom) = (min(left + 1, columns - 1), min(top + 1, rows - 1))
    func anchor(_ row: Int, _ column: Int) -> UnsafeBufferPointer<Float> {
      let start = (row * columns + column) * d
      return UnsafeBufferPointer(rebasing: anchors[start..<start + d])
    }
    func interpolate(
      _ a: UnsafeBufferPointer<Float>,
      _ b: UnsafeBufferPointer<Float>,
      at t: Double,
      into out: UnsafeMutableBufferPointer<Float>
    ) {
      let ends = PairedRows(from: a, to: b, dimension: d)
      interpolator.interpolate(PairedStrips(ends: ends, places: [t], out: out, order: .pairs, isStreamed: false), 0..<1)
    }
    let upper = UnsafeMutableBufferPointer(rebasing: scratch[..<d])
    let lower = UnsafeMutableBufferPointer(rebasing: scratch[d...])
    let x = position.column - Double(left)
    interpolate(anchor(top, left), anchor(top, right), at: x, into: upper)
    interpolate(anchor(bottom, left), anchor(bottom, right), at: x, into: lower)
    interpolate(
      UnsafeBufferPointer(upper),
      UnsafeBufferPointer(lower),
      at: position.row - Double(top),
      into: target
    )
  }
}
