import AttributeVectors
import GenerativeModels
import LatentGeometry
import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Workplace {
  /// Writes vectors Smiling and Male of the tiny model into the folder; only Smiling is calibrated.
  @discardableResult
  func makeVectors(named name: String = "smile.vectors", seed: UInt64 = 3) throws -> VectorSet {
    let model = try GenerativeModel(package: Repository.tinyModel)
    let vectors = LatentGenerator(seed: seed)
      .sample(.gaussian(mean: 0, standardDeviation: 0.2), count: 2, dimension: model.latentDimension)
    var entries = ["Smiling", "Male"].map { AttributeVector(name: $0, method: .mean, length: 1) }
    entries[0].calibration = .init(slope: 2, intercept: 0.5)
    let set = VectorSet(
      entries: entries,
      vectors: vectors,
      model: VectorSet.Model(name: "tiny", hash: model.encodingHash)
    )
    try set.write(named: file(name).path)
    return set
  }
}
