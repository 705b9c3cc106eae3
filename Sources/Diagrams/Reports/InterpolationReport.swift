public import Imaging
internal import LatentGeometry

/// What interpolation methods do to latents and pictures of one model.
public struct InterpolationReport: Measurements {
  /// Lengths at one place between the ends.
  public struct PathPoint: Encodable, Sendable {
    /// The place, 0 … 1.
    public let t: Double
    /// The mean of ‖z - c‖ over all pairs.
    public let mean: Double
    /// Their standard deviation.
    public let sd: Double

    init(t: Double, lengths: [Double]) {
      self.t = t
      (mean, sd) = Self.moments(lengths)
    }

    static func moments(_ numbers: [Double]) -> (mean: Double, sd: Double) {
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      return (mean, (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)).squareRoot())
    }
  }

  /// A method's latents at the middle, or the ends.
  public struct Row: Encodable, Sendable {
    /// The method, or `ends`.
    public let name: String
    /// The mean of ‖z - c‖.
    public let meanLength: Double
    /// Their standard deviation.
    public let sdLength: Double
    /// How many sd of the prior's law the mean lies above or below its mean; nil where the law has no spread.
    public let deviation: Double?
    /// The Kolmogorov–Smirnov distance of the lengths' law to the prior's.
    public let ksDistance: Double
    /// The probability of such a distance, or a greater one, were the lengths the prior's.
    public let pValue: Double
    /// The share of coordinates outside the prior's support; nil where every number is possible.
    public let outsideSupport: Double?
    /// Lengths at every place; empty for the ends.
    public let path: [PathPoint]

    init(name: String, middle: LatentBatch, path: [PathPoint], prior: Prior, law: LengthDistribution) {
      self.name = name
      self.path = path
      let lengths = middle.lengths(around: prior.centers(dimension: middle.dimension))
      (meanLength, sdLength) = PathPoint.moments(lengths)
      let deviation = prior.lengthLaw(dimension: middle.dimension).deviation(ofLength: meanLength)
      self.deviation = deviation.isFinite ? deviation : nil
      let test = law.test(lengths)
      ksDistance = test.distance
      pValue = test.pValue
      outsideSupport = prior.sharesOutsideSupport(of: middle).map { $0.reduce(0, +) / Double($0.count) }
    }
  }

  /// The model's name.
  public let model: String
  /// The number of pairs.
  public let pairs: Int
  /// The mean and the standard deviation of the prior's law of lengths.
  public let priorLength: Moments
  /// The ends: what the prior's own draws look like.
  public let ends: Row
  /// One entry a method, at the middle of each pair.
  public let methods: [Row]
  /// What happens in picture space; nil where no pictures were decoded.
  public let pictures: PictureReport?

  /// Mean and standard deviation.
  public struct Moments: Encodable, Sendable {
    /// The mean.
    public let mean: Double
    /// The standard deviation.
    public let sd: Double
  }

  init(model: String, prior: Prior, lengths: LengthReport, pictures: PictureReport?, pairs: Int, dimension: Int) {
    self.model = model
    self.pairs = pairs
    let law = prior.lengthLaw(dimension: dimension)
    priorLength = Moments(mean: law.mean, sd: law.standardDeviation)
    ends = lengths.ends
    methods = lengths.methods
    self.pictures = pictures
  }

  /// ‖z‖ along t for every method, with the prior's band behind: the tentpole plot.
  public var chart: LineChart {
    let (mean, sd) = (priorLength.mean, priorLength.sd)
    return LineChart(
      title: "\(model): length between \(pairs) pairs",
      xLabel: "t",
      yLabel: "‖z - c‖",
      series: methods.map { row in
        LineChart.Series(
          row.name,
          points: row.path.map { LineChart.Point(x: $0.t, y: $0.mean) },
          stroke: Self.strokes[row.name] ?? .solid
        )
      },
      bands: [
        LineChart.Band("prior ± 1 sd", mean - sd...mean + sd), LineChart.Band("± 4 sd", mean - 4 * sd...mean + 4 * sd),
      ]
    )
  }

  /// Methods that keep the length lie on one another: gaps let all of them be seen.
  private static let strokes: [String: LineChart.Stroke] = [
    "nlerp": .dotted, "matched": .dashed, "matched-slerp": .dotted,
  ]

  /// What a person reads: a table of lengths, and one of pictures where there are any.
  public var lines: [String] {
    func number(_ value: Double?, _ places: Int) -> String { value.map { $0.fixed(places) } ?? "-" }
    let head = ["at the middle", "length", "sd", "from the prior", "KS", "p", "outside"]
    let rows = ([ends] + methods).map { row in
      [
        row.name, number(row.meanLength, 2), number(row.sdLength, 2),
        row.deviation.map { "\($0 < 0 ? "" : "+")\($0.fixed(1)) sd" } ?? "-", number(row.ksDistance, 3),
        row.pValue < 0.0005 ? "< 0.001" : number(row.pValue, 3),
        row.outsideSupport.map { "\((100 * $0).fixed(2)) %" } ?? "-",
      ]
    }
    let title = "\(model), \(pairs) pairs; prior's length \(priorLength.mean.fixed(2)), sd \(priorLength.sd.fixed(2))"
    return [title] + TextTable.lines([head] + rows) + (pictures?.lines ?? [])
  }
}
