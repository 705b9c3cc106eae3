internal import GenerativeModels
internal import Imaging
internal import LatentGeometry

extension ResolvedAnchors {
  /// Adds up the sums among anchors whose parts these are; all other anchors keep their latents.
  ///
  /// - Parameters:
  ///   - anchors: The anchors.
  ///   - counts: How many latents each part has, sums taken apart.
  ///   - model: The model, which vectors must belong to.
  /// - Returns: The latents of the anchors.
  /// - Throws: ``RequestError`` where a term is several latents, `AttributeError`, and the errors of files.
  func summed(as anchors: [Anchor], counts: [Int], in model: GenerativeModel) throws -> ResolvedAnchors {
    let sums = anchors.compactMap { anchor in if case .sum(let sum) = anchor { sum } else { nil } }
    guard !sums.isEmpty else { return self }
    var batches: [LatentBatch] = []
    var (pictures, origins, stamps): ([PlanarImage?], [Source], [InputStamp]) = ([], [], inputs)
    var vectors = OpenVectors()
    var (part, row) = (0, 0)
    for anchor in anchors {
      let parts = part..<part + anchor.parts.count
      let rows = row..<row + counts[parts].reduce(0, +)
      (part, row) = (parts.upperBound, rows.upperBound)
      guard case .sum(let sum) = anchor else {
        batches.append(latents[rows])
        pictures += originals[rows]
        origins += sources[rows]
        continue
      }
      for (term, count) in zip(sum.anchors, counts[parts]) where count != 1 {
        throw RequestError.invalid(
          option: sum.shown,
          reason: "a term is one latent and \(term.shown) has \(count); name a row, such as \(term.shown):0"
        )
      }
      var next = rows.lowerBound
      var total = [Double](repeating: 0, count: model.latentDimension)
      for term in sum.terms {
        let values: [Float]
        switch term.value {
        case .anchor:
          values = latents[next].values
          next += 1
        case .vector(let reference):
          let found = try vectors.vector(reference, of: [model])
          values = found.values
          if !stamps.contains(found.stamp) { stamps.append(found.stamp) }
        }
        for (column, value) in values.enumerated() { total[column] += term.weight * Double(value) }
      }
      let latent = total.map { Float($0) }
      guard latent.allSatisfy(\.isFinite) else {
        throw RequestError.invalid(option: sum.shown, reason: "the sum is too large for a model; take smaller weights")
      }
      batches.append(LatentBatch(count: 1, dimension: latent.count, values: latent))
      pictures.append(nil)
      let isEncoded = sources[rows].contains(where: \.isEncoded)
      origins.append(Source(name: sum.shown, shortName: sum.label, isEncoded: isEncoded))
    }
    return ResolvedAnchors(
      latents: .concatenating(batches),
      originals: pictures,
      inputs: stamps,
      sources: origins,
      randomCount: randomCount
    )
  }
}
