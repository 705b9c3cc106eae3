import ArgumentParser
import Diagrams
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
      Pixel for pixel, from the same model and the same inputs, whose digests are checked. Any option of the verb that \
      drew the picture can follow and replaces what the recipe says: sextant replay j.png --out wide.png --cols 11
      """
  )

  @Argument(help: "A picture that Sextant drew.")
  var picture: String

  @Flag(name: .long, help: "Print the recipe and draw nothing.")
  var show = false

  @Flag(
    name: .long,
    help: "Start from the latents that the recipe keeps instead of the original inputs, which then need not exist."
  )
  var fromLatents = false

  @Argument(parsing: .allUnrecognized, help: "Options of the verb that drew the picture.")
  var overrides: [String] = []

  @OptionGroup(title: "Execution") var execution: ExecutionOptions

  @Option(name: .long, help: ArgumentHelp("The file to write.", valueName: "file"))
  var out: String?

  @Flag(name: .long, help: "Replace the file if it exists.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

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
    case .jdiagram(let request): try replay(request, of: recipe, with: JDiagramCommand.Options.self)
    }
  }

  private func replay<Options: RequestOptions>(
    _ original: Options.Request,
    of recipe: Recipe,
    with options: Options.Type
  ) throws {
    guard let out else { throw ValidationError("--out FILE is needed: where the picture goes") }
    var request = original
    if fromLatents { request = try recipe.withRecordedLatents(request, picture: picture) }
    try options.parse(overrides).apply(to: &request)
    if !reporting.quiet, recipe.sextant != Sextant.version {
      Console.note("the picture was drawn by Sextant \(recipe.sextant), this is \(Sextant.version)")
    }
    let output = Output(path: out, overwrite: force, reporting: reporting)
    try DrawingVerb(output: output, execution: execution).run(request) { drawing in
      try recipe.checkInputs(of: drawing, replayed: request, original: original, picture: picture)
    }
  }
}
