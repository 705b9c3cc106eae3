/// A request of any verb, as a recipe holds it: `{"verb": "jdiagram", "options": {…}}`.
public enum AnyDiagramRequest: Sendable, Codable, Equatable {
  /// Random samples.
  case sample(SampleRequest)
  /// Originals above reconstructions.
  case reconstruct(ReconstructRequest)
  /// Strips between anchors.
  case interpolate(InterpolateRequest)
  /// A J-diagram.
  case jdiagram(JDiagramRequest)

  private enum CodingKeys: String, CodingKey {
    case verb, options
  }

  /// The request itself.
  public var request: any DiagramRequest {
    switch self {
    case .sample(let request): request
    case .reconstruct(let request): request
    case .interpolate(let request): request
    case .jdiagram(let request): request
    }
  }

  /// Reads a request.
  ///
  /// - Parameter decoder: Over an object with `verb` and `options`.
  /// - Throws: `DecodingError`, also for a verb that does not exist.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let verb = try container.decode(String.self, forKey: .verb)
    switch verb {
    case SampleRequest.verb: self = .sample(try container.decode(SampleRequest.self, forKey: .options))
    case ReconstructRequest.verb: self = .reconstruct(try container.decode(ReconstructRequest.self, forKey: .options))
    case InterpolateRequest.verb: self = .interpolate(try container.decode(InterpolateRequest.self, forKey: .options))
    case JDiagramRequest.verb: self = .jdiagram(try container.decode(JDiagramRequest.self, forKey: .options))
    default:
      throw DecodingError.dataCorruptedError(forKey: .verb, in: container, debugDescription: "unknown verb \(verb)")
    }
  }

  /// Writes a request.
  ///
  /// - Parameter encoder: Receives an object with `verb` and `options`.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type(of: request).verb, forKey: .verb)
    try request.encode(to: container.superEncoder(forKey: .options))
  }
}
