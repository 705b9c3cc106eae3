/// Classic gradient noise of one, two or three variables: smooth, random, the same for the same seed.
///
///     let noise = PerlinNoise(seed: 7, octaves: 3)
///     let value = noise.value(1.5, 0.25, 0.75)
///
/// Every point of the integer lattice has a random gradient g; a value is the interpolation of g · (x - lattice point) over
/// the corners of the cell by the fade 6t⁵ - 15t⁴ + 10t³, which is twice continuously differentiable. Values are 0 at all
/// lattice points, have mean 0 and lie within -1 ... 1 (sums are divided by the largest that gradients could give: 1/2, √½,
/// and 1.0364). One variable: slopes evenly from -1 to 1; two: eight unit vectors; three: the midpoints of
/// a cube's edges.
///
/// Octaves are added at doubled frequency and at `persistence` times the strength, each with gradients of its own; the sum is
/// divided by the sum of strengths. Values repeat every 256 along every axis, or every `period` where that is given (in
/// octave o every period · 2^o of its own lattice, which is the same length). Deterministic on every machine: nothing but
/// additions, products and comparisons of `Double`.
///
/// Source: Perlin, "An image synthesizer", SIGGRAPH 1985; "Improving noise", SIGGRAPH 2002, for fade and gradients. The
/// permutations are Fisher and Yates' with the words of Philox at counter (block, channel, octave, ``LatentGenerator/Stream``
/// `noise`).
public struct PerlinNoise: Sendable {
  /// After how many units of length noise repeats along each axis; nil for 256.
  public struct Period: Sendable, Equatable {
    /// Along the first variable, 1 to 2²⁰.
    public var x: Int?
    /// Along the second.
    public var y: Int?
    /// Along the third.
    public var z: Int?

    /// Periods.
    ///
    /// - Parameters:
    ///   - x: 1 ... 2²⁰, or nil.
    ///   - y: 1 ... 2²⁰, or nil.
    ///   - z: 1 ... 2²⁰, or nil.
    public init(x: Int? = nil, y: Int? = nil, z: Int? = nil) {
      precondition([x, y, z].allSatisfy { $0.map { 1...1 << 20 ~= $0 } ?? true }, "periods lie within 1 ... 2²⁰")
      (self.x, self.y, self.z) = (x, y, z)
    }
  }

  /// How many frequencies are added.
  public var octaves: Int { permutations.count / 256 }
  /// How strong each octave is beside the one before it.
  public let persistence: Double
  /// After how many units of length noise repeats.
  public let period: Period

  /// A permutation of the numbers up to 255 for every octave.
  private let permutations: [UInt8]
  private let total: Double

  /// Noise.
  ///
  /// - Parameters:
  ///   - seed: Any number.
  ///   - channel: Which of the independent noises of the seed.
  ///   - octaves: 1 ... 16.
  ///   - persistence: 0 ... 1.
  ///   - period: After how many units of length noise repeats.
  public init(
    seed: UInt64,
    channel: UInt32 = 0,
    octaves: Int = 1,
    persistence: Double = 0.5,
    period: Period = Period()
  ) {
    precondition((1...16).contains(octaves), "1 to 16 octaves are possible")
    precondition((0...1).contains(persistence), "persistence lies within 0 ... 1")
    self.persistence = persistence
    self.period = period
    let philox = Philox(seed: seed)
    permutations = (0..<octaves).flatMap { Self.permutation(philox, channel, octave: UInt32($0)) }
    var (strength, total) = (1.0, 0.0)
    for _ in 0..<octaves {
      total += strength
      strength *= persistence
    }
    self.total = total
  }

  private static func permutation(_ philox: Philox, _ channel: UInt32, octave: UInt32) -> [UInt8] {
    var result = (0..<256).map { UInt8($0) }
    for block in 0..<64 {
      let words = philox.block(SIMD4(UInt32(block), channel, octave, LatentGenerator.Stream.noise.rawValue))
      for word in 0..<4 {
        let last = 255 - (4 * block + word)
        // The high half of a product picks evenly enough: no choice is off by more than 2⁻²⁴.
        result.swapAt(last, Int((UInt64(words[word]) * UInt64(last + 1)) >> 32))
      }
    }
    return result
  }

  /// Noise of one variable.
  ///
  /// - Parameter x: Any finite number.
  /// - Returns: -1 ... 1.
  public func value(_ x: Double) -> Double {
    sum { octave, scale in
      let x = Cell(x * scale, period.x, scale)
      func corner(_ i: Int, _ x: Double) -> Double { (Double(hash(octave, i)) / 127.5 - 1) * x }
      return 2 * mix(corner(x.low, x.rest), corner(x.high, x.rest - 1), x.fade)
    }
  }

