/// One query and the balls of one tile of centers.
///
/// Most centers are refused eight at a time: a ball matters only where it can hold the query or be nearer, in radii, than
/// the nearest so far.
struct BallVisit {
  let tile: RowTile
  let query: Int
  /// The center that is left out; -1 for none.
  let own: Int
  let margin: Double
  let offset: Double
  let limits: BallLimits
  let exact: ExactNeighbors
  let tally: BallTally

  func run() {
    let count = tile.places.count
    guard margin.isFinite else {
      for index in 0..<count { visit(index, lower: -.infinity, upper: .infinity) }
      return
    }
    let products = UnsafePointer(tile.products + query * tile.stride)
    let biases = UnsafePointer(tile.biases)
    // A quarter more for the roundings of the comparison itself, of at most (‖q'‖ + ‖x'‖)² each.
    let slack = Float(margin * 1.25 - offset).nextUp
    let shift = SIMD8(repeating: slack)
    let reach = tally.reach + query * limits.kinds
    limits.upper.withUnsafeBufferPointer { upper in
      guard let upper = upper.baseAddress else { return }
      var index = 0
      while index + 32 <= count {
        let a = eight(products, at: index) + eight(biases, at: index) - shift
        let b = eight(products, at: index + 8) + eight(biases, at: index + 8) - shift
        let c = eight(products, at: index + 16) + eight(biases, at: index + 16) - shift
        let d = eight(products, at: index + 24) + eight(biases, at: index + 24) - shift
        var hit = SIMDMask<SIMD8<Int32>>(repeating: false)
        for kind in 0..<limits.kinds {
          let factor = SIMD8(repeating: reach[kind])
          let radii = upper + kind * limits.centers + tile.places.lowerBound + index
          hit .|= (a .<= eight(radii, at: 0) * factor) .| (b .<= eight(radii, at: 8) * factor)
          hit .|= (c .<= eight(radii, at: 16) * factor) .| (d .<= eight(radii, at: 24) * factor)
        }
        if isAnySet(hit) { for place in index..<index + 32 { visit(place, products, biases, slack, upper, reach) } }
        index += 32
      }
      for place in index..<count { visit(place, products, biases, slack, upper, reach) }
    }
  }

  /// The comparison of one center.
  private func visit(
    _ index: Int,
    _ products: UnsafePointer<Float>,
    _ biases: UnsafePointer<Float>,
    _ slack: Float,
    _ upper: UnsafePointer<Float>,
    _ reach: UnsafePointer<Float>
  ) {
    let value = products[index] + biases[index]
    let radii = upper + tile.places.lowerBound + index
    for kind in 0..<limits.kinds where value - slack <= radii[kind * limits.centers] * reach[kind] {
      let distance = Double(value) + offset
      visit(index, lower: distance - margin, upper: distance + margin)
      return
    }
  }

  /// Decides whether the balls of a center hold the query, and how many radii away it is.
  ///
  /// - Parameters:
  ///   - index: Where in the tile the center stands.
  ///   - lower: A bound of d², or of d for the cosine distance.
  ///   - upper: The other bound.
  private func visit(_ index: Int, lower: Double, upper: Double) {
    let center = tile.places.lowerBound + index
    guard center != own else { return }
    var known = Double.nan
    func distance() -> Double {
      if known.isNaN { known = exact(query, Int32(center)) }
      return known
    }
    for kind in 0..<limits.kinds {
      let radius = limits.radii[kind * limits.centers + center]
      let outer = limits.upper[kind * limits.centers + center]
      // Between the two lies r².
      let isInside =
        lower <= Double(outer) && (upper < Double(outer.nextDown.nextDown) || distance() <= radius)
      if isInside {
        tally.counts[query * limits.kinds + kind] += 1
        tally.visits[kind * limits.centers + center] += 1
      }
      improve(kind, lower: lower, outer: outer, radius: radius, distance)
    }
  }

  private func improve(_ kind: Int, lower: Double, outer: Float, radius: Double, _ distance: () -> Double) {
    let place = query * limits.kinds + kind
    let nearest = tally.nearest[place]
    let square = exact.distance.metric == .l2 ? nearest * nearest : nearest
    guard nearest == .infinity || lower <= square * Double(outer) else { return }
    let d = distance()
    let ratio = d == 0 ? 0 : d / radius
    guard ratio < nearest else { return }
    tally.nearest[place] = ratio
    let reach = exact.distance.metric == .l2 ? ratio * ratio : ratio
    tally.reach[place] = max(1, min(Float(reach).nextUp, .greatestFiniteMagnitude))
  }
}
