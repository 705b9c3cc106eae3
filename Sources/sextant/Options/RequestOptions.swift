import ArgumentParser
import Diagrams

/// The flags of every verb that draws.
struct CommonFlags: ParsableArguments {
  @OptionGroup(title: "Model") var model: ModelFlags<SetModel>
  @OptionGroup(title: "Model without a package") var bare: BareModelFlags
  @OptionGroup(title: "Encoded set") var set: SetFlag
  @OptionGroup(title: "Attribute vectors") var vectors: VectorFlags
  @OptionGroup(title: "Offset") var offset: OffsetFlags
  @OptionGroup(title: "Condition") var condition: ConditionFlags
  @OptionGroup(title: "Random numbers") var random: RandomOptions
  @OptionGroup(title: "Typicality") var typicality: TypicalityFlags
}

/// The flags of one verb's request, each optional, so that `replay` can lay some of them over a recipe.
protocol RequestOptions: ParsableArguments {
  associatedtype Request: StudioRequest

  var common: CommonFlags { get }

  /// Puts what was given into the request and leaves the rest.
  func apply(to request: inout Request) throws

  /// Carries out a request and says what came of it.
  ///
  /// - Parameters:
  ///   - request: What to draw.
  ///   - output: Where to, and how to speak of it.
  ///   - execution: How models run.
  ///   - check: Looks at the recipe before anything is written.
  /// - Throws: What drawing, `check` or writing throws.
  static func run(
    _ request: Request,
    output: Output,
    execution: ExecutionOptions,
    check: (Recipe) throws -> Void
  ) throws
}

extension RequestOptions where Request: DiagramRequest {
  static func run(
    _ request: Request,
    output: Output,
    execution: ExecutionOptions,
    check: (Recipe) throws -> Void
  ) throws {
    try DrawingVerb(output: output, execution: execution).run(request, check: check)
  }
}

extension RequestOptions {
  /// Puts the flags of every verb into the request.
  func applyCommon(to request: inout Request) throws {
    if let models = try common.model.references(common.bare) ?? common.set.model().map({ [$0] }) {
      request.models = models
    }
    request.models = try common.model.withPrior(request.models)
    if let set = common.set.set { request.moveItems(to: set) }
    if let offsets = try common.offset.offsets(among: common.vectors) { request.offsets = offsets }
    if let conditions = common.condition.conditions { try request.setConditions(conditions) }
    common.random.apply(to: &request)
    if let typical = common.typicality.typical { request.typical = typical }
  }
}

/// The flags of a verb that draws a sheet.
protocol SheetRequestOptions: RequestOptions {
  var sheet: SheetFlags { get }
}

extension SheetRequestOptions {
  /// Puts the flags of every verb that draws a sheet into the request.
  func applyCommon(to request: inout Request, sheet keyPath: WritableKeyPath<Request, SheetOptions>) throws {
    try applyCommon(to: &request)
    sheet.apply(to: &request[keyPath: keyPath])
  }
}
