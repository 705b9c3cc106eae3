internal import EncodedSets
internal import GenerativeModels
internal import Imaging
internal import Manifold
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How likely random samples fall outside the manifold of encodings, and how far these deviate from the prior: what White leaves to future
/// work.
enum ManifoldFigure: PaperFigure {
  static let item = PaperItem.futureWork
  static let claim =
    "The encodings of pictures deviate from the prior, so that random samples may fall outside the manifold that they form; how often, the "
    + "paper asks and does not answer."

  static func draw(with materials: FigureMaterials, into result: inout FigureResult) throws {
    _ = try materials.main
    for encodings in materials.encodings { try draw(encodings, materials, &result) }
    if materials.encodings.contains(where: { $0.samples == nil }) {
      result.notes.append(
        "Posterior means vary less than the prior's draws; without a variance from the encoder nothing else can be compared."
      )
    }
  }

  private static func draw(
    _ encodings: FigureMaterials.Encodings,
    _ materials: FigureMaterials,
    _ result: inout FigureResult
  ) throws {
    let name = encodings.model.name
    var request = ManifoldReportRequest()
    request.set = encodings.samples ?? encodings.means
    request.seed = materials.request.seed
    let report = try request.measure(threads: materials.studio.session.threads)
    let inputs = try report.inputs()
    for chart in ["outsideness", "lengths"] {
      guard let found = report.chart(chart) else { continue }
      result.pictures.append(
        try materials.picture(
          report.drawing(of: found, from: inputs),
          named: "\(item.rawValue)-\(name.namePart)-\(chart)",
          caption: "\(name): \(found.caption)",
          command: chart == "outsideness" ? report.command : nil
        )
      )
    }
    let page = "\(item.rawValue)-\(name.namePart).html"
    try AtomicFile.write(Data(report.html.utf8), to: materials.folder.appendingPathComponent(page), overwrite: false)
    result.notes.append("\(name): the whole report is \(page), beside this page.")
    append(report, of: name, &result)
  }

  private static func append(_ report: ManifoldReport, of name: String, _ result: inout FigureResult) {
    let answer = report.answer
    func percent(_ share: ShareInterval) -> ClosedRange<Double> { 100 * share.lower...100 * share.upper }
    result.findings += [
      FigureFinding(
        "\(name): random samples outside the manifold of encodings",
        100 * answer.outside.value,
        interval: percent(answer.outside),
        unit: "%",
        places: 1
      ),
      FigureFinding(
        "\(name): held-out encodings outside",
        100 * answer.heldOutOutside.value,
        interval: percent(answer.heldOutOutside),
        unit: "%",
        places: 1
      ),
      FigureFinding(
        "\(name): difference",
        100 * answer.difference.value,
        interval: 100 * answer.difference.lower...100 * answer.difference.upper,
        unit: "points",
        places: 1,
        expected: "above 0",
        holds: answer.difference.lower > 0
      ),
    ]
    if let energy = report.comparison.energy {
      result.findings.append(
        FigureFinding("\(name): energy distance to the prior, p", energy.pValue, places: 3)
      )
    }
    if let classifier = report.comparison.classifier {
      result.findings.append(
        FigureFinding(
          "\(name): AUC of a classifier that tells encodings from draws of the prior (0.5: it cannot)",
          classifier.area,
          interval: classifier.lower...classifier.upper,
          places: 3
        )
      )
    }
  }
}
