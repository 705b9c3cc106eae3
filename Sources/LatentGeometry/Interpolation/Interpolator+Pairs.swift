extension Interpolator {
  /// Interpolates into memory that is there already.
  ///
  /// - Parameters:
  ///   - from: n latents, at t = 0.
  ///   - to: n latents, at t = 1.
  ///   - places: k finite numbers.
  ///   - out: n k d numbers, overwritten; row i k + j is pair i at `places[j]`.
  public func interpolate(
    from: LatentBatch,
    to: LatentBatch,
    at places: [Double],
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(from.count == to.count, "ends must have the same shape")
    precondition(from.dimension == dimension && to.dimension == dimension, "latents must have \(dimension) numbers")
    precondition(places.allSatisfy(\.isFinite), "t must be finite")
    precondition(out.count == from.count * places.count * dimension, "n × k × d numbers are needed")
    from.withUnsafeValues { from in
      to.withUnsafeValues { to in
        // Each range of pairs reads its own rows and writes its own.
        nonisolated(unsafe) let strips = PairedStrips(
          ends: PairedRows(from: from, to: to, dimension: dimension),
          places: places,
          out: out,
          order: .pairs,
          isStreamed: out.count >= Self.streamingCount
        )
        ParallelRows.run(strips.ends.count, threads: threads(for: out.count)) { interpolate(strips, $0) }
      }
    }
  }

  /// Interpolates some of the pairs of strips, on this thread.
  func interpolate(_ strips: PairedStrips, _ rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    switch plan {
    case .rows(.latents, let rule): interpolateDirectly(strips, rows, rule)
    case .rows(let space, let rule): interpolate(strips, rows, in: space, rule)
    case .probabilities(let law, let isSpherical): interpolate(strips, rows, in: law, isSpherical: isSpherical)
    }
  }

  /// Pairs that are combined as they are, at the speed of the memory.
  private func interpolateDirectly(
    _ strips: PairedStrips,
    _ rows: Range<Int>,
    _ rule: CombinationRule
  ) {
    let ends = strips.ends
    // Only rules that look at the rows first have fetched the next ones.
    let looksFirst: Bool
    switch rule {
    case .linear, .preserving, .onSphere: looksFirst = false
    default: looksFirst = true
    }
    let destination: VectorSums.Destination =
      strips.isStreamed ? (looksFirst ? .streamed : .streamedFetchingAhead) : .cached
    // The next pair's angle is found before this pair's rows are written: neither waits for the other, so that the
    // processor works on both at once.
    var next = RulePair(ends[rows.lowerBound].from, ends[rows.lowerBound].to, rule)
    for row in rows {
      let pair = next
      if row + 1 < rows.upperBound { next = RulePair(ends[row + 1].from, ends[row + 1].to, rule) }
      let (a, b) = ends[row]
      for (index, t) in strips.places.enumerated() {
        let target = strips.target(pair: row, place: index)
        if t == 0 || t == 1 {
          // Not a sum with a weight of 0, which would make 0 of -0 and NaN of what is infinite at the other end.
          _ = target.update(from: t == 0 ? a : b)
        } else {
          pair.point(at: t).write(a, b, into: target, destination)
        }
      }
    }
    if strips.isStreamed { VectorSums.finishStreaming() }
  }

  /// Pairs that enter another space first.
  private func interpolate(
    _ strips: PairedStrips,
    _ rows: Range<Int>,
    in space: WorkingSpace,
    _ rule: CombinationRule
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * dimension) { scratch in
      scratch.initialize(repeating: 0)
      let first = UnsafeMutableBufferPointer(rebasing: scratch[..<dimension])
      let second = UnsafeMutableBufferPointer(rebasing: scratch[dimension...])
      for row in rows {
        let (a, b) = strips.ends[row]
        space.enter(a, into: first)
        space.enter(b, into: second)
        let (inner, other) = (UnsafeBufferPointer(first), UnsafeBufferPointer(second))
        let pair = RulePair(inner, other, rule)
        for (index, t) in strips.places.enumerated() {
          let target = strips.target(pair: row, place: index)
          if t == 0 || t == 1 {
            _ = target.update(from: t == 0 ? a : b)
          } else {
            pair.point(at: t).write(inner, other, into: target, .cached)
            space.leave(UnsafeBufferPointer(target), into: target)
          }
        }
      }
    }
  }

  /// Pairs of cumulative probabilities.
  private func interpolate(
    _ strips: PairedStrips,
    _ rows: Range<Int>,
    in law: NormalProbabilities,
    isSpherical: Bool
  ) {
    let table = WeightTable.pair(at: strips.places)
    for row in rows {
      let (a, b) = strips.ends[row]
      let points = ProbabilityPoints([a, b], law: law, isSpherical: isSpherical)
      for index in strips.places.indices {
        table.withRow(index) { chosen, weights in
          points.combine(chosen, weights, into: strips.target(pair: row, place: index))
        }
      }
    }
  }
}
