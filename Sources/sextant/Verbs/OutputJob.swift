import Diagrams

/// An output that is going to be made: all that can be checked before is checked.
protocol OutputJob {
  /// Where it goes.
  var name: OutputName { get }

  /// Draws and writes.
  ///
  /// - Parameters:
  ///   - studio: Opens models and says how to run them.
  ///   - overwrite: Whether what exists may be replaced.
  /// - Returns: What came of it.
  /// - Throws: What drawing or writing throws.
  func carryOut(in studio: Studio, overwrite: Bool) throws -> Outcome
}

/// What came of an output.
struct Outcome {
  /// Where it is, as the person would have typed it.
  let path: String
  /// Its pixels.
  let size: (width: Int, height: Int)
  /// What the person should read.
  let notes: [String]
  /// Results for people.
  let lines: [String]
  /// Results for programs.
  let report: AnyEncodable

  /// Says what came of it.
  ///
  /// - Parameters:
  ///   - reporting: How.
  ///   - isOneOfMany: Whether more follow: an object of results is then a line.
  /// - Throws: ``ConsoleError``.
  func report(_ reporting: ReportingOptions, isOneOfMany: Bool = false) throws {
    for sentence in notes { reporting.note(sentence) }
    if reporting.json {
      try JSONReport.print(report, isLine: isOneOfMany)
    } else if !reporting.quiet {
      for line in lines { try Console.data(line) }
      reporting.note("wrote \(path), \(size.width) x \(size.height)")
    }
  }
}

extension StudioRequest {
  /// The request with a seed where it needs one, and the line that tells the seed where it was drawn now.
  ///
  /// - Parameter known: The seed of the drawings before.
  /// - Returns: Both.
  func seeded(_ known: UInt64? = nil) -> (request: Self, note: String?) {
    guard isRandom, seed == nil else { return (self, nil) }
    var request = self
    let seed = known ?? RandomOptions.drawn()
    request.seed = seed
    return (request, known == nil ? "seed \(seed)" : nil)
  }
}
