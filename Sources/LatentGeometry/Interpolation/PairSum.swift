/// How a point is made of two rows a and b.
enum PairSum {
  /// p a + q b.
  case sum(Double, Double)
  /// p a + q b in double precision, since large parts cancel.
  case exactSum(Double, Double)
  /// The direction of p a + q b at a length; that of ``Detour`` between a and b where the sum vanishes.
  case direction(Double, Double, length: Double)
  /// along · a + aside · ``Detour`` between a and b.
  case halfCircle(along: Double, aside: Double)

  /// The same point times a number.
  func scaled(by factor: Double) -> PairSum {
    switch self {
    case .sum(let p, let q): .sum(factor * p, factor * q)
    case .exactSum(let p, let q): .exactSum(factor * p, factor * q)
    case .direction(let p, let q, let length): .direction(p, q, length: factor * length)
    case .halfCircle(let along, let aside): .halfCircle(along: factor * along, aside: factor * aside)
    }
  }

  /// Weights above this cancel so much, or lead so far, that single precision no longer does.
  static let largestSingleWeight = 1e4

  /// A weight whose product with a number of single precision is finite.
  static func bounded(_ weight: Double) -> Double { max(-1e200, min(1e200, weight)) }

  /// Writes the point; what single precision cannot hold becomes the largest number that it can.
  func write(
    _ a: UnsafeBufferPointer<Float>,
    _ b: UnsafeBufferPointer<Float>,
    into out: UnsafeMutableBufferPointer<Float>,
    _ destination: VectorSums.Destination
  ) {
    switch self {
    case .sum(let p, let q) where max(abs(p), abs(q)) <= Self.largestSingleWeight:
      VectorSums.combine(a, times: Float(p), b, times: Float(q), into: out, destination)
    case .sum(let p, let q), .exactSum(let p, let q):
      let (p, q) = (Self.bounded(p), Self.bounded(q))
      for index in 0..<out.count { out[index] = Float(saturating: p * Double(a[index]) + q * Double(b[index])) }
    case .direction(let p, let q, let length):
      var (square, parts) = (0.0, 0.0)
      for index in 0..<out.count {
        let (x, y) = (p * Double(a[index]), q * Double(b[index]))
        square += (x + y) * (x + y)
        parts += x * x + y * y
      }
      // What is left of parts that cancel to their last digits has no direction of its own.
      guard square > 1e-30 * parts else {
        let detour = Detour.direction(between: a, and: b)
        for index in 0..<out.count {
          // The parts enter so that what is not finite stays so.
          let rest = p * Double(a[index]) + q * Double(b[index])
          out[index] = rest.isFinite ? Float(saturating: length * detour[index]) : .nan
        }
        return
      }
      let scale = length / square.squareRoot()
      for index in 0..<out.count {
        out[index] = Float(saturating: scale * (p * Double(a[index]) + q * Double(b[index])))
      }
    case .halfCircle(let along, let aside):
      let (along, aside) = (Self.bounded(along), Self.bounded(aside))
      let detour = Detour.direction(between: a, and: b)
      for index in 0..<out.count {
        out[index] = Float(saturating: along * Double(a[index]) + aside * detour[index])
      }
    }
  }
}

extension Float {
  /// The nearest number; finite ones beyond the range become the largest finite one of their sign.
  init(saturating value: Double) {
    let number = Float(value)
    self = number.isInfinite && value.isFinite ? (value < 0 ? -1 : 1) * .greatestFiniteMagnitude : number
  }
}
