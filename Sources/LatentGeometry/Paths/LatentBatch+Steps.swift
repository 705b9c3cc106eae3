#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension LatentBatch {
  /// The angles between consecutive latents, seen from a centre: how fast a path turns.
  ///
  ///     θ = 2 atan2(‖u - v‖, ‖u + v‖),   u = (x - c) / ‖x - c‖
  ///
  /// The spread of these numbers is what one sees as an uneven pace. A latent at the centre has no direction: its angles
  /// count as 0. Single precision leaves an error of about 1e-7 in every angle.
  ///
  /// - Parameters:
  ///   - center: c, d numbers; nil for the origin.
  ///   - isClosed: Whether the angle from the last latent back to the first is added.
  /// - Returns: n - 1 angles in radians, 0 ... π, or n for a closed path; none where there are no latents.
  /// - Complexity: O(n d).
  public func angularSteps(around center: [Float]? = nil, isClosed: Bool = false) -> [Double] {
    guard count > 0 else { return [] }
    let steps = PathSteps(center ?? [Float](repeating: 0, count: dimension))
    return (0..<(isClosed ? count : count - 1)).map { steps.angle(self, $0, ($0 + 1) % count) }
  }
}

/// Angles and distances between latents, seen from a centre.
struct PathSteps: Sendable {
  private let center: [Float]

  init(_ center: [Float]) { self.center = center }

  /// The angle between two rows; 0 where one of them is the centre.
  func angle(_ batch: LatentBatch, _ first: Int, _ second: Int) -> Double {
    withRows(batch, first, second) { a, b, center in
      var (aa, bb) = (0.0, 0.0)
      for index in a.indices {
        let (x, y) = (Double(a[index]) - Double(center[index]), Double(b[index]) - Double(center[index]))
        aa += x * x
        bb += y * y
      }
      guard aa > 0, bb > 0 else { return 0 }
      let (p, q) = (1 / aa.squareRoot(), 1 / bb.squareRoot())
      var (difference, sum) = (0.0, 0.0)
      for index in a.indices {
        let x = p * (Double(a[index]) - Double(center[index]))
        let y = q * (Double(b[index]) - Double(center[index]))
        difference += (x - y) * (x - y)
        sum += (x + y) * (x + y)
      }
      return 2 * atan2(difference.squareRoot(), sum.squareRoot())
    }
  }

  /// The distance of two rows.
  func distance(_ batch: LatentBatch, _ first: Int, _ second: Int) -> Double {
    withRows(batch, first, second) { a, b, _ in
      var square = 0.0
      for index in a.indices {
        let difference = Double(b[index]) - Double(a[index])
        square += difference * difference
      }
      return square.squareRoot()
    }
  }

  /// The mean distance of all rows from the centre, 1 where that is 0: the scale on which a step is long or short.
  func meanDistance(_ batch: LatentBatch) -> Double {
    let ends = LatentBatch.concatenating([batch, LatentBatch(count: 1, dimension: center.count, values: center)])
    let sum = (0..<batch.count).reduce(0) { $0 + distance(ends, $1, batch.count) }
    return sum > 0 ? sum / Double(batch.count) : 1
  }

  private func withRows(
    _ batch: LatentBatch,
    _ first: Int,
    _ second: Int,
    _ body: (UnsafeBufferPointer<Float>, UnsafeBufferPointer<Float>, UnsafeBufferPointer<Float>) -> Double
  ) -> Double {
    let width = batch.dimension
    precondition(center.count == width, "the centre has \(width) numbers")
    return batch.withUnsafeValues { values in
      center.withUnsafeBufferPointer { center in
        body(
          UnsafeBufferPointer(rebasing: values[first * width..<(first + 1) * width]),
          UnsafeBufferPointer(rebasing: values[second * width..<(second + 1) * width]),
          center
        )
      }
    }
  }
}

extension Interpolator {
  /// The prior's centre, d numbers: what no weights at all give.
  var center: [Float] {
    var nothing = WeightTable(pointCount: 1)
    nothing.append([])
    return Interpolator(.matched, prior: prior, dimension: dimension)
      .combine(LatentBatch(count: 1, dimension: dimension), nothing).values
  }
}
