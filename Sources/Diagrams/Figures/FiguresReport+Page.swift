internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension FiguresReport {
  /// Writes the page and the numbers beside the pictures.
  func write(into folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(
      encoder.encode(self) + Data("\n".utf8),
      to: folder.appendingPathComponent(Self.numbersName),
      overwrite: false
    )
    let page = HTMLPage(
      title: Self.title,
      content: try [header] + results.map { try section($0, in: folder) } + [footer]
    )
    try AtomicFile.write(Data(page.text.utf8), to: folder.appendingPathComponent(Self.pageName), overwrite: false)
  }

  private static let title = "Sampling Generative Networks, drawn again"

  private var header: HTMLNode {
    let judged = results.filter { $0.holds != nil }
    let holding = judged.count { $0.holds == true }
    let undrawn = results.count { $0.obstacle != nil }
    let sum =
      "Of \(judged.count) claims that were measured, \(holding.counted("holds", "hold"))"
      + (undrawn > 0 ? "; \(undrawn) could not be drawn" : "") + "."
    let rows = results.map { result in
      [
        "\(result.item.title): \(result.item.subject)", result.verdict,
      ]
    }
    return .element(
      "header",
      nil,
      [
        .element("h1", nil, Self.title),
        .paragraph(
          "Figures and tables of Tom White, Sampling Generative Networks (arXiv 1609.04468), by "
            + "\(models.map(\.name).joined(separator: ", ")) from \(data). Intervals cover 95 %; numbers without one are no estimates: p-values, lengths in units of "
            + "their standard error, and amounts that were set for a gain to be reached.",
          kind: "muted"
        ),
        .paragraph(
          "Every picture carries the recipe that draws it again: sextant replay figure2.png --out again.png. Recipes, and the commands "
            + "on this page, read encodings and vectors in \(cache) and work for as long as that folder is kept.",
          kind: "muted"
        ),
        .paragraph(sum, kind: "lead"), .table(["", "claim"], rows),
      ]
    )
  }

  private func section(_ result: FigureResult, in folder: URL) throws -> HTMLNode {
    let kind = result.holds.map { $0 ? "verdict same" : "verdict other" } ?? "verdict muted"
    var content: [HTMLNode] = [
      .element("h2", nil, "\(result.item.title): \(result.item.subject)"), .element("p", kind, result.verdict),
      .paragraph(result.claim),
    ]
    content += try result.pictures.map { picture in
      .figure(
        try Data(contentsOf: folder.appendingPathComponent(picture.file)),
        width: picture.width,
        height: picture.height,
        caption: picture.caption
      )
    }
    if let table = result.table { content.append(.table(table.head, table.rows)) }
    if !result.findings.isEmpty {
      content.append(
        .table(
          ["", "measured", "95 % interval", "expected", "met"],
          result.findings.map { finding in
            [
              finding.subject, finding.shown, finding.intervalText ?? "", finding.expected ?? "",
              finding.holds.map { $0 ? "yes" : "no" } ?? "",
            ]
          }
        )
      )
    }
    content += result.notes.map { .paragraph($0, kind: "muted") }
    let commands = result.pictures.compactMap(\.command)
    if !commands.isEmpty {
      content.append(.element("pre", nil, [.element("code", nil, commands.joined(separator: "\n"))]))
    }
    return .element("section", nil, content)
  }

  private var footer: HTMLNode {
    .element(
      "footer",
      nil,
      [
        .paragraph(
          "Sextant \(sextant), seed \(request.seed). "
            + models.map { "\($0.name): \($0.hash)" }.joined(separator: "; ") + "."
        )
      ]
    )
  }
}
