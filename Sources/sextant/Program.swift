import ArgumentParser
import Diagrams
import SafeFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The entry: parses, runs, and turns every failure into one sentence and its exit code.
@main
enum Program {
  static func main() {
    let signals = Interruption.watch()
    defer { withExtendedLifetime(signals) {} }
    do {
      var command = try parsed()
      try command.run()
    } catch let error as any ExplainedError {
      fail(error.description, error.category)
    } catch let error as ValidationError {
      fail(error.message, .usage)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      // Groups of subcommands answer with their help.
      guard SextantCommand.exitCode(for: error) == .failure else { SextantCommand.exit(withError: error) }
      fail("unexpected: \(error); this is a defect of Sextant, please report it", .software)
    }
  }

  /// The command that the arguments ask for; help, the version and wrong usage end the program here.
  private static func parsed() throws -> any ParsableCommand {
    if CommandLine.arguments.dropFirst() == ["--version", "--json"] { try endWithVersion(json: true) }
    if let complaint = VerbCheck.complaint(about: Array(CommandLine.arguments.dropFirst())) { fail(complaint, .usage) }
    do {
      return try SextantCommand.parseAsRoot()
    } catch {
      if SextantCommand.exitCode(for: error) == .success {
        // The runtime is only looked for when somebody asks.
        if SextantCommand.fullMessage(for: error) == Sextant.version { try endWithVersion(json: false) }
        SextantCommand.exit(withError: error)
      }
      // The parser's own words, which name the verb's usage, behind the prefix of all failures.
      let text = SextantCommand.fullMessage(for: error)
      if let sentence = LeadingMinus.explanation(of: text, about: CommandLine.arguments.dropFirst()) {
        fail(sentence, .usage)
      }
      fail(text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text, .usage)
    }
  }

  private static func endWithVersion(json: Bool) throws -> Never {
    try VersionReport.print(json: json)
    throw ExitCode.success
  }

  private static func fail(_ sentence: String, _ category: FailureCategory) -> Never {
    // The output was taken away since a signal ends the program, which is about to happen.
    while UnfinishedFiles.areRemoved { pause() }
    Console.error(sentence)
    exit(category.rawValue)
  }
}

/// `sextant`.
struct SextantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sextant",
    abstract: "Navigates the latent space of generative models.",
    discussion: """
      Bring any decoder (and its encoder, if there is one) as ONNX: sample it, walk it, draw its J-diagrams. Images and \
      latents are named the same way by every verb that takes them: a path, a quoted glob, z.npy (all rows), z.npy:3 \
      (one row), z.npy:-1 (the last), random. Every picture carries the request that made it; `sextant replay` draws it again.
      """,
    version: Sextant.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Pictures",
        subcommands: [
          SampleCommand.self, ReconstructCommand.self, InterpolateCommand.self, JDiagramCommand.self, GridCommand.self,
          CanvasCommand.self, AnimateCommand.self,
        ]
      ),
      CommandGroup(
        name: "Latents",
        subcommands: [EncodeCommand.self, DecodeCommand.self, LatentsCommand.self]
      ),
      CommandGroup(
        name: "Manifold",
        subcommands: [NeighborsCommand.self, MineCommand.self, ReportCommand.self, FiguresCommand.self]
      ),
      CommandGroup(
        name: "Attributes",
        subcommands: [AttributesCommand.self, TraverseCommand.self, CompareCommand.self]
      ),
      CommandGroup(name: "Data", subcommands: [SetsCommand.self, DatasetCommand.self]),
      CommandGroup(
        name: "Housekeeping",
        subcommands: [
          ReplayCommand.self, ModelsCommand.self, DoctorCommand.self, CompletionsCommand.self, ReferenceCommand.self,
        ]
      ),
    ]
  )
}
