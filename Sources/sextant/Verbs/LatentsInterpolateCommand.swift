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

  @Option(
    name: .long,
    help: ArgumentHelp("The first ends: as many rows as --to, or one for all.", valueName: "file"),
    completion: .file()
  )
  var from: String

  @Option(
    name: .long,
    help: ArgumentHelp("The second ends: as many rows as --from, or one for all.", valueName: "file"),
    completion: .file()
  )
  var to: String

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp("Latents from end to end, both included.", valueName: "n")
  )
  var steps = 9

  @Option(
    name: .long,
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the first and the last latent lie, 0 at --from and 1 at --to; --range=-0.5,1.5 goes beyond both (default: 0,1).",
      valueName: "low,high"
    )
  )
  var range: String?

  @OptionGroup var methods: LatentMethodOptions

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard (2...1_000_000).contains(steps) else {
      throw ValidationError("--steps \(steps): a number from 2, the ends, to 1000000 is needed")
    }
    _ = try places()
  }

  /// The t of every step.
  private func places() throws -> [Double] {
    let even = InterpolationMethod.places(steps)
    guard let range else { return even }
    let fields = range.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard fields.count == 2, let low = fields[0], let high = fields[1], low.isFinite, high.isFinite else {
      throw ValidationError("--range \(range): write LOW,HIGH, as in --range=-0.5,1.5")
    }
    return even.map { (1 - $0) * low + $0 * high }
  }

  func run() throws {
    let target = try LatentOutput(output.output, of: "latents interpolate") { key in
      switch key {
      case .baseName: LatentInput.baseName(from)
      case .columns: "\(steps)"
      case .method: methods.method.rawValue
      default: nil
      }
    }
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
    let places = try places()
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
