import AttributeVectors
import LatentGeometry

/// Latents to which every attribute adds a vector of its own, and noise.
///
/// Two attributes are correlated as Smiling and Male are in the paper: 17, 31, 25 and 27 % of the items have both, the first
/// alone, the second alone and neither. Attribute j adds `effect` to coordinate j.
struct LabelledLatents {
  static let names = ["Smiling", "Male", "Young"]
  static let effect: Float = 2

  let latents: LatentBatch
  let labels: LabelTable

  init(_ count: Int, dimension: Int = 4, noise: Float = 0.5, seed: UInt64 = 1) {
    let chance = LatentGenerator(seed: seed).sample(.uniform(low: 0, high: 1), count: count, dimension: 2)
    var latents = LatentGenerator(seed: seed + 1).sample(
      .gaussian(mean: 0, standardDeviation: noise),
      count: count,
      dimension: dimension
    )
    var columns = [[Bool?]](repeating: [], count: Self.names.count)
    for item in 0..<count {
      let cell = chance.values[2 * item]
      let own = [cell < 0.48, cell < 0.17 || (0.48..<0.73).contains(cell), chance.values[2 * item + 1] < 0.6]
      latents.withUnsafeMutableValues { values in
        for (attribute, isPresent) in own.enumerated() where isPresent {
          values[item * dimension + attribute] += Self.effect
        }
      }
      for (attribute, isPresent) in own.enumerated() { columns[attribute].append(isPresent) }
    }
    self.latents = latents
    labels = LabelTable(attributes: Self.names, columns: columns)
  }
}

extension FittedVector {
  /// ‖values - others‖ / ‖others‖.
  func distance(from others: [Double]) -> Double {
    let square = zip(values, others).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
    return (square / others.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }

  /// ‖values - others‖ / ‖others‖.
  func distance(from other: FittedVector) -> Double { distance(from: other.values.map { Double($0) }) }
}

extension VectorFitting {
  init(_ method: FitMethod, balancedOver: [String] = [], cost: Double = 1, seed: UInt64 = 0, threads: Int? = nil) {
    self.init(method)
    self.balancedOver = balancedOver
    self.cost = cost
    self.seed = seed
    self.threads = threads
  }
}
