public import LatentGeometry

extension LatentBatch {
  /// Each latent moved along a vector by an amount of its own: z_i + a_i v, computed in `Double`.
  ///
  /// - Parameters:
  ///   - vector: v, d numbers.
  ///   - amounts: a, one for each latent.
  /// - Returns: Shape [n, d]; where a_i is 0 the latent bit for bit.
  /// - Complexity: O(n d).
  public func moved(along vector: [Float], by amounts: [Double]) -> LatentBatch {
    precondition(amounts.count == count, "every latent needs an amount")
    precondition(vector.count == dimension, "a vector is as wide as the latents")
    var result = self
    result.withUnsafeMutableValues { values in
      for (row, amount) in amounts.enumerated() where amount != 0 {
        for column in 0..<vector.count {
          let index = row * vector.count + column
          values[index] = Float(Double(values[index]) + amount * Double(vector[column]))
        }
      }
    }
    return result
  }
}
