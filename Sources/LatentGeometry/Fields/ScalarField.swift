#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A number for every cell of a grid at every time: how much of a vector each cell gets.
///
///     let field = ScalarField.wave(.rings(wavelength: 4), cycles: 1)
///     let shares = field.values(rows: 3, columns: 7, at: 0.25)
///
/// Waves, noise and ramps give shares from 0 to 1, tables give whatever is in them. All but a ramp through time that runs one way
/// have the period 1 in t: what they drive has no seam.
public enum ScalarField: Sendable, Equatable {
  /// Crests that travel: (1 - cos 2πτ) / 2 with τ = cycles · t - phase.
  ///
  /// At t = 0 the share is 0 where the phase is: top left, or in the middle of rings.
  case wave(Crests, cycles: Int)
  /// A single crest that enters the grid after t = 0 and has left it at t = 1: the same with τ = t (p₁ - p₀ + 1) - (phase - p₀) cut
  /// off outside 0 ... 1, where p₀ and p₁ are the least and the largest phase of a cell.
  case pulse(Crests)
  /// Smooth noise: (1 + n) / 2 with the n of a ``NoiseChannel``.
  case noise(Noise)
  /// From 0 at the cell furthest back in a direction to 1 at the one furthest on, in degrees: 0 to the right, 90 downwards.
  case ramp(direction: Double)
  /// From 0 in the middle of the grid to 1 in its corners.
  case radialRamp
  /// From 0 at the first cell to 1 at the last, row after row.
  case cellRamp
  /// From 0 to 1 and back while t goes from 0 to 1: 1 - |2t - 1|; or one way, t held within 0 ... 1.
  case timeRamp(isOneWay: Bool)
  /// Numbers of a file.
  case table(FieldTable)

  /// How the crests of a wave lie.
  public enum Crests: Sendable, Equatable {
    /// Straight, travelling in a direction in degrees; the wavelength in cells, not 0.
    case straight(direction: Double, wavelength: Double)
    /// Rings around the middle of the grid; outwards where the wavelength is positive, inwards where it is negative.
    case rings(wavelength: Double)

    func shape(rows: Int, columns: Int) -> Wave.Shape {
      switch self {
      case .straight(let direction, let wavelength): .plane(direction: direction, wavelength: wavelength)
      case .rings(let wavelength):
        .radial(column: Double(columns - 1) / 2, row: Double(rows - 1) / 2, wavelength: wavelength)
      }
    }
  }

  /// The numbers of noise, as ``NoiseChannel`` takes them.
  public struct Noise: Sendable, Equatable {
    /// Any number.
    public var seed: UInt64
    /// Which of the independent channels of the seed.
    public var channel: UInt32
    /// Cells of noise per cell of the grid, above 0.
    public var frequency: Double
    /// Cells of noise that pass while t goes from 0 to 1, at least 1 and at most 2²⁰.
    public var cycles: Int
    /// How many frequencies are added, 1 to 16.
    public var octaves: Int

    /// Numbers.
    ///
    /// - Parameters:
    ///   - seed: Any number.
    ///   - channel: Which of the independent channels of the seed.
    ///   - frequency: Above 0.
    ///   - cycles: 1 ... 2²⁰.
    ///   - octaves: 1 ... 16.
    public init(seed: UInt64, channel: UInt32 = 0, frequency: Double = 0.25, cycles: Int = 1, octaves: Int = 1) {
      self.seed = seed
      self.channel = channel
      self.frequency = frequency
      self.cycles = cycles
      self.octaves = octaves
    }
  }

  /// The numbers of all cells at a time.
  ///
  /// - Parameters:
  ///   - rows: At least 1.
  ///   - columns: At least 1.
  ///   - t: Any finite number.
  /// - Returns: rows × columns numbers in row order; a table must fit the grid.
  /// - Complexity: O(rows × columns).
  public func values(rows: Int, columns: Int, at t: Double) -> [Double] {
    precondition(rows >= 1 && columns >= 1, "a grid has at least one cell")
    precondition(t.isFinite, "t must be finite")
    func cells(_ value: (_ column: Double, _ row: Double) -> Double) -> [Double] {
      (0..<rows * columns).map { value(Double($0 % columns), Double($0 / columns)) }
    }
    let round = t - t.rounded(.down)
    switch self {
    case .wave(let crests, let cycles):
      let shape = crests.shape(rows: rows, columns: columns)
      return cells { Self.crest(Double(cycles) * round - shape.phase(column: $0, row: $1)) }
    case .pulse(let crests):
      let shape = crests.shape(rows: rows, columns: columns)
      let phases = cells { shape.phase(column: $0, row: $1) }
      let (first, last) = (phases.min() ?? 0, phases.max() ?? 0)
      return phases.map { phase in
        let turns = round * (last - first + 1) - (phase - first)
        return (0...1).contains(turns) ? Self.crest(turns) : 0
      }
    case .noise(let noise):
      let channel = NoiseChannel(
        seed: noise.seed,
        channel: noise.channel,
        frequency: noise.frequency,
        cycles: noise.cycles,
        octaves: noise.octaves
      )
      return cells { (1 + channel.value(column: $0, row: $1, at: t)) / 2 }
    case .ramp(let direction):
      let shape = Wave.Shape.plane(direction: direction, wavelength: 1)
      return Self.spread(cells { shape.phase(column: $0, row: $1) })
    case .radialRamp:
      let shape = Crests.rings(wavelength: 1).shape(rows: rows, columns: columns)
      let distances = cells { shape.phase(column: $0, row: $1) }
      let largest = distances.max() ?? 0
      return distances.map { largest > 0 ? $0 / largest : 0 }
    case .cellRamp:
      let last = Double(max(1, rows * columns - 1))
      return (0..<rows * columns).map { Double($0) / last }
    case .timeRamp(let isOneWay):
      let share = isOneWay ? min(1, max(0, t)) : 1 - abs(2 * round - 1)
      return [Double](repeating: share, count: rows * columns)
    case .table(let table):
      return table.values(rows: rows, columns: columns, at: t)
    }
  }

  /// (1 - cos 2πτ) / 2.
  private static func crest(_ turns: Double) -> Double {
    (1 - cos(2 * .pi * (turns - turns.rounded(.down)))) / 2
  }

  /// Numbers stretched so that the least becomes 0 and the largest 1; all 0 where they are the same up to rounding.
  private static func spread(_ numbers: [Double]) -> [Double] {
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
    return numbers.map { high - low > 1e-9 ? ($0 - low) / (high - low) : 0 }
  }
}
