internal import EncodedSets
internal import GenerativeModels

/// A request whose pictures may be decoded under conditions, by models that take some.
public protocol ConditionedRequest: StudioRequest {
  /// The conditions: none for the models' own, one for all pictures, or as many as the verb says.
  var conditions: [Condition] { get set }

  /// Whether it takes more than one condition: one for each anchor, cell or row.
  static var takesSeveralConditions: Bool { get }

  /// Whether two conditions serve every pair of anchors.
  static var repeatsPairs: Bool { get }
}

extension ConditionedRequest {
  /// One condition for all.
  public static var takesSeveralConditions: Bool { false }
  /// Each anchor has its own.
  public static var repeatsPairs: Bool { false }

  fileprivate func with(_ conditions: [Condition]) -> Self {
    var request = self
    request.conditions = conditions
    return request
  }
}

extension StudioRequest {
  /// The conditions of a request that has some.
  public var givenConditions: [Condition] { (self as? any ConditionedRequest)?.conditions ?? [] }

  /// Lets pictures be decoded under conditions.
  ///
  /// - Parameter conditions: None for the models' own.
  /// - Throws: ``RequestError`` where the verb decodes nothing under conditions.
  public mutating func setConditions(_ conditions: [Condition]) throws {
    guard let changed = (self as? any ConditionedRequest)?.with(conditions) as? Self else {
      throw RequestError.invalid(option: "--condition", reason: "\(Self.command) takes no conditions; leave it out")
    }
    self = changed
  }

  /// Opens one of the request's models, with the request's condition where there is one for all pictures.
  ///
  /// - Parameters:
  ///   - reference: The model.
  ///   - studio: Says how it is run.
  /// - Returns: The model.
  /// - Throws: ``RequestError``, `ConditionError`, and the errors of models and files.
  func open(_ reference: ModelReference, in studio: Studio) throws -> GenerativeModel {
    try studio.open(reference).with(
      conditions: givenConditions,
      for: Self.command,
      takesSeveral: (Self.self as? any ConditionedRequest.Type)?.takesSeveralConditions == true
    )
  }
}
