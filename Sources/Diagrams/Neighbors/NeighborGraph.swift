#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import EncodedSets
internal import LatentGeometry
internal import Manifold
internal import SafeFiles

/// The graph of a set's neighbors, kept in the set's folder and built when it is first asked for.
struct NeighborGraph {
  /// What is said of it.
  let index: NeighborsMeasurements.Index

  private let graph: ApproximateIndex

  /// Reads the graph of a set, or builds, measures and keeps it where there is none that fits the set as it is now.
  init(of set: EncodedSet, metric: DistanceMetric, k: Int) throws {
    let file = set.folder.url.appendingPathComponent("neighbors-\(metric.rawValue).graph")
    if FileManager.default.fileExists(atPath: file.path) {
      do {
        graph = try ApproximateIndex(reading: file, of: set.vectors, metric: metric)
        index = NeighborsMeasurements.Index(file: file.shownPath, built: nil)
        return
      } catch is ApproximateIndexError {
        // The set has grown, or the file is damaged: both are mended by a new one.
      }
    }
    graph = try ApproximateIndex(building: set.vectors, metric: metric)
    let report = try graph.assess(set.vectors, k: k, excluding: Array(0..<set.count))
    try graph.save(to: file, overwrite: true)
    index = NeighborsMeasurements.Index(
      file: file.shownPath,
      built: NeighborsMeasurements.Index.Built(
        recall: report.recall,
        seconds: report.seconds,
        exactSeconds: report.exactSecondsAlone,
        pays: report.pays,
        warnings: report.warnings
      )
    )
  }

  /// Most of the nearest items of each query.
  func nearest(to queries: LatentBatch, k: Int, excluding own: [Int?], threads: Int?) -> NeighborTable {
    graph.nearest(to: queries, k: k, excluding: own, threads: threads)
  }
}
