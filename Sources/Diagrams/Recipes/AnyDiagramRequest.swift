/// A request of any verb, as a recipe holds it: `{"verb": "jdiagram", "options": {…}}`.
public enum AnyDiagramRequest: Sendable, Codable, Equatable {
  /// Random samples.
  case sample(SampleRequest)
  /// Originals above reconstructions.
  case reconstruct(ReconstructRequest)
  /// Strips between anchors.
  case interpolate(InterpolateRequest)
  /// What methods of interpolation do, as numbers.
  case interpolationReport(InterpolationReportRequest)
  /// A J-diagram.
  case jdiagram(JDiagramRequest)
  /// A grid between anchors.
  case grid(GridRequest)
  /// Tiles on a canvas.
  case canvas(CanvasRequest)
  /// An animation.
  case animate(AnimateRequest)
  /// The neighbors of queries in an encoded set.
  case neighbors(NeighborsRequest)
  /// A MINE grid of neighbors.
  case mine(MineRequest)
  /// Attribute vectors over a range.
  case traverse(TraverseRequest)
  /// Rows of edits.
  case compare(CompareRequest)
  /// A single latent's picture.
  case decode(DecodeRequest)
  /// Pictures, their twins and what synthetic vectors make of them.
  case synthesisSheet(SynthesisSheetRequest)
  /// A chart of the report on a set.
  case reportChart(ManifoldChartRequest)

  private enum CodingKeys: String, CodingKey {
    case verb, options
  }

  /// The request itself.
  public var request: any StudioRequest {
    switch self {
    case .sample(let request): request
    case .reconstruct(let request): request
    case .interpolate(let request): request
    case .interpolationReport(let request): request
    case .jdiagram(let request): request
    case .grid(let request): request
    case .canvas(let request): request
    case .animate(let request): request
    case .neighbors(let request): request
    case .mine(let request): request
    case .traverse(let request): request
    case .compare(let request): request
    case .decode(let request): request
    case .synthesisSheet(let request): request
    case .reportChart(let request): request
    }
  }

  /// Reads a request.
  ///
  /// What an older Sextant did not know yet has its default.
  ///
  /// - Parameter decoder: Over an object with `verb` and `options`.
  /// - Throws: `DecodingError`, also for a verb that does not exist.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let options = try container.decode(JSONValue.self, forKey: .options)
    func request<Request: StudioRequest>(_: Request.Type) throws -> Request { try options.request() }
    let verb = try container.decode(String.self, forKey: .verb)
    switch verb {
    case SampleRequest.verb: self = .sample(try request(SampleRequest.self))
    case ReconstructRequest.verb: self = .reconstruct(try request(ReconstructRequest.self))
    case InterpolateRequest.verb: self = .interpolate(try request(InterpolateRequest.self))
    case InterpolationReportRequest.verb:
      self = .interpolationReport(try request(InterpolationReportRequest.self))
    case JDiagramRequest.verb: self = .jdiagram(try request(JDiagramRequest.self))
    case GridRequest.verb: self = .grid(try request(GridRequest.self))
    case CanvasRequest.verb: self = .canvas(try request(CanvasRequest.self))
    case AnimateRequest.verb: self = .animate(try request(AnimateRequest.self))
    case NeighborsRequest.verb: self = .neighbors(try request(NeighborsRequest.self))
    case MineRequest.verb: self = .mine(try request(MineRequest.self))
    case TraverseRequest.verb: self = .traverse(try request(TraverseRequest.self))
    case CompareRequest.verb: self = .compare(try request(CompareRequest.self))
    case DecodeRequest.verb: self = .decode(try request(DecodeRequest.self))
    case SynthesisSheetRequest.verb: self = .synthesisSheet(try request(SynthesisSheetRequest.self))
    case ManifoldChartRequest.verb: self = .reportChart(try request(ManifoldChartRequest.self))
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
