#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

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
