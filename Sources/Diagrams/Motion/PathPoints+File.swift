public import LatentGeometry
public import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension PathPoints {
  /// Reads positions from a JSON file.
  ///
  /// - Parameter url: The file.
  /// - Throws: `FileError` where it cannot be read, ``RequestError/latentFile(path:reason:)`` with the place of a mistake.
  public init(contentsOf url: URL) throws {
    let bytes = try FileContents.read(url)
    do {
      self = try JSONDecoder().decode(PathPoints.self, from: bytes)
    } catch DecodingError.dataCorrupted(let context) where Self.isDecoders(context) {
      let place = JSONSyntax.firstMistake(in: bytes).map { "\($0): " } ?? ""
      throw RequestError.latentFile(path: url.shownPath, reason: "\(place)no points can be read; \(Self.forms)")
    } catch let error as DecodingError {
      throw RequestError.latentFile(path: url.shownPath, reason: Self.sentence(of: error))
    }
  }

  /// Whether the decoder and not ``PathPoints`` found the mistake, which then has no place.
  private static func isDecoders(_ context: DecodingError.Context) -> Bool {
    context.codingPath.isEmpty && !context.debugDescription.hasPrefix("must ")
  }

  private static let forms = "write [[column, row], …] or [place, …]"

  private static func sentence(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing; \(forms)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "\(context.codingPath.isEmpty ? "the file" : context.codingPath.shownPath) \(context.debugDescription)"
    @unknown default: "no points can be read; \(forms)"
    }
  }
}

extension PathPointsError: ExplainedError {
  /// The kind of the failure: the file of points is at fault.
  public var category: FailureCategory { .badData }
}
