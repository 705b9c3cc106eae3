public import SafeFiles

/// Numbers of a sequence for which an input does not exist.
public struct MissingFrames: ExplainedError, Equatable {
  /// The sequence as it was typed.
  public let sequence: String
  /// How many numbers it has.
  public let count: Int
  /// The numbers without an input, at least one, and what is missing for the first of them.
  public let numbers: [Int]
  /// The path that is missing for the first of them.
  public let path: String

  /// Numbers without their inputs.
  ///
  /// - Parameters:
  ///   - sequence: The sequence as it was typed.
  ///   - count: How many numbers it has.
  ///   - numbers: The numbers without an input, at least one.
  ///   - path: The path that is missing for the first of them.
  public init(sequence: String, count: Int, numbers: [Int], path: String) {
    precondition(!numbers.isEmpty, "something is missing")
    self.sequence = sequence
    self.count = count
    self.numbers = numbers
    self.path = path
  }

  /// Inputs are missing.
  public var category: FailureCategory { .missingInput }

  /// One sentence with the numbers, at most ten of them.
  public var description: String {
    let shown = numbers.prefix(10).map(String.init).joined(separator: ", ")
    let more = numbers.count > 10 ? " and \(numbers.count - 10) more" : ""
    return
      "\(path): no such file; of --sequence \(sequence) \(numbers.count) of \(count.counted("number")) \(numbers.count.form("has", "have")) no picture "
      + "(\(shown)\(more)); choose another range or step, or add them"
  }
}
