import ArgumentParser
import AttributeVectors
import Diagrams
import EncodedSets
import GenerativeModels
import SafeFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `sextant replay`.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Draw a picture again from the recipe inside it.",
    discussion: """
      Pixel for pixel, from the same model and the same inputs, whose digests are checked. Anchors and options of the \
      verb that drew the picture can follow and replace what the recipe says: \
      sextant replay j.png --out wide.png --cols 11
      """
  )

  @Argument(help: "A picture that Sextant drew and no other program changed.", completion: .file())
  var picture: String

  @Flag(name: .long, help: "Print the recipe as JSON and draw nothing.")
  var show = false

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Start from the latents that the recipe keeps instead of the original inputs, which then need not exist; neighbors are "
        + "looked for in their set all the same."
    )
  )
  var fromLatents = false

  @Argument(
    parsing: .allUnrecognized,
    help: "Anchors and options of the verb that drew the picture.",
    completion: .file()
  )
  var overrides: [String] = []

  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The file to write; needed but for --show. \(OutputNames.help)", valueName: "file"),
    completion: .file()
  )
  var out: String?

  @Flag(name: .long, help: "Replace what exists under this name.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if !show, out == nil { throw ValidationError("--out FILE is needed: where the picture goes") }
  }

  func run() throws {
    let recipe = try Recipe(inPictureAt: URL(fileURLWithPath: picture))
    if show {
      try JSONReport.print(recipe)
      return
    }
    switch recipe.request {
    case .sample(let request): try replay(request, of: recipe, with: SampleCommand.Options.self)
    case .reconstruct(let request): try replay(request, of: recipe, with: ReconstructCommand.Options.self)
    case .interpolate(let request): try replay(request, of: recipe, with: InterpolateCommand.Options.self)
    case .interpolationReport(let request):
      try replay(request, of: recipe, with: InterpolateCommand.ReportOptions.self)
    case .jdiagram(let request): try replay(request, of: recipe, with: JDiagramCommand.Options.self)
    case .grid(let request): try replay(request, of: recipe, with: GridCommand.Options.self)
    case .canvas(let request): try replay(request, of: recipe, with: CanvasDrawCommand.Options.self)
    case .animate(let request): try replay(request, of: recipe, with: AnimateCommand.Options.self)
    case .neighbors(let request): try replay(request, of: recipe, with: NeighborsCommand.Options.self)
    case .mine(let request): try replay(request, of: recipe, with: MineCommand.Options.self)
    case .traverse(let request): try replay(request, of: recipe, with: TraverseCommand.Options.self)
    case .compare(let request): try replay(request, of: recipe, with: CompareCommand.Options.self)
    case .decode(let request): try replay(request, of: recipe, with: DecodeCommand.ReplayOptions.self)
    case .synthesisSheet(let request):
      try replay(request, of: recipe, with: AttributesSynthesizeCommand.SheetOptions.self)
    case .reportChart(let request): try replay(request, of: recipe, with: ReportCommand.ChartOptions.self)
    }
  }

  private func replay<Options: RequestOptions>(
    _ original: Options.Request,
    of recipe: Recipe,
    with options: Options.Type
  ) throws {
    guard let out else { preconditionFailure("the arguments were checked") }
    var request = original
    if fromLatents { request = try recipe.withRecordedLatents(request, picture: picture) }
    try parse(options).apply(to: &request)
    if !reporting.quiet, recipe.sextant != Sextant.version {
      Console.note("the picture was drawn by Sextant \(recipe.sextant), this is \(Sextant.version)")
    }
    let output = Output(path: out, overwrite: force, reporting: reporting)
    if fromLatents {
      reporting.note("the picture is drawn from the recipe's latents; original pictures are left out")
    }
    do {
      try Options.run(request, output: output, execution: execution) { now in
        try recipe.checkInputs(of: now, replayed: request, original: original, picture: picture)
      }
    } catch FileError.missingFolder(let url, _) where url.lastPathComponent.hasSuffix(SetFolder.suffix) {
      throw RequestError.recipeInput(
        path: picture,
        reason:
          "it was made from the set \(url.shownPath), which is not there; replay it where it was drawn, or say where the set "
          + "is now: --set for its items, --prior set:NAME where it is the prior"
      )
    } catch AttributeError.missingVectors(.missing(let url)), AttributeError.missingVectors(.missingFolder(let url, _))
    {
      throw RequestError.recipeInput(
        path: picture,
        reason:
          "it was made with the vectors \(url.shownPath), which are not there; replay it where it was drawn, or say where they "
          + "are now: --vectors for edits, --offset, --field, --no-offset or --no-field for what is added, and the anchors anew "
          + "where a sum names them"
      )
    } catch FileError.missing(let url), FileError.missingFolder(let url, _) {
      throw RequestError.recipeInput(
        path: picture,
        reason: "it was made from \(url.shownPath), which is not there; replay it where it was drawn, "
          + request.cure(ofMissing: url)
      )
    } catch ModelPackageError.notFound(let name, _) {
      throw RequestError.recipeInput(
        path: picture,
        reason:
          "it was made with the model \(name), which is not there; replay it where it was drawn, or name the model "
          + "with --model"
      )
    }
  }

  /// The options of the verb that follow; the parser would explain a wrong one with the usage of a verb without a name.
  private func parse<Options: RequestOptions>(_ options: Options.Type) throws -> Options {
    do {
      return try options.parse(overrides)
    } catch {
      let verb = Options.Request.command
      throw RequestError.invalid(
        option: "replay of \(verb)",
        reason: "\(options.message(for: error)); the options are listed by `sextant \(verb) --help`"
      )
    }
  }
}
