internal import AttributeVectors
internal import Datasets
internal import Manifold

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How two labels come together, beside the percentages that the paper prints: tables 1 and 2.
struct LabelPairTable {
  /// The labels as the paper has them.
  let paperNames: [String]
  /// Its percentages.
  let paper: AttributeContingency

  /// Counts and compares.
  ///
  /// - Parameters:
  ///   - names: The two labels.
  ///   - materials: The pictures.
  ///   - result: Receives the table and the findings.
  /// - Throws: ``FigureObstacle`` without the labels, and the errors of label files and sets.
  func draw(_ names: [String], with materials: FigureMaterials, into result: inout FigureResult) throws {
    let report = try contingency(names, materials)
    let (isPapers, paper) = (names == paperNames, percents)
    let shares = report.cells.map { 100 * $0.share }
    func cell(_ index: Int) -> String {
      "\(shares[index].fixed(1)) %" + (isPapers ? " (\(paper[index].fixed(0)) %)" : "")
    }
    func total(_ first: Int, _ second: Int) -> String {
      "\((shares[first] + shares[second]).fixed(1)) %"
        + (isPapers ? " (\((paper[first] + paper[second]).fixed(0)) %)" : "")
    }
    result.table = FigureResult.Table(
      head: ["", names[1], "not \(names[1])", "total"],
      rows: [
        [names[0], cell(0), cell(1), total(0, 1)],
        ["not \(names[0])", cell(2), cell(3), total(2, 3)],
        ["total", total(0, 2), total(1, 3), isPapers ? "100 % (100 %)" : "100 %"],
      ]
    )
    result.notes.append(
      "\(report.items) pictures: \(report.source.name)." + (isPapers ? " In brackets, the paper's." : "")
    )
    if isPapers { result.findings.append(difference(report, seed: materials.request.seed)) }
    if let phi = phi(report, isPapers: isPapers, seed: materials.request.seed) { result.findings.append(phi) }
  }

  /// The official lists where there are some: the pictures themselves may be but a part of what those name.
  private func contingency(_ names: [String], _ materials: FigureMaterials) throws -> ContingencyReport {
    do {
      guard let layout = try? CelebALayout(folder: materials.data) else {
        return try ContingencyReport(.set(materials.main.means, condition: nil, split: nil), attributes: names)
      }
      let labels = layout.labelFile.path
      // Portraits meet the shares in each thousand: of a part they are scattered, of all they are exact.
      if materials.request.data != nil, let partition = layout.partitionFile?.path {
        let train = LabelSource.file(labels, partition: partition, split: .train)
        do { return try ContingencyReport(train, attributes: names) } catch is RequestError {}
      }
      return try ContingencyReport(.file(labels, partition: nil, split: nil), attributes: names)
    } catch let error as AttributeError {
      throw FigureObstacle(reason: "the pictures have no such labels: \(error.description)")
    }
  }

  /// The cell that is farthest from the paper's.
  ///
  /// The paper rounds to whole percents, which is worth half a point, and does not say which pictures it counts; of CelebA's splits
  /// and the whole the shares differ by as much again. What is left within a point, or within the sampling error of
  /// few pictures, is the same table.
  private func difference(_ report: ContingencyReport, seed: UInt64) -> FigureFinding {
    let paper = percents
    let distances = zip(report.cells, paper).map { abs(100 * $0.share - $1) }
    let farthest = distances.indices.max { distances[$0] < distances[$1] } ?? 0
    let cell = report.cells[farthest]
    let interval = BootstrapInterval(ofShare: Share(cell.count, of: report.items), seed: seed)
    let (lower, upper) = (100 * interval.lower - paper[farthest], 100 * interval.upper - paper[farthest])
    let name = cell.labels.map { ($0.isPresent ? "" : "not ") + $0.attribute }.joined(separator: ", ")
    return FigureFinding(
      "largest difference from the paper's share (\(name))",
      100 * interval.estimate - paper[farthest],
      interval: lower...upper,
      unit: "points",
      expected: "within 1 point, give or take the sampling error",
      holds: lower <= 1 && upper >= -1
    )
  }

  private func phi(_ report: ContingencyReport, isPapers: Bool, seed: UInt64) -> FigureFinding? {
    guard report.pairs[0].phi != nil else { return nil }
    let counts = report.cells.map(\.count)
    func column(_ flags: [Double]) -> [Double] { zip(flags, counts).flatMap { [Double](repeating: $0, count: $1) } }
    let columns = [column([1, 0, 0, 0]), column([1, 1, 0, 0]), column([1, 0, 1, 0])]
    let interval = BootstrapInterval(ofMeans: columns, seed: seed) { means in
      let spread = (means[1] * (1 - means[1]) * means[2] * (1 - means[2])).squareRoot()
      return spread > 0 ? (means[0] - means[1] * means[2]) / spread : 0
    }
    let expected = isPapers ? paper.phi : nil
    return FigureFinding(
      "phi, how the two go together" + (expected.map { " (\($0.fixed(2)) by the paper's percentages)" } ?? ""),
      interval,
      // Which way they go together is the claim; how much is in the table.
      expected: expected.map { $0 < 0 ? .below(0) : .above(0) }
    )
  }

  private var percents: [Double] {
    [paper.both, paper.firstOnly, paper.secondOnly, paper.neither].map { Double($0) }
  }
}
