/// How a point is made of two rows a and b.
enum PairSum {
  /// p a + q b.
  case sum(Double, Double)
  /// p a + q b in double precision, since large parts cancel.
  case exactSum(Double, Double)
  /// The direction of p a + q b at a length; that of ``Detour`` around a where the sum vanishes.
  case direction(Double, Double, length: Double)
  /// along · a + aside · ``Detour`` around a.
  case halfCircle(along: Double, aside: Double)

  /// Writes the point.
  func write(
    _ a: UnsafeBufferPointer<Float>,
    _ b: UnsafeBufferPointer<Float>,
    into out: UnsafeMutableBufferPointer<Float>,
    _ destination: VectorSums.Destination
  ) {
    switch self {
    case .sum(let p, let q):
      VectorSums.combine(a, times: Float(p), b, times: Float(q), into: out, destination)
    case .exactSum(let p, let q):
      for index in 0..<out.count { out[index] = Float(p * Double(a[index]) + q * Double(b[index])) }
    case .direction(let p, let q, let length):
      var square = 0.0
      for index in 0..<out.count {
        let value = p * Double(a[index]) + q * Double(b[index])
        square += value * value
      }
      guard square > 0 else {
        let detour = Detour.direction(around: a)
        for index in 0..<out.count { out[index] = Float(length * detour[index]) }
        return
      }
      let scale = length / square.squareRoot()
      for index in 0..<out.count { out[index] = Float(scale * (p * Double(a[index]) + q * Double(b[index]))) }
    case .halfCircle(let along, let aside):
      let detour = Detour.direction(around: a)
      for index in 0..<out.count { out[index] = Float(along * Double(a[index]) + aside * detour[index]) }
    }
  }
}
