internal import LatentGeometry
internal import Manifold

/// How far analogies of random triples of latents lie from a prior.
struct AnalogyMeasures {
  /// How many sd of the prior's law of lengths each analogy lies above or below its mean; empty where the law has no spread.
  let deviations: [Double]

  /// Completes triples.
  ///
  /// - Parameters:
  ///   - analogy: How.
  ///   - latents: Shape [n, d], n ≥ 3: each triple has three different rows, drawn by the seed.
  ///   - triples: How many.
  ///   - prior: The prior.
  ///   - seed: Of the choice, the same for every way of completing.
  init(_ analogy: AnalogyMethod, of latents: some LatentRows, triples: Int, prior: Prior, seed: UInt64) {
    let rows = Array(0..<latents.count)
    let chosen = (0..<triples).map { number in
      RowSplit.thinned(rows, to: 3, seed: seed &+ UInt64(number))
    }
    func corner(_ place: Int) -> LatentBatch { latents.gathered(chosen.map { $0[place] }) }
    let found = analogy.complete(corner(0), corner(1), corner(2), prior: prior)
    deviations = Typicality(of: found, prior: prior).deviations.compactMap(\.self)
  }

  /// The mean deviation; nil where the prior's law of lengths has no spread.
  func deviation(seed: UInt64) -> BootstrapInterval? {
    deviations.isEmpty ? nil : BootstrapInterval(ofMean: deviations, seed: seed)
  }
}
