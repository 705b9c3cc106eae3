import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

/// `sextant latents interpolate`.
struct LatentsInterpolateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interpolate",
    abstract: "Interpolate between the rows of two files.",
    discussion: "Writes pairs x steps rows, the ends included: all steps of the first pair, then those of the second."
  )

  @Option(name: .long, help: ArgumentHelp("The first ends, n rows (or one, for all pairs).", valueName: "file"))
  var from: String

  @Option(name: .long, help: ArgumentHelp("The second ends, n rows (or one, for all pairs).", valueName: "file"))
  var to: String

  @Option(name: .long, help: ArgumentHelp("Latents of a strip, ends included.", valueName: "n"))
  var steps = 9

  @Option(name: .long, help: ArgumentHelp("lerp or slerp.", valueName: "method"))
  var method = InterpolationMethod.slerp

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard steps >= 2 else { throw ValidationError("--steps \(steps): at least 2 are needed, the ends") }
  }

  func run() throws {
    try LatentOutput(output.output).check()
    var (first, second) = (try LatentInput.read(from), try LatentInput.read(to))
    guard first.dimension == second.dimension else {
      throw RequestError.latentFile(
        path: to,
        reason: "its latents have \(second.dimension) numbers, those of \(from) \(first.dimension); "
          + "use latents of one model"
      )
    }
    if first.count == 1 { first = first.rows([Int](repeating: 0, count: second.count)) }
    if second.count == 1 { second = second.rows([Int](repeating: 0, count: first.count)) }
    guard first.count == second.count else {
      throw RequestError.latentFile(
        path: to,
        reason: "it has \(second.count) rows and \(from) has \(first.count); give equally many, or a single one"
      )
    }
    let places = InterpolationMethod.places(steps)
    try LatentOutput(output.output).write(method.interpolate(from: first, to: second, at: places))
  }
}
