#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The law of a number S that lies in a window [A, A + P], by the Fourier series of its density.
///
/// With φ_k = E exp(i w_k (S - m)), m = E S and w_k = 2πk / P,
///
///     f(s) = 1/P + 2/P Σ_k Re φ_k exp(-i w_k (s - m))
///     F(s) = (s - m)/P + 1/2 - 1/π Σ_k Im φ_k exp(-i w_k (s - m)) / k
///
/// where the constant is that of F's mean over the window, 1 - (m - A)/P. What of S lies outside the window is an error of
/// that size, and so is the first term left out.
struct PeriodicLaw {
  private let window: (low: Double, width: Double)
  private let mean: Double
  private var real: [Double] = []
  private var imaginary: [Double] = []

  /// The series, or nil where it does not fall below 1e-10 within `limit` terms.
  ///
  /// - Parameters:
  ///   - low: A.
  ///   - high: A + P.
  ///   - mean: m.
  ///   - limit: The largest number of terms.
  ///   - acceptsLimit: Whether a series of `limit` terms is good enough.
  ///   - logCharacteristic: log E exp(i w S) as logarithm of the size and angle.
  init?(
    from low: Double,
    to high: Double,
    mean: Double,
    limit: Int,
    acceptsLimit: Bool,
    logCharacteristic: (Double) -> (size: Double, angle: Double)
  ) {
    window = (low, high - low)
    self.mean = mean
    for k in 1...limit {
      let w = 2 * Double.pi * Double(k) / (high - low)
      let (logSize, angle) = logCharacteristic(w)
      let size = exp(logSize)
      real.append(size * cos(angle - w * mean))
      imaginary.append(size * sin(angle - w * mean))
      if size < 1e-10 * Double(k) { return }
    }
    if !acceptsLimit { return nil }
  }

  /// F(s) and f(s), O(number of terms).
  func law(at s: Double) -> (cumulative: Double, density: Double) {
    let offset = s - mean
    let angle = -2 * Double.pi * offset / window.width
    let (stepReal, stepImaginary) = (cos(angle), sin(angle))
    var (x, y) = (1.0, 0.0)
    var (cumulative, density) = (0.0, 0.0)
    real.withUnsafeBufferPointer { real in
      imaginary.withUnsafeBufferPointer { imaginary in
        for index in 0..<real.count {
          (x, y) = (x * stepReal - y * stepImaginary, x * stepImaginary + y * stepReal)
          density += real[index] * x - imaginary[index] * y
          cumulative += (real[index] * y + imaginary[index] * x) / Double(index + 1)
        }
      }
    }
    return (offset / window.width + 0.5 - cumulative / Double.pi, (1 + 2 * density) / window.width)
  }

  /// The law of √S, tabulated.
  func rootTable(pieces: Int) -> MonotoneTable {
    let (low, high) = (window.low.squareRoot(), (window.low + window.width).squareRoot())
    return MonotoneTable(from: low, to: high, pieces: pieces) { root in
      let (cumulative, density) = law(at: root * root)
      return (root == low ? 0 : root == high ? 1 : cumulative, 2 * root * density)
    }
  }
}
