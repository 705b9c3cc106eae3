import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry
import SafeFiles

/// `sextant latents combine`.
struct LatentsCombineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "combine",
    abstract: "Combine latents by weights: centroids, extrapolation, subspaces, anything.",
    discussion: """
      Writes one latent for each row of weights, over all rows of --points. --coordinates names places in the space that the \
      points span instead, in an orthonormal basis made of them in their order; with --method matched every place has the \
      prior's law.
      """
  )

  @Option(
    name: .long,
    help: ArgumentHelp("The latents that are combined, n rows.", valueName: "file"),
    completion: .file()
  )
  var points: String

  @Option(
    name: .long,
    help: ArgumentHelp("Weights, a row of n for each result.", valueName: "file"),
    completion: .file()
  )
  var weights: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Coordinates in the space that the points span, a row for each result.", valueName: "file"),
    completion: .file()
  )
  var coordinates: String?

  @OptionGroup var methods: LatentMethodOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard (weights == nil) != (coordinates == nil) else {
      throw ValidationError("give --weights FILE or --coordinates FILE, one of them")
    }
  }

  func run() throws {
    let target = try LatentOutput(output.output, of: "latents combine") { key in
      switch key {
      case .baseName: LatentInput.baseName(points)
      case .method: methods.method.rawValue
      default: nil
      }
    }
    let found = try LatentInput.read(points)
    let interpolator = try methods.interpolator(dimension: found.dimension, of: points)
    let table = try table(over: found, prior: interpolator.prior)
    try LatentOutput.checkMemory("\(table.count) rows", count: table.count, dimension: found.dimension)
    if methods.method.needsPositiveSum, let row = (0..<table.count).first(where: { !isUsable(table, row: $0) }) {
      throw RequestError.latentFile(
        path: weights ?? coordinates ?? "",
        reason:
          "row \(row): its weights have the sum \(table.sum(of: row).rounded(toPlaces: 4)), and \(methods.method.rawValue) "
          + "needs a positive one; --method matched takes any"
      )
    }
    try target.write(interpolator.combine(found, table))
  }

  private func isUsable(_ table: WeightTable, row: Int) -> Bool { table[row].isEmpty || table.sum(of: row) > 0 }

  private func table(over found: LatentBatch, prior: Prior) throws -> WeightTable {
    switch (weights, coordinates) {
    case (let file?, nil):
      let rows = try LatentInput.read(file)
      guard rows.dimension == found.count else {
        throw RequestError.latentFile(
          path: file,
          reason:
            "its rows have \(rows.dimension.counted("weight")) and \(points) has \(found.count.counted("latent")); give one for each"
        )
      }
      var table = WeightTable(pointCount: found.count)
      for row in 0..<rows.count {
        table.append(rows[row].values.enumerated().map { .init(point: $0.offset, weight: Double($0.element)) })
      }
      return table
    case (nil, let file?):
      let places = try LatentInput.read(file)
      let space = LatentSubspace(spanning: found, prior: prior)
      guard places.dimension == space.dimension else {
        throw RequestError.latentFile(
          path: file,
          reason: "its rows have \(places.dimension) coordinates and the latents of \(points) span \(space.dimension) "
            + "dimensions; give one for each"
        )
      }
      return space.weights(at: (0..<places.count).map { places[$0].values.map(Double.init) })
    default:
      preconditionFailure("the arguments were checked")
    }
  }
}
