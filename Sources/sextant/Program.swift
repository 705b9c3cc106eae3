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
    // A reader that goes away (`sextant … | head`) must end the program by a failed write, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try SextantCommand.parseAsRoot()
      try command.run()
    } catch let error as any ExplainedError {
      Console.error(error.description)
      exit(error.category.rawValue)
    } catch {
      let code = SextantCommand.exitCode(for: error)
      // The parser knows its own errors (64) and requests for help (0); what it calls a plain failure is a defect.
      guard code == .failure else { SextantCommand.exit(withError: error) }
      Console.error("unexpected: \(error); this is a defect of Sextant, please report it")
      exit(FailureCategory.software.rawValue)
    }
  }
}

/// `sextant`.
struct SextantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sextant",
    abstract: "Navigates the latent space of generative models.",
    discussion: """
      Bring any decoder (and its encoder, if there is one) as ONNX: sample it, walk it, draw its J-diagrams. Images and \
      latents are named the same way everywhere: a path, a quoted glob, z.npy (all rows), z.npy:3 (one row), random. \
      Every picture carries the request that made it; `sextant replay` draws it again.
      """,
    version: Sextant.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Pictures",
        subcommands: [SampleCommand.self, ReconstructCommand.self, InterpolateCommand.self, JDiagramCommand.self]
      ),
      CommandGroup(
        name: "Latents",
        subcommands: [EncodeCommand.self, DecodeCommand.self, LatentsCommand.self]
      ),
      CommandGroup(
        name: "Housekeeping",
        subcommands: [ReplayCommand.self, ModelsCommand.self, DoctorCommand.self]
      ),
    ]
  )
}
