import ArgumentParser
import Diagrams

/// The flags of one verb's request, each optional, so that `replay` can lay some of them over a recipe.
protocol RequestOptions: ParsableArguments {
  associatedtype Request: DiagramRequest

  /// Puts what was given into the request and leaves the rest.
  func apply(to request: inout Request) throws
}

/// The flags of every verb that draws.
struct CommonRequestOptions: ParsableArguments {
  @OptionGroup(title: "Model") var model: ModelFlags
  @OptionGroup(title: "Random numbers") var random: RandomOptions
  @OptionGroup(title: "Sheet") var sheet: SheetFlags

  func apply<Request: DiagramRequest>(to request: inout Request, sheet keyPath: WritableKeyPath<Request, SheetOptions>)
    throws
  {
    if let models = try model.references() { request.models = models }
    random.apply(to: &request)
    sheet.apply(to: &request[keyPath: keyPath])
  }
}
