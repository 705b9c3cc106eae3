import ArgumentParser
import Diagrams

/// The flags of one verb's request, each optional, so that `replay` can lay some of them over a recipe.
protocol RequestOptions: ParsableArguments {
  associatedtype Request: DiagramRequest

  var model: ModelFlags { get }
  var bare: BareModelFlags { get }
  var random: RandomOptions { get }
  var sheet: SheetFlags { get }

  /// Puts what was given into the request and leaves the rest.
  func apply(to request: inout Request) throws
}

extension RequestOptions {
  /// Puts the flags of every verb that draws into the request.
  func applyCommon(to request: inout Request, sheet keyPath: WritableKeyPath<Request, SheetOptions>) throws {
    if let models = try model.references(bare) { request.models = models }
    random.apply(to: &request)
    sheet.apply(to: &request[keyPath: keyPath])
  }
}
