internal import Manifold

extension ManifoldReport {
  /// The report as a page in one file.
  public var html: String {
    HTMLPage(
      title: "\(latents?.name ?? set.name) and the prior",
      content: [header] + sections + [footer]
    ).text
  }

  private var header: HTMLNode {
    let title = "How far the \(subject) of \(latents?.name ?? set.name) lie from the prior"
    let about =
      "Model \(set.model); \(set.count.grouped) encodings of \(set.dimension) numbers"
      + (latents.map { "; \($0.count.grouped) latents" } ?? "") + "; prior \(prior)"
    return .element(
      "header",
      nil,
      [
        .element("h1", nil, title), .paragraph(about, kind: "muted"), tiles, .paragraph(lead, kind: "lead"),
      ] + notes.map { .paragraph($0, kind: "note") }
    )
  }

  private var tiles: HTMLNode {
    func tile(_ name: String, _ number: String, _ range: String) -> HTMLNode {
      .element(
        "div",
        "tile",
        [.paragraph(name, kind: "muted"), .paragraph(number, kind: "number"), .paragraph(range, kind: "range")]
      )
    }
    func share(_ name: String, _ share: ShareInterval) -> HTMLNode {
      tile("\(name) outside", "\(share.percents.number) %", "\(share.percents.range) %")
    }
    func points(_ name: String, _ difference: ShareDifference) -> HTMLNode {
      tile(
        name,
        (difference.value > 0 ? "+" : "") + difference.points.number,
        "\(difference.points.range) points"
      )
    }
    let tiles: [HTMLNode]
    if let latents = answer.latentsOutside, let difference = answer.latentsDifference {
      tiles = [
        share("Latents", latents), share("Held-out", answer.heldOutOutside), points("Difference", difference),
        share("Samples", answer.outside),
      ]
    } else {
      tiles = [
        share("Random samples", answer.outside), share("Held-out encodings", answer.heldOutOutside),
        points("Difference", answer.difference),
      ]
    }
    return .element("div", "answer", tiles)
  }

  private var lead: String {
    // Where the report is about latents, what is said of draws is not about them.
    let findings = findings.filter { latents == nil || ($0.topic != .outside && $0.topic != .latents) }
    let failing = findings.filter { !$0.holds }
    let verdict =
      failing.isEmpty
      ? "As far as these tests can tell, the \(subject) follow the prior."
      : failing.count == findings.count
        ? "By none of the \(findings.count) comparisons below do the \(subject) follow the prior."
        : "By \(failing.count) of the \(findings.count) comparisons below the \(subject) do not follow the prior."
    let (draws, held) = ("\(answer.outside.value.percent) %", "\(answer.heldOutOutside.value.percent) %")
    guard let latents = answer.latentsOutside else {
      return
        "How likely is a random sample to fall outside the manifold of encodings? With probability \(draws); an encoding that "
        + "the manifold was not made from does with \(held). " + verdict
    }
    return
      "Of the latents \(latents.value.percent) % are outside the manifold of encodings; of encodings that it was not made from "
      + "\(held), of random samples \(draws). " + verdict
  }

  private var sections: [HTMLNode] {
    [
      latents == nil
        ? nil
        : section(
          "These latents",
          .latents,
          [
            .table(latentHead, latentRows),
            .paragraph(coverText(shownResults.first?.latents?.coverageQueryCount), kind: "muted"),
            .table(cover("latents") { $0.latents }),
            .paragraph(
              "What is made of encodings lies near them: where latents come from encodings, hold these out with `--held-out`, or the "
                + "share outside says little. Latents that are too short lie within many balls, too: look at density and lengths.",
              kind: "muted"
            ),
          ]
        ),
      section(
        "Inside and outside",
        .outside,
        [
          .paragraph(
            "The manifold of encodings is taken to be all that lies within balls around \(split.referenceCount.grouped) encodings, each ball "
              + "reaching to its center's k-th nearest other. In many dimensions most encodings that the balls were not made from "
              + "lie outside, too: only the difference counts.",
            kind: "muted"
          ),
          .table(outsideHead, outsideRows),
        ] + figures("outsideness", "outside") + [
          .paragraph(coverText(shownResults.first?.priorSamples.coverageQueryCount), kind: "muted"),
          .table(cover("prior samples") { $0.priorSamples }),
        ]
      ),
      section("Lengths", .lengths, figures("lengths") + [lengthTable]),
      section(
        "Dimensions",
        .coordinates,
        figures("deviations", "means", "distances") + [dimensionTable]
      ),
      comparison.spectrum == nil ? nil : section("Covariance", .covariance, figures("spectrum")),
      section("Whole laws", .laws, [lawTable]),
      assumptions,
    ].compactMap { $0 }
  }

  // MARK: Parts

  private func coverText(_ count: Int?) -> String {
    "Density is the number of balls around a row, over k: 1 for encodings' own law. Coverage is the share of balls that hold any of "
      + "\((count ?? 0).grouped) rows."
  }

  private func sentence(_ topic: Finding.Topic) -> String { findings.first { $0.topic == topic }?.sentence ?? "" }

