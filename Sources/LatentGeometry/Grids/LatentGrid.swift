/// A grid of latents: rows × columns cells, filled from anchors by a layout.
///
///     A ─────── C        rows 4, columns 7, spacing 3:     ● · · ● · · ●
///     │         │                                          · · · · · · ·
///     B ─── analogy                                        · · · · · · ·
///                                                          ● · · ● · · ●
///
/// Between anchors cells are filled one axis after the other, as in White 2016 and in plat: in spaced layouts the rows that
/// have anchors first and then the columns between these rows; in those with corners the left and the right edge first and
/// then every row. Nested so, a spherical method's cell depends on that order (its centre by 4.5 % of the length at d = 100).
/// An order-free grid gives every cell its four bilinear weights at once instead: transposed anchors give the transposed
/// grid. Anchors are exact in both.
public struct LatentGrid: Sendable {
  /// How cells are filled from anchors.
  public let layout: GridLayout
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The distance of anchors in cells, for layouts with spacing.
  public let spacing: Int
  /// Whether all four corners weigh in at once.
  public let isOrderFree: Bool
  /// How corners and anchors that are not given are found, for layouts that use it.
  public let analogy: AnalogyMethod

  /// A grid, whose size must fit its layout.
  ///
  /// - Parameters:
  ///   - layout: How cells are filled from anchors.
  ///   - rows: At least 1, with corners 2; one more than a multiple of the spacing where there is one.
  ///   - columns: The same.
  ///   - spacing: The distance of anchors in cells, ≥ 1, for layouts with spacing.
  ///   - isOrderFree: Whether all four corners weigh in at once.
  ///   - analogy: How corners and anchors that are not given are found, for layouts that use it.
  /// - Throws: ``GridError`` with the nearest sizes that fit.
  public init(
    _ layout: GridLayout,
    rows: Int,
    columns: Int,
    spacing: Int = 3,
    isOrderFree: Bool = false,
    analogy: AnalogyMethod = .raw
  ) throws(GridError) {
    for (axis, size) in [(GridAxis.rows, rows), (.columns, columns)] {
      let least = layout == .gradient || layout == .jdiagram || (layout == .fan && axis == .columns) ? 2 : 1
      guard size >= least else { throw .tooFew(axis: axis, size: size, least: least) }
      guard layout.hasSpacing, layout != .strips || axis == .columns else { continue }
      guard spacing >= 1 else { throw .spacing(spacing) }
      let rest = (size - 1) % spacing
      guard rest == 0 else {
        let below = size - rest
        let (sum, overflow) = below.addingReportingOverflow(spacing)
        let above = overflow ? Int.max : sum
        throw .doesNotFitSpacing(axis: axis, size: size, spacing: spacing, below: below, above: above)
      }
    }
    self.layout = layout
    self.rows = rows
    self.columns = columns
    self.spacing = layout.hasSpacing ? spacing : 1
    self.isOrderFree = isOrderFree
    self.analogy = analogy
  }

  /// The distance of rows with anchors: every strip has its own.
  private var rowSpacing: Int { layout == .strips ? 1 : spacing }

  /// The number of rows and columns of anchors, for layouts with spacing.
  var anchorShape: (rows: Int, columns: Int) { ((rows - 1) / rowSpacing + 1, (columns - 1) / spacing + 1) }

  /// The number of anchors that the grid needs; a fan can also do without.
  ///
  /// Sizes come from files and requests before they are known to be possible: what is beyond `Int` is `Int.max`.
  public var anchorCount: Int {
    let (anchorRows, anchorColumns) = anchorShape
    let (count, isTooLarge): (Int, Bool) =
      switch layout {
      case .mine, .strips: anchorRows.multipliedReportingOverflow(by: anchorColumns)
      case .gradient: (4, false)
      case .jdiagram: (3, false)
      case .chain: anchorRows.addingReportingOverflow(anchorColumns - 1)
      case .fan: rows.addingReportingOverflow(1)
      }
    return isTooLarge ? .max : count
  }

  /// The anchors' places in words, for messages.
  private var places: String {
    switch layout {
    case .mine: "\(anchorShape.rows) x \(anchorShape.columns) places for anchors"
    case .gradient: "four corners"
    case .jdiagram: "three corners (top left, bottom left, top right)"
    case .chain: "\(anchorShape.rows) places at the left and \(anchorShape.columns) at the top, the corner in both"
    case .fan: "one pivot and an end for each row"
    case .strips:
      "\(rows) \(rows == 1 ? "strip" : "strips") of \(anchorShape.columns) \(anchorShape.columns == 1 ? "anchor" : "anchors")"
    }
  }

  /// Checks the number of anchors.
  ///
  /// - Parameter count: The number of anchors.
  /// - Throws: ``GridError``.
  public func check(anchorCount count: Int) throws(GridError) {
    guard count != anchorCount else { return }
    if layout == .fan, count > 1 { throw .fanRows(rows: rows, anchors: count) }
    throw .anchors(found: count, needed: anchorCount, places: places)
  }

  /// The cells in row order; anchors are exact.
  ///
  /// - Parameters:
  ///   - anchors: As many as ``anchorCount`` says, in the layout's order.
  ///   - interpolator: How cells between anchors are filled.
  /// - Returns: Shape [rows × columns, d].
  /// - Throws: ``GridError`` where the number of anchors is another.
  /// - Complexity: O(rows × columns × d).
  public func latents(anchors: LatentBatch, _ interpolator: Interpolator) throws(GridError) -> LatentBatch {
    try check(anchorCount: anchors.count)
    switch layout {
    case .mine, .strips:
      return spaced(anchors, interpolator)
    case .chain:
      return spaced(chained(anchors, interpolator.prior), interpolator)
    case .gradient:
      return cornered(anchors, interpolator)
    case .jdiagram:
      let corner = analogy.complete(anchors[0], anchors[1], anchors[2], prior: interpolator.prior)
      return cornered(.concatenating([anchors, corner]), interpolator)
    case .fan:
      let pivot = anchors.rows([Int](repeating: 0, count: rows))
      let places = InterpolationMethod.places(columns)
      return interpolator.interpolate(from: pivot, to: anchors[1..<anchors.count], at: places)
    }
  }

