/// The weights that make one row of pixels from another, of every output pixel.
///
/// They are Pillow's: the filter is widened when the picture shrinks (antialiasing), cut at the edges and normalised,
/// and each weight is a whole number of 2^-22. Whole numbers are kept as `Double`, which holds their sums of products
/// with 8-bit samples exactly, so that the order of summation cannot change a result.
struct ResampleTable {
  /// The weights' unit is 1 / 2^22, the precision that Pillow leaves for 8-bit samples in 32-bit sums.
  static let precision = 22
  /// Weights are padded with zeros to a multiple of this, so that they are read as vectors.
  static let lanes = 8

  /// The first input pixel of every output pixel.
  let starts: [Int]
  /// The number of weights kept for every output pixel, a multiple of ``lanes``.
  let stride: Int
  /// The number of input pixels of every output pixel that have a weight.
  let counts: [Int]
  /// outputs × stride weights.
  let weights: [Double]

  init(from input: Int, to output: Int, filter: ResampleFilter) {
    let scale = Double(input) / Double(output)
    let filterScale = max(scale, 1)
    let support = filter.support * filterScale
    let taps = Int(support.rounded(.up)) * 2 + 1
    let stride = (taps + Self.lanes - 1) / Self.lanes * Self.lanes
    var starts: [Int] = []
    var counts: [Int] = []
    var weights = [Double](repeating: 0, count: output * stride)
    let unit = Double(1 << Self.precision)
    for pixel in 0..<output {
      let center = (Double(pixel) + 0.5) * scale
      let start = max(Int(center - support + 0.5), 0)
      let end = min(Int(center + support + 0.5), input)
      let row = pixel * stride
      var sum = 0.0
      for tap in 0..<(end - start) {
        // The reciprocal, not a quotient, as the last bit of a weight follows from it.
        let weight = filter.weight(at: (Double(tap + start) - center + 0.5) * (1 / filterScale))
        weights[row + tap] = weight
        sum += weight
      }
      for tap in 0..<(end - start) {
        let weight = sum == 0 ? weights[row + tap] : weights[row + tap] / sum
        weights[row + tap] = (weight * unit + (weight < 0 ? -0.5 : 0.5)).rounded(.towardZero)
      }
      starts.append(start)
      counts.append(end - start)
    }
    self.starts = starts
    self.stride = stride
    self.counts = counts
    self.weights = weights
  }

  /// Sums of weights times samples as 8-bit numbers: rounded half up and clipped.
  @inline(__always)
  static func clipped(_ sums: SIMD8<Double>) -> SIMD8<Double> {
    let raised = sums * (1 / Double(1 << precision)) + 0.5
    let most = SIMD8<Double>(repeating: 255)
    let positive = raised.replacing(with: 0, where: raised .< 0)
    let bounded = positive.replacing(with: most, where: positive .> most)
    // The floor, without a call: beyond 2^52 a Double has no fraction. Everything here is exact.
    let shift = 4_503_599_627_370_496.0
    let whole = (bounded + shift) - shift
    return whole.replacing(with: whole - 1, where: whole .> bounded)
  }
}