  /// Noise of two variables.
  ///
  /// - Parameters:
  ///   - x: Any finite number.
  ///   - y: Any finite number.
  /// - Returns: -1 ... 1.
  public func value(_ x: Double, _ y: Double) -> Double {
    sum { octave, scale in
      let (x, y) = (Cell(x * scale, period.x, scale), Cell(y * scale, period.y, scale))
      func corner(_ i: Int, _ j: Int, _ x: Double, _ y: Double) -> Double {
        Self.slope(hash(octave, i + hash(octave, j)), x, y)
      }
      let top = mix(corner(x.low, y.low, x.rest, y.rest), corner(x.high, y.low, x.rest - 1, y.rest), x.fade)
      let bottom = mix(
        corner(x.low, y.high, x.rest, y.rest - 1),
        corner(x.high, y.high, x.rest - 1, y.rest - 1),
        x.fade
      )
      return 2.0.squareRoot() * mix(top, bottom, y.fade)
    }
  }

  /// Noise of three variables.
  ///
  /// - Parameters:
  ///   - x: Any finite number.
  ///   - y: Any finite number.
  ///   - z: Any finite number.
  /// - Returns: -1 ... 1.
  public func value(_ x: Double, _ y: Double, _ z: Double) -> Double {
    sum { octave, scale in
      let (x, y) = (Cell(x * scale, period.x, scale), Cell(y * scale, period.y, scale))
      let z = Cell(z * scale, period.z, scale)
      func layer(_ k: Int, _ depth: Double) -> Double {
        func corner(_ i: Int, _ j: Int, _ x: Double, _ y: Double) -> Double {
          Self.slope(hash(octave, i + hash(octave, j + hash(octave, k))), x, y, depth)
        }
        let top = mix(corner(x.low, y.low, x.rest, y.rest), corner(x.high, y.low, x.rest - 1, y.rest), x.fade)
        let bottom = mix(
          corner(x.low, y.high, x.rest, y.rest - 1),
          corner(x.high, y.high, x.rest - 1, y.rest - 1),
          x.fade
        )
        return mix(top, bottom, y.fade)
      }
      return mix(layer(z.low, z.rest), layer(z.high, z.rest - 1), z.fade) / 1.0364
    }
  }

  /// Where a number lies in its cell of the lattice.
  private struct Cell {
    let low: Int
    let high: Int
    let rest: Double

    init(_ x: Double, _ period: Int?, _ scale: Double) {
      precondition(x.isFinite, "noise needs finite numbers")
      let period = period.map { $0 * Int(scale) } ?? 256
      let floor = x.rounded(.down)
      var index = Int(floor.truncatingRemainder(dividingBy: Double(period)))
      if index < 0 { index += period }
      low = index
      high = index + 1 == period ? 0 : index + 1
      rest = x - floor
    }

    var fade: Double { rest * rest * rest * (rest * (rest * 6 - 15) + 10) }
  }

  private func sum(_ octave: (_ octave: Int, _ scale: Double) -> Double) -> Double {
    var (strength, scale, sum) = (1.0, 1.0, 0.0)
    for index in 0..<octaves {
      sum += strength * octave(index, scale)
      strength *= persistence
      scale *= 2
    }
    return sum / total
  }

  private func hash(_ octave: Int, _ index: Int) -> Int { Int(permutations[256 * octave + (index & 255)]) }

  private func mix(_ a: Double, _ b: Double, _ t: Double) -> Double { a + t * (b - a) }

  /// The product with one of eight unit vectors.
  private static func slope(_ hash: Int, _ x: Double, _ y: Double) -> Double {
    let diagonal = 0.5.squareRoot()
    switch hash & 7 {
    case 0: return x
    case 1: return -x
    case 2: return y
    case 3: return -y
    case 4: return diagonal * (x + y)
    case 5: return diagonal * (x - y)
    case 6: return diagonal * (y - x)
    default: return -diagonal * (x + y)
    }
  }

  /// The product with one of the twelve vectors to the middles of a cube's edges, four of them twice.
  private static func slope(_ hash: Int, _ x: Double, _ y: Double, _ z: Double) -> Double {
    switch hash & 15 {
    case 0, 12: x + y
    case 1, 13: y - x
    case 2: x - y
    case 3: -x - y
    case 4: x + z
    case 5: z - x
    case 6: x - z
    case 7: -x - z
    case 8: y + z
    case 9, 14: z - y
    case 10: y - z
    default: -y - z
    }
  }
}
