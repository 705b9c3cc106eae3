import Testing

/// What a person gives the program, and what it must answer.
struct BadInput: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let arguments: [String]
  private let code: Int32
  private let words: [String]
  private let environment: [String: String]
  private let prepare: @Sendable (Workplace) throws -> Void

  /// A kind of bad input.
  ///
  /// - Parameters:
  ///   - description: Its name among the cases of a test.
  ///   - arguments: What follows the program's name.
  ///   - code: The exit code.
  ///   - words: What the sentence must contain.
  ///   - environment: Variables on top of those of the tests.
  ///   - prepare: Puts the bad input into the test's folder.
  init(
    _ description: String,
    _ arguments: [String],
    _ code: Int32,
    _ words: [String],
    environment: [String: String] = [:],
    prepare: @escaping @Sendable (Workplace) throws -> Void = { _ in }
  ) {
    testDescription = description
    self.arguments = arguments
    self.code = code
    self.words = words
    self.environment = environment
    self.prepare = prepare
  }

  /// Gives it to the program: the exit code, one sentence that names what is at fault, nothing written.
  func isExplainedInOneSentence() async throws {
    let place = try Workplace()
    try prepare(place)
    try await place.fail(arguments, code: code, naming: words, environment: environment)
  }

  /// Puts `a.npy` with as many rows as are asked for, of four numbers, into a test's folder.
  static func rows(_ count: Int) -> @Sendable (Workplace) throws -> Void {
    { place in try place.makeLatents(count, dimension: 4, to: "a.npy") }
  }
}
