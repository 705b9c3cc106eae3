import SafeFiles
import Testing

/// Runs `body`, which must throw an error for people, and checks its category and what its sentence names.
func expectExplained(
  _ category: FailureCategory,
  naming words: String...,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
  } catch let error as any ExplainedError {
    #expect(error.category == category, "\(error)", sourceLocation: sourceLocation)
    for word in words {
      #expect(error.description.contains(word), "\(error)", sourceLocation: sourceLocation)
    }
    #expect(!error.description.contains("\n"), "one sentence: \(error)", sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error) is not for people", sourceLocation: sourceLocation)
  }
}
