internal import Manifold

extension ManifoldReport {
  /// What a person reads: the short answer, the shares by k, and what holds of the rest.
  public var lines: [String] {
    let table = TextTable.lines([outsideHead] + outsideRows)
    let rest = findings.filter { $0.topic != .outside }.map { "\($0.holds ? "holds " : "differs")  \($0.sentence)" }
    return [findings.first?.sentence ?? ""] + [""] + table + [""] + rest
      + (notes.isEmpty ? [] : [""] + notes)
  }

  /// The columns of ``outsideRows``.
  var outsideHead: [String] {
    ["outside, %", "prior samples", "held-out encodings", "difference"]
      + (latents == nil ? [] : ["latents", "difference"])
  }

  /// The shares outside for each k that was asked for.
  var outsideRows: [[String]] {
    shownResults.map { result in
      func range(_ share: ShareInterval) -> String {
        "\(share.value.percent) (\(share.lower.percent) to \(share.upper.percent))"
      }
      var cells = [
        "k = \(result.k)", range(result.priorSamples.outside), range(result.heldOut.outside),
        result.priorSamples.difference.signedText,
      ]
      if let latents = result.latents { cells += [range(latents.outside), latents.difference.signedText] }
      return cells
    }
  }

  /// The columns of ``coverRows``.
  var coverHead: [String] {
    ["", "density, prior samples", "held-out", "coverage, prior samples", "held-out"]
      + (latents == nil ? [] : ["density, latents", "coverage, latents", "held-out"])
  }

  /// Density and coverage for each k that was asked for.
  var coverRows: [[String]] {
    shownResults.map { result in
      let draws = result.priorSamples
      var cells = [
        "k = \(result.k)", draws.density.estimate.fixed(3), result.heldOut.density.estimate.fixed(3),
        draws.coverage.percent + " %", draws.heldOutCoverage.percent + " %",
      ]
      if let latents = result.latents {
        cells += [
          latents.density.estimate.fixed(3), latents.coverage.percent + " %", latents.heldOutCoverage.percent + " %",
        ]
      }
      return cells
    }
  }

  /// The results for the numbers of neighbors that were asked for.
  var shownResults: [ManifoldOutsideness.Result] { ks.compactMap { manifold.result(k: $0) } }
}
