public import EncodedSets
public import LatentGeometry

/// A request for pictures: values only, the same for the program, the library and later the server.
///
/// A request says everything that decides the pixels and nothing else; threads, batches and places of files are the
/// ``Studio``'s. Its JSON is what a recipe carries.
public protocol StudioRequest: Sendable, Codable, Equatable {
  /// The request with its defaults.
  init()

  /// What recipes and reports call it.
  static var verb: String { get }

  /// How the program is asked for it: the verb, unless a flag makes it another.
  static var command: String { get }

  /// The models to draw with.
  var models: [ModelReference] { get set }

  /// What the random numbers of the request start from; nil while none is chosen.
  var seed: UInt64? { get set }

  /// Where random latents come from.
  var generator: RandomAlgorithm { get set }

  /// What happens to latents that lie far from the prior.
  var typical: TypicalityPolicy { get set }

  /// What is added to every latent right before it is decoded, before ``typical``; empty for nothing.
  var offsets: [LatentOffset] { get set }

  /// Whether the result depends on the seed.
  var isRandom: Bool { get }

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  func validate() throws

  /// What the names of its outputs can say of it beside models, seed, anchors and offsets, such as ``NameKey/rows``.
  var ownNames: [NameKey: String] { get }

  /// The request inside an ``AnyDiagramRequest``.
  var erased: AnyDiagramRequest { get }
}

/// A request that names anchors.
public protocol RequestWithAnchors: StudioRequest {
  /// The anchors, in the verb's order.
  var anchors: [Anchor] { get set }
}

extension RequestWithAnchors {
  /// The same request with its items in another set, or in the same set under another name.
  fileprivate func moved(to name: String) -> Self {
    var request = self
    request.anchors = anchors.map { $0.withItems(of: name) }
    return request
  }
}

extension StudioRequest {
  /// The set whose items anchors name; nil where none is one.
  public var itemSet: String? {
    for anchor in (self as? any RequestWithAnchors)?.anchors.flatMap(\.parts) ?? [] {
      if case .item(_, let set) = anchor { return set }
    }
    return nil
  }

  /// Lets the items that anchors name be those of another set; a request without anchors stays as it is.
  ///
  /// - Parameter name: The set.
  public mutating func moveItems(to name: String) {
    if let moved = (self as? any RequestWithAnchors)?.moved(to: name) as? Self { self = moved }
  }
}

/// A request whose anchors may be given as numbers.
public protocol AnchoredRequest: RequestWithAnchors {
  /// The same request over other anchors.
  ///
  /// - Parameter anchors: Where in latent space the picture starts from.
  /// - Returns: A request that draws them.
  func over(_ anchors: [Anchor]) -> Self
}

extension StudioRequest {
  /// The verb.
  public static var command: String { verb }

  /// The seed, which ``validateCommon()`` has seen.
  var requiredSeed: UInt64 {
    get throws {
      guard let seed else { throw RequestError.missingSeed }
      return seed
    }
  }

  /// Checks what a request about an encoded set has: the set's name, and the one model that the set has.
  func validateSet(_ name: String) throws {
    guard !name.isEmpty else { throw RequestError.invalid(option: Self.verb, reason: "name the set with --set NAME") }
    guard models.count == 1 else {
      throw RequestError.invalid(option: "--model", reason: "a set has one model, and \(models.count) were named")
    }
  }

  /// Checks models, offsets and seed, which every request has.
  func validateCommon() throws {
    guard !models.isEmpty else { throw RequestError.missingModel }
    if let offset = offsets.first(where: { !$0.amount.isFinite }) {
      throw RequestError.invalid(option: "--offset \(offset.shown)", reason: "the amount must be a number")
    }
    guard isRandom else { return }
    guard let seed else { throw RequestError.missingSeed }
    guard seed <= generator.largestSeed else {
      throw RequestError.invalid(
        option: "--seed \(seed)",
        reason: "the \(generator.rawValue) generator takes seeds up to \(generator.largestSeed)"
      )
    }
  }
}