  /// Everything between four corners: top left, bottom left, top right, bottom right.
  private func cornered(_ corners: LatentBatch, _ interpolator: Interpolator) -> LatentBatch {
    let (down, across) = (InterpolationMethod.places(rows), InterpolationMethod.places(columns))
    if isOrderFree {
      var weights = WeightTable(pointCount: 4)
      for y in down { for x in across { weights.append(corners: [0, 1, 2, 3], x: x, y: y) } }
      return interpolator.combine(corners, weights)
    }
    let left = interpolator.interpolate(from: corners[0], to: corners[1], at: down)
    let right = interpolator.interpolate(from: corners[2], to: corners[3], at: down)
    return interpolator.interpolate(from: left, to: right, at: across)
  }

  /// Everything between anchors that stand every `spacing` cells, given row after row.
  private func spaced(_ anchors: LatentBatch, _ interpolator: Interpolator) -> LatentBatch {
    let anchorRows = anchorShape.rows
    if isOrderFree, layout != .strips { return interpolator.combine(anchors, spacedWeights()) }
    return anchors.withUnsafeValues { anchors in
      LatentBatch(count: rows * columns, dimension: interpolator.dimension) { out in
        nonisolated(unsafe) let (anchors, out) = (anchors, out)
        let threads = interpolator.threads(for: out.count)
        // The rows with anchors first, each by itself; then the bands between two of them.
        ParallelRows.run(anchorRows, threads: threads) { own in
          for row in own { fillAcross(row, anchors: anchors, interpolator, into: out) }
        }
        ParallelRows.run(anchorRows - 1, threads: threads) { own in
          for row in own { fillDown(from: row, interpolator, into: out) }
        }
      }
    }
  }

  /// Fills the row of cells with the anchors of a row: each pair of neighbours gives `spacing` cells, the last anchor one.
  private func fillAcross(
    _ anchorRow: Int,
    anchors: UnsafeBufferPointer<Float>,
    _ interpolator: Interpolator,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let d = interpolator.dimension
    let width = anchorShape.columns * d
    let own = UnsafeBufferPointer(rebasing: anchors[anchorRow * width..<(anchorRow + 1) * width])
    let start = anchorRow * rowSpacing * columns * d
    let cells = UnsafeMutableBufferPointer(rebasing: out[start..<start + columns * d])
    let strips = PairedStrips(
      ends: PairedRows(
        from: UnsafeBufferPointer(rebasing: own[..<(width - d)]),
        to: UnsafeBufferPointer(rebasing: own[d...]),
        dimension: d
      ),
      places: (0..<spacing).map { Double($0) / Double(spacing) },
      out: UnsafeMutableBufferPointer(rebasing: cells[..<((columns - 1) * d)]),
      order: .pairs,
      // They are read again at once.
      isStreamed: false
    )
    interpolator.interpolate(strips, 0..<strips.ends.count)
    _ = UnsafeMutableBufferPointer(rebasing: cells[((columns - 1) * d)...])
      .update(from: UnsafeBufferPointer(rebasing: own[(width - d)...]))
  }

  /// Fills the cells between a row with anchors and the next such row.
  private func fillDown(
    from anchorRow: Int,
    _ interpolator: Interpolator,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    guard rowSpacing > 1 else { return }
    let width = columns * interpolator.dimension
    let start = anchorRow * spacing * width
    func row(_ number: Int) -> UnsafeBufferPointer<Float> {
      UnsafeBufferPointer(rebasing: out[(start + number * width)..<(start + (number + 1) * width)])
    }
    let strips = PairedStrips(
      ends: PairedRows(from: row(0), to: row(spacing), dimension: interpolator.dimension),
      places: (1..<spacing).map { Double($0) / Double(spacing) },
      out: UnsafeMutableBufferPointer(rebasing: out[(start + width)..<(start + spacing * width)]),
      order: .places,
      isStreamed: out.count >= Interpolator.streamingCount
    )
    interpolator.interpolate(strips, 0..<columns)
  }

  /// The bilinear weights of every cell over the anchors around it.
  private func spacedWeights() -> WeightTable {
    let (anchorRows, anchorColumns) = anchorShape
    var weights = WeightTable(pointCount: anchorRows * anchorColumns)
    for row in 0..<rows {
      for column in 0..<columns {
        let (top, left) = (row / spacing, column / spacing)
        let (bottom, right) = (min(top + 1, anchorRows - 1), min(left + 1, anchorColumns - 1))
        weights.append(
          corners: [
            top * anchorColumns + left, bottom * anchorColumns + left, top * anchorColumns + right,
            bottom * anchorColumns + right,
          ],
          x: Double(column % spacing) / Double(spacing),
          y: Double(row % spacing) / Double(spacing)
        )
      }
    }
    return weights
  }
}

extension WeightTable {
  /// Adds a cell between four points: top left, bottom left, top right, bottom right.
  fileprivate mutating func append(corners: [Int], x: Double, y: Double) {
    append(zip(corners, Self.bilinear(x: x, y: y)).map { Entry(point: $0, weight: $1) })
  }
}
