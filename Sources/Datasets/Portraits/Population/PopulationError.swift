#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// Correlations that no population has, or that cannot be read.
public enum PopulationError: ExplainedError, Equatable {
  /// A table needs 1 to 6 attributes, each once.
  case attributes([String])
  /// The label Blurry is a report and no property of a person.
  case blurry
  /// A table needs 2^k shares with a sum of 100 per cent.
  case percent([String], count: Int, sum: Double)
  /// Tables contradict each other, or what is possible at all.
  case contradiction(table: String, expected: Double, actual: Double)
  /// A file's text is not of the form.
  case malformed(URL, place: String, problem: String)
  /// A file's tables cannot be used.
  case inFile(URL, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory { .badData }

  /// One sentence with the place and the cure.
  public var description: String {
    switch self {
    case .attributes(let names):
      "a table of \(names.isEmpty ? "no attributes" : names.joined(separator: ", ")): name 1 to 6 attributes, each once"
    case .blurry:
      "Blurry cannot be correlated: it is a report about pictures, drawn from brightness and blur; leave it out"
    case .percent(let names, let count, let sum):
      """
      the table of \(names.joined(separator: " x ")): needs \(1 << min(names.count, 6)) percentages of at least 0 with \
      the sum 100, but has \(count) with the sum \(Self.text(sum)); correct them
      """
    case .contradiction(let table, let expected, let actual):
      """
      the table of \(table) cannot be met together with the others: a cell that should hold \(Self.text(expected)) % \
      comes to \(Self.text(actual)) %; make the tables agree on the shares of what they have in common (a portrait has \
      at most one colour of hair)
      """
    case .malformed(let file, let place, let problem):
      "\(file.shownPath): \(place.isEmpty ? "" : "\(place): ")\(problem); correct it in this file"
    case .inFile(let file, let reason):
      "\(file.shownPath): \(reason)"
    }
  }

  private static func text(_ number: Double) -> String {
    let hundredths = (number * 100).rounded()
    return abs(hundredths) < 1e15 ? "\(hundredths / 100)" : "\(number)"
  }
}
