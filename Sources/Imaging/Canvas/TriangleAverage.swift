#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An average over neighbouring samples that weighs them by a triangle; outside there is 0.
///
///     w(k) = (1 - |k| / radius) / Σ,   |k| < radius
///
/// The same weights everywhere, with the sum 1: what adds up to 1 before does so afterwards.
struct TriangleAverage {
  private let weights: [Float]

  /// - Parameter radius: In samples; 1 or less changes nothing.
  init(radius: Double) {
    let reach = max(Int(ceil(radius)) - 1, 0)
    let raw = (-reach...reach).map { reach == 0 ? 1 : 1 - Double(abs($0)) / radius }
    let sum = raw.reduce(0, +)
    weights = raw.map { Float($0 / sum) }
  }

  /// Averages along the rows of a rectangle.
  func applyAlongRows(of samples: inout [Float], width: Int) {
    apply(to: &samples) { input, output, weight, shift in
      for start in stride(from: 0, to: output.count, by: width) {
        let first = max(0, -shift)
        for column in first..<max(first, min(width, width - shift)) {
          output[start + column] += weight * input[start + column + shift]
        }
      }
    }
  }

  /// Averages along the columns of a rectangle.
  func applyAlongColumns(of samples: inout [Float], width: Int) {
    apply(to: &samples) { input, output, weight, shift in
      let first = max(0, -shift * width)
      for place in first..<max(first, min(output.count, output.count - shift * width)) {
        output[place] += weight * input[place + shift * width]
      }
    }
  }

  private func apply(
    to samples: inout [Float],
    adding add: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>, _ weight: Float, _ shift: Int) -> Void
  ) {
    let reach = weights.count / 2
    guard reach > 0 else { return }
    let source = samples
    source.withUnsafeBufferPointer { input in
      samples.withUnsafeMutableBufferPointer { output in
        output.update(repeating: 0)
        for (tap, weight) in weights.enumerated() { add(input, output, weight, tap - reach) }
      }
    }
  }
}
