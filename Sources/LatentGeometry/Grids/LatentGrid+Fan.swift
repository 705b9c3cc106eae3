#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension LatentGrid {
  /// A fan without anchors: the plane of the sheet, seen from a different angle by every coordinate.
  ///
  /// With x and y in (-1, 1) at the middle of a cell, coordinate i of d turns by φ = π i / d: s = x sin φ + y cos φ. It is shifted
  /// by i/d, folded into [0.003, 0.997] like a triangle wave, and the prior's quantile function makes a latent of it:
  /// neighbours are alike, and every coordinate of a cell is one that the prior has; lengths are not the prior's, since
  /// neighbouring coordinates are alike too. As in plat (`create_fan_grid`), here for any prior.
  ///
  /// - Parameters:
  ///   - prior: The prior of the latents.
  ///   - dimension: d ≥ 1.
  /// - Returns: Shape [rows × columns, d], in row order.
  /// - Complexity: O(rows × columns × d).
  public func fan(in prior: Prior, dimension: Int) -> LatentBatch {
    precondition(layout == .fan, "only a fan can do without anchors")
    let quantile = prior.coordinateQuantile
    var batch = LatentBatch(count: rows * columns, dimension: dimension)
    batch.withUnsafeMutableValues { values in
      for row in 0..<rows {
        for column in 0..<columns {
          let y = Double(2 * row + 1) / Double(rows) - 1
          let x = Double(2 * column + 1) / Double(columns) - 1
          for index in 0..<dimension {
            let part = Double(index) / Double(dimension)
            let s = x * sin(.pi * part) + y * cos(.pi * part)
            // s lies between ±√2: a period of 2 after the shift to [0, 2).
            var wave = ((s + part + 1) / 2).truncatingRemainder(dividingBy: 2)
            if wave < 0 { wave += 2 }
            let folded = wave < 1 ? wave : 2 - wave
            values[(row * columns + column) * dimension + index] = Float(quantile(0.003 + 0.994 * folded))
          }
        }
      }
    }
    prior.finish(&batch)
    return batch
  }
}
