// Whether `matched` and `matched-slerp` keep the prior's law: Kolmogorov–Smirnov distances of the lengths of their results.
//
//     law-check [SAMPLES]        100,000 samples by default; prints Markdown
//
// The law of lengths is exact (LengthDistribution), but for priors learned from a set, where it is that of ten times as many
// fresh draws, whose own noise makes a distance larger by √1.1. On a sphere every length is the radius: the largest relative
// deviation from it is printed, and the distance is that of the first coordinate to fresh draws. Of N samples of the law itself
// 95 % have a distance below 1.36 / √N, 0.0043 for 100,000, and 99.9 % below 1.95 / √N, 0.0062.

import LatentGeometry

let samples = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let scalarPriors: [Prior] = [
  .standardGaussian, .gaussian(mean: 0.5, standardDeviation: 2), .uniform(low: -1, high: 1), .uniform(low: 0, high: 3),
  .sphere(radius: 11.5), .truncatedGaussian(mean: 0, standardDeviation: 1, bound: 2),
]

/// Latents whose coordinates depend on each other and are not normal: squares, with one part that all have in common.
func skewedSet(_ dimension: Int) -> LatentBatch {
  var set = LatentGenerator(seed: 5).sample(.standardGaussian, count: 4 * dimension + 400, dimension: dimension)
  set.withUnsafeMutableValues { values in
    for index in values.indices {
      let common = values[index - index % dimension]
      values[index] = 0.7 * values[index] + 0.5 * common + 0.3 * values[index] * values[index]
    }
  }
  return set
}

/// Every kind of prior, those of vectors fitted to a set.
func priors(_ dimension: Int) throws -> [Prior] {
  let set = skewedSet(dimension)
  return scalarPriors + [
    .correlatedGaussian(try CorrelatedGaussian(fitting: set)), .empirical(try EmpiricalPrior(fitting: set)),
  ]
}
let dimensions = [2, 16, 100, 512]
let methods = [InterpolationMethod.matched, .matchedSlerp]

/// What is combined: weights over the first few of ten independent draws.
struct Setting: Sendable {
  var name: String
  var weights: [Double]

}

let settings = [
  Setting(name: "t = 0.25", weights: [0.75, 0.25]),
  Setting(name: "t = 0.5", weights: [0.5, 0.5]),
  Setting(name: "t = 1.5", weights: [-0.5, 1.5]),
  Setting(name: "4 points", weights: [0.1, 0.2, 0.3, 0.4]),
  Setting(name: "10 points", weights: (1...10).map { Double($0) / 55 }),
  Setting(name: "analogy", weights: [-1, 1, 1]),
]

/// What is measured of rows: their lengths, on a sphere their first coordinates; and what leaves the prior.
struct Measure: Sendable {
  var values: [Float] = []
  var outside = 0
  var largestDeviation = 0.0

  mutating func add(_ batch: LatentBatch, _ prior: Prior) {
    let lengths = batch.lengths(around: prior.centers(dimension: batch.dimension))
    if case .sphere(let radius) = prior {
      values += (0..<batch.count).map { batch.values[$0 * batch.dimension] }
      for length in lengths { largestDeviation = max(largestDeviation, abs(length / Double(radius) - 1)) }
    } else {
      values += lengths.map { Float($0) }
      let shares = prior.sharesOutsideSupport(of: batch) ?? []
      outside += Int((shares.reduce(0, +) * Double(batch.dimension)).rounded())
    }
  }

  mutating func add(_ other: Measure) {
    values += other.values
    outside += other.outside
    largestDeviation = max(largestDeviation, other.largestDeviation)
  }
}

/// Runs `body` over 0 ..< total in chunks, as many at a time as the machine likes, and joins the results in order.
func inChunks(_ total: Int, _ size: Int, _ body: @escaping @Sendable (Range<Int>) -> [Measure]) async -> [Measure] {
  let starts = Array(stride(from: 0, to: total, by: size))
  var parts = [[Measure]](repeating: [], count: starts.count)
  await withTaskGroup(of: (Int, [Measure]).self) { group in
    for (index, start) in starts.enumerated() { group.addTask { (index, body(start..<min(start + size, total))) } }
    for await (index, part) in group { parts[index] = part }
  }
  var sum = parts[0]
  for part in parts.dropFirst() { for index in sum.indices { sum[index].add(part[index]) } }
  return sum
}

func measured(_ prior: Prior, _ dimension: Int) async -> [Measure] {
  await inChunks(samples, max(1, min(samples, 1 << 20 / dimension))) { rows in
    let generator = LatentGenerator(seed: 1)
    let draws = LatentBatch.concatenating(
      (0..<10).map {
        generator.sample(prior, count: rows.count, dimension: dimension, startingAt: $0 * samples + rows.lowerBound)
      }
    )
    return settings.flatMap { setting in
      methods.map { method in
        let used = setting.weights.count * rows.count
        var table = WeightTable(pointCount: used)
        for row in 0..<rows.count {
          table.append(
            setting.weights.enumerated().map { .init(point: row + $0.offset * rows.count, weight: $0.element) }
          )
        }
        var measure = Measure()
        measure.add(
          Interpolator(method, prior: prior, dimension: dimension, threads: 1).combine(draws[0..<used], table),
          prior
        )
        return measure
      }
    }
  }
}

func fresh(_ prior: Prior, _ dimension: Int) async -> [Float] {
  await inChunks(10 * samples, max(1, 1 << 22 / dimension)) { rows in
    var measure = Measure()
    measure.add(
      LatentGenerator(seed: 2).sample(prior, count: rows.count, dimension: dimension, startingAt: rows.lowerBound),
      prior
    )
    return [measure]
  }[0].values.sorted()
}

print("\(samples) samples; distances of lengths, on the sphere of the first coordinate\n")
print("| prior | d | method | \(settings.map(\.name).joined(separator: " | ")) | outside |")
print("|---|---|---|\(settings.map { _ in "---|" }.joined())---|")
var (largest, outside, deviation) = (0.0, 0, 0.0)
for dimension in dimensions {
  for prior in try priors(dimension) {
    let results = await measured(prior, dimension)
    let law = prior.lengthDistribution(dimension: dimension)
    let reference: [Double]?
    switch prior {
    case .sphere, .empirical: reference = await fresh(prior, dimension).map(Double.init)
    default: reference = nil
    }
    for (offset, method) in methods.enumerated() {
      let own = settings.indices.map { results[$0 * methods.count + offset] }
      let distances = own.map { measure in
        let values = measure.values.map(Double.init)
        return (reference.map { KolmogorovSmirnov(of: values, and: $0) } ?? law.test(values)).distance
      }
      let out = own.reduce(0) { $0 + $1.outside }
      largest = max(largest, distances.max() ?? 0)
      outside += out
      deviation = max(deviation, own.map(\.largestDeviation).max() ?? 0)
      let cells = distances.map { String(Double(Int($0 * 100_000 + 0.5)) / 100_000) }.joined(separator: " | ")
      print("| \(prior) | \(dimension) | \(method.rawValue) | \(cells) | \(out) |")
    }
  }
}
print(
  "\nlargest distance \(largest); coordinates outside the support \(outside); largest deviation from a radius \(deviation)"
)
