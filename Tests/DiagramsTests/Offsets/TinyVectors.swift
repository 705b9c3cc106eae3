import AttributeVectors
import Diagrams
import Foundation
import GenerativeModels
import LatentGeometry
import TestSupport

/// Attribute vectors of the tiny model in a folder of one test's own: `smile.vectors` with two of them, `unblur.vectors` with one
/// and plat's `plat.json` with two.
struct TinyVectors {
  let folder: TemporaryFolder
  /// Smiling and Male, the numbers of all three.
  let numbers = Tiny.draws(2, seed: 21)

  init() throws {
    folder = try TemporaryFolder()
    let model = try GenerativeModel(package: Repository.tinyModel)
    try write("smile", rows: 0..<2, model: VectorSet.Model(name: model.name, hash: model.encodingHash))
    try write("unblur", rows: 1..<2, model: nil)
    try write("other", rows: 0..<1, model: VectorSet.Model(name: "another", hash: "0123456789abcdef"))
    try write("plat.json", rows: 0..<2, model: nil)
  }

  private func write(_ name: String, rows: Range<Int>, model: VectorSet.Model?) throws {
    let names = ["Smiling", "Male"]
    let entries = rows.map { AttributeVector(name: names[$0], method: .mean, length: numbers[$0].lengths()[0]) }
    try VectorSet(entries: entries, vectors: numbers[rows], model: model).write(named: path(name))
  }

  func path(_ name: String) -> String { folder.file(name).path }

  var smiling: VectorReference { VectorReference(vectors: path("smile"), name: "Smiling") }
  var unblur: VectorReference { VectorReference(vectors: path("unblur"), name: nil) }

  /// 0.8 of Smiling, and Male taken away.
  var offsets: [LatentOffset] { [LatentOffset(smiling, amount: 0.8), LatentOffset(unblur, amount: -1)] }

  /// Latents with ``offsets`` added by hand.
  func moved(_ latents: LatentBatch) -> LatentBatch {
    Tiny.sum([(1, latents), (0.8, numbers[0]), (-1, numbers[1])])
  }
}

extension Tiny {
  /// Σ wᵢzᵢ in Double, rounded once; a batch of one counts for every row.
  static func sum(_ terms: [(weight: Double, latents: LatentBatch)]) -> LatentBatch {
    let size = terms.map(\.latents.values.count).max() ?? 0
    let values = (0..<size).map { index in
      Float(terms.reduce(0.0) { $0 + $1.weight * Double($1.latents.values[index % $1.latents.values.count]) })
    }
    return LatentBatch(count: size / 48, dimension: 48, values: values)
  }
}
