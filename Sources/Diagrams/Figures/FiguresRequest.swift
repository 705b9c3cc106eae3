public import EncodedSets
internal import SafeFiles

/// The figures and tables of White (2016), drawn again, and the claims behind them, checked.
public struct FiguresRequest: Sendable, Codable, Equatable {
  /// The program's verb.
  public static let verb = "figures"

  /// The models; empty for the bundled ones.
  ///
  /// The first that has an encoder draws all figures; the others join figures 1 and 3.
  public var models: [ModelReference] = []
  /// A folder of pictures in CelebA's layout, or of any; nil for portraits that are drawn as needed.
  public var data: String?
  /// How many portraits are drawn, or how many pictures of ``data`` are encoded at most.
  public var count: Int?
  /// What is drawn; empty for all.
  public var items: [PaperItem] = []
  /// The attribute that figures 5 to 7 add and take away.
  public var attribute = "Smiling"
  /// The attribute that comes along with it unless it is balanced (table 1, figure 6).
  public var confound = "Male"
  /// The attribute that it is decoupled from (table 2, figure 7).
  public var partner = "Mouth_Slightly_Open"
  /// The label that says which pictures are blurry (figure 9).
  public var blurLabel = "Blurry"
  /// Tells what pictures show; nil for the model's own.
  public var classifier: ClassifierReference?
  /// What the random numbers start from.
  public var seed: UInt64 = 1

  /// How many portraits are drawn where no number is given.
  public static let standardCount = 5000

  /// The bundled models: the VAE draws all figures, ALI and the DCGAN join in.
  public static let standardModels: [ModelReference] = [
    .standard, .package("portraits-ali"), .package("portraits-dcgan"),
  ]

  /// The defaults: everything, with the bundled models, on portraits.
  public init() {}

  /// Checks all that can be checked before a model is opened.
  ///
  /// - Throws: ``RequestError`` with the option at fault.
  public func validate() throws {
    func fail(_ option: String, _ reason: String) -> RequestError { .invalid(option: option, reason: reason) }
    if let count, !(500...999_999).contains(count) {
      throw fail("--count \(count)", "500 to 999999 pictures are possible: with fewer nothing could be held out")
    }
    guard Set(items).count == items.count else { throw fail("--only", "name each figure once") }
    let names = [attribute, confound, partner, blurLabel]
    guard Set(names).count == names.count, names.allSatisfy({ !$0.isEmpty }) else {
      throw fail("--attribute, --confound, --partner and --blur-label", "four different labels are needed")
    }
    if let data, data.isEmpty { throw fail("--data", "the name of a folder of pictures is missing") }
  }

  /// Refuses labels that were asked for by name and that the pictures do not have; what is missing of the standard ones only leaves out
  /// figures.
  ///
  /// - Parameter known: The labels of the pictures.
  /// - Throws: ``RequestError`` with the option at fault.
  func requireLabels(among known: [String]) throws {
    let standard = FiguresRequest()
    for (option, name, usual) in [
      ("--attribute", attribute, standard.attribute), ("--confound", confound, standard.confound),
      ("--partner", partner, standard.partner), ("--blur-label", blurLabel, standard.blurLabel),
    ] where name != usual && !known.contains(name) {
      throw RequestError.invalid(
        option: "\(option) \(name)",
        reason: known.isEmpty
          ? "the pictures have no labels; give --data in CelebA's layout, or leave it out"
          : "the pictures have no label \(name); \(NameSuggestion.sentence(for: name, among: known))"
      )
    }
  }
}
