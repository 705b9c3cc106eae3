internal import LatentGeometry

/// Vectors made ready for placing: with the cosine unit vectors, whose distance (2 - 2 cos)^½ orders pairs as 1 - cos does;
/// centred, of a size at which no square overflows, and
/// each filled up with zeros to a multiple of eight numbers.
///
/// None of it changes which of two vectors is nearer to a third. A zero vector has no direction and lies at the centre of
/// the sphere, 1 from every direction.
struct PlacementVectors: Sendable {
  let count: Int
  /// The numbers of a vector, those of the input.
  let dimension: Int
  /// The numbers from one vector to the next.
  let stride: Int
  let values: [Float]
  /// What a number here is in the input's units.
  let scale: Double

  init(_ latents: some LatentRows, metric: DistanceMetric) throws(PlacementError) {
    let (n, d) = (latents.count, latents.dimension)
    let stride = (d + 7) / 8 * 8
    if let index = latents.withUnsafeValues({ $0.firstIndex { !$0.isFinite } }) {
      throw .notFinite(row: index / d, column: index % d)
    }
    let (ready, scale) = latents.withUnsafeValues { Self.ready($0, n, d, metric) }
    self.scale = scale
    values = [Float](unsafeUninitializedCapacity: n * stride) { buffer, written in
      buffer.initialize(repeating: 0)
      for row in 0..<n { for column in 0..<d { buffer[row * stride + column] = Float(ready[row * d + column]) } }
      written = n * stride
    }
    (count, dimension, self.stride) = (n, d, stride)
  }

  private static func ready(
    _ x: UnsafeBufferPointer<Float>,
    _ n: Int,
    _ d: Int,
    _ metric: DistanceMetric
  ) -> (values: [Double], scale: Double) {
    var result = x.map(Double.init)
    if metric == .cosine {
      for row in 0..<n {
        let squares = (row * d..<row * d + d).reduce(0) { $0 + result[$1] * result[$1] }
        guard squares > 0 else { continue }
        for index in row * d..<row * d + d { result[index] /= squares.squareRoot() }
      }
    }
    // The first vector goes first: of equal ones nothing is left, not even rounding.
    for row in (0..<n).reversed() { for column in 0..<d { result[row * d + column] -= result[column] } }
    var means = [Double](repeating: 0, count: d)
    for row in 0..<n { for column in 0..<d { means[column] += result[row * d + column] / Double(n) } }
    var largest = 0.0
    for row in 0..<n {
      for column in 0..<d {
        result[row * d + column] -= means[column]
        largest = max(largest, abs(result[row * d + column]))
      }
    }
    guard largest > 0 else { return (result, 1) }
    // A power of two, which rounds nothing. Tiny differences of numbers far from 0 stay as they are read.
    let scale = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    for index in result.indices { result[index] /= scale }
    return (result, scale)
  }

  /// All distances, in units of ``scale``: shape [n, n].
  func distances() -> [Float] {
    pairs { Float(VectorKernels.squaredDistance($0, $1, $2).squareRoot()) }
  }

  /// All Σ x y in units of ``scale`` squared: shape [n, n].
  func products() -> [Double] { pairs(VectorKernels.exactProduct) }

  /// A symmetric function of all pairs, by rows that do not depend on each other.
  private func pairs<Number: BinaryFloatingPoint & Sendable>(
    _ function: @Sendable (UnsafePointer<Float>, UnsafePointer<Float>, Int) -> Number
  ) -> [Number] {
    let (n, stride) = (count, stride)
    var result = [Number](repeating: 0, count: n * n)
    result.withUnsafeMutableBufferPointer { result in
      values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress, let out = result.baseAddress else { return }
        nonisolated(unsafe) let (rows, numbers) = (base, out)
        ParallelRows.run(n, threads: ParallelRows.threads(for: n * n * stride / 16)) { range in
          for i in range {
            for j in i..<n {
              let number = function(rows + i * stride, rows + j * stride, stride)
              numbers[i * n + j] = number
              numbers[j * n + i] = number
            }
          }
        }
      }
    }
    return result
  }

  /// The vectors' coordinates as vectors: d of n numbers.
  func transposed() -> PlacementVectors {
    let width = (count + 7) / 8 * 8
    var columns = [Float](repeating: 0, count: dimension * width)
    for row in 0..<count {
      for column in 0..<dimension { columns[column * width + row] = values[row * stride + column] }
    }
    return PlacementVectors(count: dimension, dimension: count, stride: width, values: columns, scale: scale)
  }

  private init(count: Int, dimension: Int, stride: Int, values: [Float], scale: Double) {
    (self.count, self.dimension, self.stride, self.values, self.scale) = (count, dimension, stride, values, scale)
  }
}
