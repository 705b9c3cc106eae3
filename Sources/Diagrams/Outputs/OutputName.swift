internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The name of one output: all that a ``NameTemplate`` leaves open is known but the free number of `%SEQ%`.
public struct OutputName: Sendable, Equatable {
  /// What stands before, between and after the free number.
  private let pieces: [String]

  /// The name of a request's output, before anything is drawn.
  ///
  /// - Parameters:
  ///   - template: What was typed.
  ///   - request: What will be drawn, with its seed.
  ///   - frame: The number of the sequence that it belongs to.
  ///   - moment: What date and time are.
  ///   - studio: Opens the models where their size is asked for.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a key that has no value here, and the errors of models.
  public init(
    _ template: NameTemplate,
    of request: any StudioRequest,
    frame: Int? = nil,
    moment: LocalMoment = .now,
    in studio: Studio = Studio()
  ) throws {
    let verb = type(of: request).verb
    try self.init(template, frame: frame, naming: verb) { try request.name(of: $0, moment: moment, in: studio) }
  }

  /// The name of an output that no ``StudioRequest`` stands behind, such as latents and charts of measurements.
  ///
  /// - Parameters:
  ///   - template: What was typed.
  ///   - verb: What writes it, such as `latents walk`.
  ///   - set: The encoded set that is measured, where there is one.
  ///   - moment: What date and time are.
  ///   - value: What stands for any other key; nil where there is nothing.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a key that has no value here, and what `value` throws.
  public init(
    _ template: NameTemplate,
    of verb: String,
    set: String? = nil,
    moment: LocalMoment = .now,
    _ value: (NameKey) throws -> String? = { _ in nil }
  ) throws {
    try self.init(template, naming: verb) { key in
      switch key {
      case .date: moment.date
      case .time: moment.time
      case .verb: verb.replacing(" ", with: "-")
      case .version: Sextant.version
      case .set: try set.map(\.setStem) ?? value(key)
      default: try value(key)
      }
    }
  }

  /// A name of which every value is asked for.
  ///
  /// - Parameters:
  ///   - template: What was typed.
  ///   - frame: The number of the sequence that it belongs to.
  ///   - verb: What draws, for messages.
  ///   - value: What stands for a key; nil where there is nothing.
  /// - Throws: ``RequestError/invalid(option:reason:)`` for a key that has no value here, and what `value` throws.
  private init(
    _ template: NameTemplate,
    frame: Int? = nil,
    naming verb: String,
    _ value: (NameKey) throws -> String?
  ) throws {
    pieces = try template.filled(frame: frame) { key in
      guard let value = try value(key), !value.isEmpty else {
        let reason =
          key == .seed
          ? "%SEED% has no value, since nothing in this drawing is random; leave it out"
          : "\(key.shown) has no value in this drawing of \(verb); leave it out"
        throw RequestError.invalid(option: "--out \(template.text)", reason: reason)
      }
      return value
    }
    // A slash at the very end means a folder of frames, which can be numbered.
    let tail = pieces.dropFirst().joined()
    guard !tail.dropLast(tail.hasSuffix("/") ? 1 : 0).contains("/") else {
      throw RequestError.invalid(
        option: "--out \(template.text)",
        reason: "%SEQ% numbers files, and stands in a folder's name here; put it after the last slash"
      )
    }
  }

  /// Whether the output takes the first free number.
  public var isNumbered: Bool { pieces.count > 1 }

  /// The place that the output would have now: the only one, or that of the first free number.
  public var place: URL { isNumbered ? FreeName.first(of: url).place : url(0) }

  /// Writes the output.
  ///
  /// - Parameter body: Writes to the place that it receives; where the output is numbered this is another than its own, and
  ///   nothing can be in the way.
  /// - Returns: Where the output is, and what `body` returned.
  /// - Throws: What `body` throws, and `FileError`.
  public func write<Result>(_ body: (URL) throws -> Result) throws -> (place: URL, result: Result) {
    guard isNumbered else { return (place, try body(place)) }
    return try FreeName.write(to: url, body)
  }

  /// A place of this name as the person would have typed it.
  ///
  /// - Parameter place: What ``write(_:)`` returned.
  /// - Returns: Its path, relative where the template was.
  public func shown(_ place: URL) -> String {
    guard isNumbered else { return pieces[0] }
    let folder = pieces[0].lastIndex(of: "/").map { pieces[0][...$0] } ?? ""
    return folder + place.lastPathComponent
  }

  private func url(_ number: Int) -> URL {
    URL(fileURLWithPath: pieces.joined(separator: number.padded(to: 4)))
  }
}
