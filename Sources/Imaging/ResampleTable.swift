internal import CResampling
internal import Synchronization

/// The weights that make one row of pixels from another, of every output pixel.
///
/// They are Pillow's: the filter is widened when the picture shrinks (antialiasing), cut at the edges and normalised,
/// and each weight is a whole number of 2^-22. Sums of whole numbers are exact, so that their order cannot change a result.
final class ResampleTable: Sendable {
  /// The weights' unit is 1 / 2^22, the precision that Pillow leaves for 8-bit samples in 32-bit sums.
  private static let precision = 22
  /// Weights are padded with zeros to a multiple of this, so that they are read as vectors.
  static let lanes = 8
  /// Below this bit a weight is in its lower part, which fits 16 bits as the upper one does.
  private static let split = 11

  /// The number of weights kept for every output pixel, a multiple of ``lanes``.
  let stride: Int
  /// The first input pixel of every output pixel.
  private let starts: [Int32]
  /// The number of input pixels of every output pixel that have a weight.
  private let taps: [Int32]
  /// outputs × stride weights, as ⌊w / 2^11⌋ and the rest.
  private let high: [Int16]
  private let low: [Int16]

  /// Calls `body` with the weights as C takes them.
  func withWeights<Result>(_ body: (SextantWeights) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      taps.withUnsafeBufferPointer { taps in
        high.withUnsafeBufferPointer { high in
          low.withUnsafeBufferPointer { low in
            body(
              SextantWeights(
                count: starts.count,
                stride: stride,
                starts: starts.baseAddress,
                taps: taps.baseAddress,
                high: high.baseAddress,
                low: low.baseAddress
              )
            )
          }
        }
      }
    }
  }

  init(from input: Int, to output: Int, filter: ResampleFilter) {
    let scale = Double(input) / Double(output)
    let filterScale = max(scale, 1)
    let support = filter.support * filterScale
    let width = Int(support.rounded(.up)) * 2 + 1
    let stride = (width + Self.lanes - 1) / Self.lanes * Self.lanes
    var starts: [Int32] = []
    var taps: [Int32] = []
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
      starts.append(Int32(start))
      taps.append(Int32(end - start))
    }
    self.starts = starts
    self.stride = stride
    self.taps = taps
    high = weights.map { Int16(Int32($0) >> Self.split) }
    low = weights.map { Int16(Int32($0) & (1 << Self.split - 1)) }
  }
}

/// Tables that were made: of a folder of photographs most have one size, and a table takes as long as a small picture.
enum ResampleTables {
  private struct Key: Hashable {
    var input: Int
    var output: Int
    var filter: ResampleFilter
  }

  private static let made = Mutex<[Key: ResampleTable]>([:])
  private static let mostKept = 32

  /// The table between two lengths.
  static func table(from input: Int, to output: Int, filter: ResampleFilter) -> ResampleTable {
    let key = Key(input: input, output: output, filter: filter)
    if let table = made.withLock({ $0[key] }) { return table }
    let table = ResampleTable(from: input, to: output, filter: filter)
    made.withLock { made in
      if made.count >= mostKept { made = [:] }
      made[key] = table
    }
    return table
  }
}
