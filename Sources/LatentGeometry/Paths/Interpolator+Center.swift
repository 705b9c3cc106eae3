extension Interpolator {
  /// The prior's centre, d numbers: what no weights at all give.
  var center: [Float] {
    var nothing = WeightTable(pointCount: 1)
    nothing.append([])
    return Interpolator(.matched, prior: prior, dimension: dimension)
      .combine(LatentBatch(count: 1, dimension: dimension), nothing).values
  }
}
