internal import Manifold

extension ManifoldReport {
  /// What a person reads: the short answer, the shares by k, and what holds of the rest.
  public var lines: [String] {
    let table = TextTable.lines([outsideHead] + outsideRows)
    let rest = findings.filter { $0.topic != .outside }.map { "\($0.holds ? "holds " : "differs")  \($0.sentence)" }
    let latents = latents == nil ? [] : [""] + TextTable.lines([latentHead] + latentRows)
    return [findings.first?.sentence ?? ""] + [""] + table + latents + [""] + rest
      + (notes.isEmpty ? [] : [""] + notes)
  }

  /// The columns of ``outsideRows``.
  var outsideHead: [String] { ["outside, %", "prior samples", "held-out encodings", "difference"] }

  /// The shares outside for each k that was asked for.
  var outsideRows: [[String]] { shownResults.map { Self.outsideRow($0, $0.priorSamples) } }

  /// The columns of ``latentRows``.
  var latentHead: [String] { ["outside, %", "latents", "held-out encodings", "difference"] }

  /// The latents' shares outside for each k that was asked for.
  var latentRows: [[String]] {
    shownResults.compactMap { result in result.latents.map { Self.outsideRow(result, $0) } }
  }

  private static func outsideRow(
    _ result: ManifoldOutsideness.Result,
    _ rows: ManifoldOutsideness.Comparison
  ) -> [String] {
    [
      "k = \(result.k)", rows.outside.percents.whole, result.heldOut.outside.percents.whole,
      rows.difference.signedText,
    ]
  }

  /// Density and coverage of some rows beside the held-out encodings', for each k that was asked for.
  ///
  /// - Parameters:
  ///   - name: What the rows are called.
  ///   - rows: Which ones.
  /// - Returns: Names of columns and cells.
  func cover(
    _ name: String,
    _ rows: (ManifoldOutsideness.Result) -> ManifoldOutsideness.Comparison?
  ) -> (head: [String], rows: [[String]]) {
    let cells = shownResults.compactMap { result in
      rows(result).map { rows in
        [
          "k = \(result.k)", rows.density.estimate.fixed(3), result.heldOut.density.estimate.fixed(3),
          rows.coverage.percent + " %", rows.heldOutCoverage.percent + " %",
        ]
      }
    }
    return (["", "density, \(name)", "held-out", "coverage, \(name)", "held-out"], cells)
  }

  /// The results for the numbers of neighbors that were asked for.
  var shownResults: [ManifoldOutsideness.Result] { ks.compactMap { manifold.result(k: $0) } }
}
