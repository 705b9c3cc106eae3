import ArgumentParser
import Diagrams
import LatentFiles
import LatentGeometry

/// `sextant latents stats`.
struct LatentsStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Say how far latents lie from a prior, by their lengths and coordinates."
  )

  @Argument(help: "Latents: z.npy, z.npy:3, z.npz:name, z.json.", completion: .file())
  var file: String

  @OptionGroup var prior: PriorOption
  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let batch = try LatentInput.read(file)
    let prior = try prior.prior.prior(dimension: batch.dimension, of: file)
    let statistics = PriorStatistics(of: batch, prior: prior)
    if reporting.json {
      try JSONReport.print(
        LatentsReport(count: batch.count, dimension: batch.dimension, prior: prior, statistics: statistics)
      )
      return
    }
    let worst = statistics.worstRow
    let test = statistics.lengthTest()
    try Console.data(
      """
      latents        \(batch.count) x \(batch.dimension)
      prior          \(prior), mean length \(statistics.law.mean.rounded(toPlaces: 4)) \
      (sd \(statistics.law.standardDeviation.rounded(toPlaces: 4)))
      length         mean \(statistics.meanLength.rounded(toPlaces: 4)), \
      sd \(statistics.lengthStandardDeviation.rounded(toPlaces: 4))
      against prior  KS \(test.distance.rounded(toPlaces: 4)), \
      p \(test.pValue < 0.001 ? "< 0.001" : "\(test.pValue.rounded(toPlaces: 4))")
      furthest       row \(worst), length \(statistics.lengths[worst].rounded(toPlaces: 4)), \
      \(statistics.deviations[worst].rounded(toPlaces: 2)) sd from the prior
      coordinates    mean \(statistics.coordinateMean.rounded(toPlaces: 4)), \
      sd \(statistics.coordinateStandardDeviation.rounded(toPlaces: 4)), \
      outside the support \((100 * statistics.shareOutsideSupport).rounded(toPlaces: 2)) %
      """
    )
  }
}

/// What `--json` prints of latents.
private struct LatentsReport: Encodable {
  struct Law: Encodable {
    let mean: Double
    let sd: Double
  }

  struct Length: Encodable {
    let mean: Double
    let sd: Double
    let worstRow: Int
  }

  struct LengthTest: Encodable {
    let distance: Double
    let pValue: Double
  }

  struct Coordinates: Encodable {
    let mean: Double
    let sd: Double
    let shareOutsideSupport: Double
  }

  let count: Int
  let dimension: Int
  let prior: AnyEncodable
  let priorLength: Law
  let length: Length
  let lengthTest: LengthTest
  let coordinates: Coordinates
  let lengths: [Double]
  let deviations: [Double?]

  init(count: Int, dimension: Int, prior: Prior, statistics: PriorStatistics) {
    self.count = count
    self.dimension = dimension
    // A learned prior is thousands of numbers; its name says which.
    self.prior = prior.dimension == nil ? AnyEncodable(prior) : AnyEncodable(prior.description)
    priorLength = Law(mean: statistics.law.mean, sd: statistics.law.standardDeviation)
    length = Length(
      mean: statistics.meanLength,
      sd: statistics.lengthStandardDeviation,
      worstRow: statistics.worstRow
    )
    let test = statistics.lengthTest()
    lengthTest = LengthTest(distance: test.distance, pValue: test.pValue)
    coordinates = Coordinates(
      mean: statistics.coordinateMean,
      sd: statistics.coordinateStandardDeviation,
      shareOutsideSupport: statistics.shareOutsideSupport
    )
    lengths = statistics.lengths
    deviations = statistics.deviations.map { $0.isFinite ? $0 : nil }
  }
}