  private func section(_ title: String, _ topic: Finding.Topic, _ content: [HTMLNode]) -> HTMLNode {
    guard let finding = findings.first(where: { $0.topic == topic }) else { return .element("section") }
    let (same, other) =
      topic == .latents
      ? ("as held-out encodings", "differs from held-out encodings") : ("as under the prior", "differs from the prior")
    let verdict = HTMLNode.element("p", finding.holds ? "verdict same" : "verdict other", finding.holds ? same : other)
    return .element("section", nil, [.element("h2", nil, title), verdict, .paragraph(finding.sentence)] + content)
  }

  private func figures(_ names: String...) -> [HTMLNode] {
    names.compactMap { chart($0) }.map { .figure($0.chart, caption: $0.caption) }
  }

  private var lengthTable: HTMLNode {
    let lengths = comparison.lengths
    return .table(
      ["quantile"] + lengths.levels.map { "\(Int(($0 * 100).rounded())) %" },
      [
        [subject] + lengths.quantiles.map(\.short),
        ["prior"] + lengths.priorQuantiles.map(\.short),
      ]
    )
  }

  private var dimensionTable: HTMLNode {
    let all = comparison.coordinates.coordinates
    let means = all.filter { $0.priorStandardDeviation > 0 }
      .map { abs($0.mean - $0.priorMean) / $0.priorStandardDeviation }.sorted()
    let ratios = all.filter { $0.priorStandardDeviation > 0 }
      .map { $0.standardDeviation / $0.priorStandardDeviation }.sorted()
    let distances = all.map(\.distance).sorted()
    func row(_ name: String, _ sorted: [Double], _ chance: String) -> [String] {
      guard let least = sorted.first, let most = sorted.last else { return [name, "-", "-", "-", chance] }
      return [name, least.fixed(3), sorted[sorted.count / 2].fixed(3), most.fixed(3), chance]
    }
    let band = bands.standardDeviation
    return .table(
      ["of \(all.count) dimensions", "least", "middle", "most", "by chance"],
      [
        row("distance of the mean, in sd", means, "up to \(bands.mean.upperBound.fixed(3))"),
        row("sd, by the prior's", ratios, "\(band.lowerBound.fixed(3)) to \(band.upperBound.fixed(3))"),
        row("Kolmogorov-Smirnov distance", distances, "up to \((bands.rejectionDistances.first ?? 1).fixed(3))"),
      ]
    )
  }

  private var lawTable: HTMLNode {
    var rows: [[String]] = []
    if let energy = comparison.energy {
      rows.append(["energy distance", energy.value.short, "0", energy.pValue.pText])
      rows.append(["  as a share of the mean distance", energy.coefficient.short, "0", ""])
    }
    if let classifier = comparison.classifier {
      rows.append([
        "area under the ROC curve", classifier.area.fixed(3), "0.5", classifier.pValue.pText,
      ])
    }
    let sliced = comparison.slicedWasserstein
    rows.append(["sliced Wasserstein distance", sliced.value.short, sliced.nullValue.short, ""])
    rows.append(["  along the worst direction", sliced.maximum.short, sliced.nullMaximum.short, ""])
    return .table(["", "measured", "under the prior", ""], rows)
  }

  private var assumptions: HTMLNode {
    let wilson = shownResults.contains {
      [$0.priorSamples.outside.method, $0.heldOut.outside.method, $0.latents?.outside.method].contains(.wilson)
    }
    let items =
      set.condition.map { "\(set.count.grouped) of \(set.total.grouped) items, those with \($0)" }
      ?? "all \(set.total.grouped) items"
    var facts = [
      ("set", "\(set.name), \(items)"),
      ("encodings", set.posterior == "mean" ? "posterior means" : "draws of the posterior"),
      ("held out", "\(split.heldOutCount.grouped) encodings: \(split.origin)"),
      ("manifold", "\(split.referenceCount.grouped) encodings"),
      ("prior", prior),
      ("random samples", "\(manifold.priorSampleCount.grouped) looked for in the manifold"),
      ("compared", "\(comparison.count.grouped) \(subject) with as many draws of the prior"),
      (
        "intervals",
        "95 %, bootstrap over rows beside the same manifold"
          + (wilson ? "; Wilson's for shares of 0 and 100 %, Newcombe's for their differences" : "")
      ),
      ("seed", "\(seed)"),
      ("model", "\(set.model), \(set.modelHash)"),
      ("latents' SHA-256", set.vectorsSHA256),
    ]
    if let latents { facts.insert(("latents", "\(latents.count.grouped) of \(latents.name)"), at: 1) }
    return .element(
      "section",
      nil,
      [
        .element("h2", nil, "What was assumed"), .facts(facts.map { (name: $0.0, value: $0.1) }),
        .element("pre", nil, [.element("code", nil, command)]),
      ]
    )
  }

  private var footer: HTMLNode {
    .element(
      "footer",
      nil,
      [
        .paragraph(
          "Sextant \(version). Balls: Kynkäänniemi et al. 2019; density and coverage: Naeem et al. 2020; energy distance: Székely and Rizzo "
            + "2013; classifier: Lopez-Paz and Oquab 2017; false discovery: Benjamini and Hochberg 1995; spectrum: Marchenko and Pastur "
            + "1967, Johnstone 2001; inactive dimensions: Burda et al. 2016."
        )
      ]
    )
  }
}

extension Int {
  /// The number with commas between thousands: "12,000".
  fileprivate var grouped: String {
    var digits = Substring(String(magnitude))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }
}
