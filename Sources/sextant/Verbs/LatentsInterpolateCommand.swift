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

  @Option(name: .long, help: ArgumentHelp("The first ends: as many rows as --to, or one for all.", valueName: "file"))
  var from: String

  @Option(
    name: .long,
    help: ArgumentHelp("The second ends: as many rows as --from, or one for all.", valueName: "file")
  )
  var to: String

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Latents from end to end, both included.", valueName: "n")
  )
  var steps = 9

  @OptionGroup var methods: LatentMethodOptions

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard (2...1_000_000).contains(steps) else {
      throw ValidationError("--steps \(steps): a number from 2, the ends, to 1000000 is needed")
    }
  }

  func run() throws {
    let target = LatentOutput(output.output)
    try target.check()
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
    let (pairs, dimension) = (first.count, first.dimension)
    try LatentOutput.checkSize("\(pairs) pairs x --steps \(steps)", count: pairs * steps, dimension: dimension)
    let interpolator = try methods.interpolator(dimension: dimension, of: from)
    try target.write(count: pairs * steps, dimension: dimension) { writer in
      try interpolate(interpolator, from: first, to: second) { try writer.append($0) }
    }
  }

  /// Hands over the latents some strips at a time, or a part of one: together they may be larger than the memory.
  private func interpolate(
    _ interpolator: Interpolator,
    from: LatentBatch,
    to: LatentBatch,
    _ body: (LatentBatch) throws -> Void
  ) throws {
    let places = InterpolationMethod.places(steps)
    let piece = LatentOutput.piece(dimension: from.dimension)
    let strips = max(1, piece / steps)
    for start in stride(from: 0, to: from.count, by: strips) {
      let pairs = start..<min(start + strips, from.count)
      for first in stride(from: 0, to: steps, by: piece) {
        let part = Array(places[first..<min(first + piece, steps)])
        try body(interpolator.interpolate(from: from[pairs], to: to[pairs], at: part))
      }
    }
  }
}
