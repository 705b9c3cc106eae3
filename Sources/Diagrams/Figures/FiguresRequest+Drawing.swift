internal import GenerativeModels
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension FiguresRequest {
  /// Hears what is going on: what is counted, how many are done and how many there are.
  public typealias Progress = @Sendable (_ unit: String, _ done: Int, _ total: Int) -> Void

  /// Checks, before anything is measured, that the folder could be written.
  ///
  /// - Parameters:
  ///   - folder: Where the figures go.
  ///   - overwrite: Whether a folder with figures may be replaced.
  /// - Throws: `FileError`.
  public static func checkOutput(_ folder: URL, overwrite: Bool) throws {
    try AtomicFolder.check(folder, overwrite: overwrite, kind: "the paper's figures") { name in
      name == FiguresReport.pageName || name == FiguresReport.numbersName
        || ((name.hasSuffix(".png") || name.hasSuffix(".html"))
          && PaperItem.allCases.contains { name.hasPrefix($0.rawValue) })
    }
  }

  /// Draws all figures and tables, checks their claims and writes pictures, page and numbers, whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Where the figures go.
  ///   - cache: Where portraits, encodings and vectors are kept between runs.
  ///   - overwrite: Whether a folder with figures may be replaced.
  ///   - studio: Opens models and says how to run them; its own progress is not told.
  ///   - progress: Hears what is going on.
  ///   - finished: Hears of each figure when it is drawn.
  /// - Returns: The report.
  /// - Throws: ``RequestError``, also where nothing at all can be drawn, and the errors of models, data, sets and files.
  public func draw(
    into folder: URL,
    cache: URL,
    overwrite: Bool = false,
    studio: Studio,
    progress: @escaping Progress = { _, _, _ in },
    finished: (FigureResult) -> Void = { _ in }
  ) throws -> FiguresReport {
    try validate()
    try Self.checkOutput(folder, overwrite: overwrite)
    var studio = studio
    studio.progress = { _, _ in }
    let preparation = FigurePreparation(request: self, cache: cache, studio: studio, progress: progress)
    return try AtomicFolder.write(to: folder) { hidden in
      let materials = try preparation.materials(drawingInto: hidden)
      let wanted = PaperItem.allCases.filter { items.isEmpty || items.contains($0) }
      var results: [FigureResult] = []
      for (number, item) in wanted.enumerated() {
        progress("figures", number, wanted.count)
        var result = FigureResult(item, claim: item.figure.claim)
        do {
          try item.figure.draw(with: materials, into: &result)
        } catch let obstacle as FigureObstacle {
          result.obstacle = obstacle.reason
        }
        results.append(result)
        finished(result)
      }
      progress("figures", wanted.count, wanted.count)
      guard results.contains(where: { $0.obstacle == nil }) else {
        let reasons = results.map { "\($0.item.title), since \($0.obstacle ?? "")" }
        throw RequestError.invalid(
          option: items.isEmpty ? "figures" : "--only \(items.map(\.rawValue).joined(separator: ","))",
          reason: "nothing can be drawn: \(reasons.joined(separator: "; ")); give other --data or another --model"
        )
      }
      let report = FiguresReport(
        request: self,
        models: materials.models.map { ModelStamp($0.model) },
        data: materials.dataName,
        cache: cache.path,
        results: results
      )
      try report.write(into: hidden)
      return report
    }
  }
}
