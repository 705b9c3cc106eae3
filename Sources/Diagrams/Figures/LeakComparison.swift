internal import AttributeVectors
internal import Manifold

/// The strength at which vectors are compared.
enum LeakGain {
  /// The change of the mean probability: it can be seen, and few faces are at an end of their probabilities already.
  static let standard = 0.2
}

/// What two vectors of one attribute bring along when they are equally strong.
struct LeakComparison {
  /// The attribute that vectors are of.
  let attribute: String
  /// The label that comes along.
  let label: String
  /// What the first vector is called.
  let before: String
  /// What the second is called.
  let after: String

  init(of attribute: String, onto label: String, before: String, after: String) {
    (self.attribute, self.label, self.before, self.after) = (attribute, label, before, after)
  }

  /// The change by both vectors, and how much of it is left, with intervals over pictures that are drawn together.
  ///
  /// - Parameters:
  ///   - edits: Both vectors, measured.
  ///   - seed: Of the bootstrap's draws.
  ///   - expected: What shall be left, as a share.
  ///   - notes: Told where nothing can be said.
  /// - Returns: Empty where one of the vectors does not reach the gain.
  func findings(
    _ edits: EqualEdits,
    seed: UInt64,
    expected: ExpectedRange,
    _ notes: inout [String]
  ) -> [FigureFinding] {
    let directions = edits.directions(of: [(before, attribute), (after, attribute)])
    guard !directions.isEmpty else {
      notes.append("One of the vectors of \(attribute) does not reach \(edits.table.gain.words) at any amount.")
      return []
    }
    let (old, new) = (
      edits.logOddsChanges(of: label, by: before, attribute, directions),
      edits.logOddsChanges(of: label, by: after, attribute, directions)
    )
    let (first, second) = (BootstrapInterval(ofMean: old, seed: seed), BootstrapInterval(ofMean: new, seed: seed))
    func subject(_ kind: String) -> String {
      "\(attribute) up by \(LeakGain.standard.rounded(toPlaces: 2)) along the \(kind) vector: change of the log odds of \(label)"
    }
    var findings = [
      FigureFinding(subject(before), first, places: 3), FigureFinding(subject(after), second, places: 3),
    ]
    guard first.isCertain else {
      notes.append(
        "What the \(before) vector of \(attribute) changes in \(label) may be chance, so that no share of it is told."
      )
      return findings
    }
    findings.append(
      FigureFinding(
        "what the \(after) vector leaves of it",
        BootstrapInterval(ofMean: new, over: old, seed: seed),
        expected: expected
      )
    )
    return findings
  }
}
