#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A wave that runs over a grid of latents and turns each towards an axis and back.
///
///     let wave = Wave(amplitude: 0.5, shape: .plane(direction: 45, wavelength: 8))
///     let frame = wave.latents(of: cells, columns: 7, towards: axis, prior: model.prior, at: 0.25)
///
/// At time t the cell x becomes the ``InterpolationMethod/matched`` combination of x and the axis a with the weights cos φ and
/// sin φ, at the angle
///
///     φ = amplitude · clip(sin(2π (cycles · t - phase)))
///
/// whose squares add up to 1: where cells and axis are independent draws of the prior, every latent of every frame is one.
/// Where φ = 0 a cell is what it was, bit for bit. Cycles are whole, so that t = 1 is t = 0: there is no seam.
public struct Wave: Sendable, Equatable {
  /// Where the wave's crests lie.
  public enum Shape: Sendable, Equatable {
    /// Every cell at the same time.
    case uniform
    /// Straight crests.
    ///
    /// The phase of the cell in column x, row y is (x cos δ + y sin δ) / wavelength; the direction δ of travel in degrees: 0
    /// to the right, 90 downwards. The wavelength in cells, not 0.
    case plane(direction: Double, wavelength: Double)
    /// Rings.
    ///
    /// The phase is the distance from a centre, which may lie between cells or outside the grid, over the wavelength
    /// in cells, not 0: outwards where it is positive, inwards where it is negative.
    case radial(column: Double, row: Double, wavelength: Double)

    /// How many turns a place is behind the one where a wave begins.
    ///
    /// - Parameters:
    ///   - column: Also between cells.
    ///   - row: Also between cells.
    /// - Returns: The phase in turns, as above; 0 where all cells swing at the same time.
    public func phase(column: Double, row: Double) -> Double {
      switch self {
      case .uniform: return 0
      case .plane(let direction, let wavelength):
        let radians = direction * .pi / 180
        return (column * cos(radians) + row * sin(radians)) / wavelength
      case .radial(let middle, let height, let wavelength):
        let (x, y) = (column - middle, row - height)
        return (x * x + y * y).squareRoot() / wavelength
      }
    }
  }

  /// The largest angle towards the axis, in radians.
  public let amplitude: Double
  /// Where the wave's crests lie.
  public let shape: Shape
  /// How often every cell swings while t goes from 0 to 1; negative numbers run backwards.
  public let cycles: Int
  /// The number at which the sine is cut off on both sides, above 0 and at most 1; 1 leaves it as it is.
  ///
  /// Low levels make cells rest at both ends of their swing and hurry between.
  public let clipping: Double

  /// A wave.
  ///
  /// - Parameters:
  ///   - amplitude: The largest angle in radians, finite.
  ///   - shape: Where the crests lie; its numbers finite, its wavelength not 0.
  ///   - cycles: How often every cell swings while t goes from 0 to 1.
  ///   - clipping: Above 0 and at most 1.
  public init(amplitude: Double, shape: Shape, cycles: Int = 1, clipping: Double = 1) {
    precondition(amplitude.isFinite, "the amplitude must be finite")
    precondition(clipping > 0 && clipping <= 1, "a sine is clipped above 0 and at most at 1")
    switch shape {
    case .uniform: break
    case .plane(let direction, let wavelength):
      precondition(direction.isFinite, "the direction must be finite")
      precondition(wavelength.isFinite && wavelength != 0, "a wavelength is a finite number other than 0")
    case .radial(let column, let row, let wavelength):
      precondition(column.isFinite && row.isFinite, "the centre must be finite")
      precondition(wavelength.isFinite && wavelength != 0, "a wavelength is a finite number other than 0")
    }
    self.amplitude = amplitude
    self.shape = shape
    self.cycles = cycles
    self.clipping = clipping
  }

  /// The angle by which a cell is turned.
  ///
  /// - Parameters:
  ///   - column: The cell's column, also between cells.
  ///   - row: The cell's row, also between cells.
  ///   - t: Any finite number; the period is 1.
  /// - Returns: Radians, within ± amplitude · clipping.
  public func angle(column: Double, row: Double, at t: Double) -> Double {
    precondition(t.isFinite, "t must be finite")
    let phase = shape.phase(column: column, row: row)
    let turns = Double(cycles) * (t - t.rounded(.down)) - phase
    let swing = sin(2 * .pi * (turns - turns.rounded(.down)))
    return amplitude * min(clipping, max(-clipping, swing))
  }

  /// A grid of cells at a time.
  ///
  /// - Parameters:
  ///   - cells: n latents in row order.
  ///   - columns: The number of columns, ≥ 1; the last row may be shorter.
  ///   - axis: What cells turn towards, a batch of one.
  ///   - prior: The law that is kept.
  ///   - t: Any finite number; the period is 1.
  ///   - threads: At least 1; nil for one on each core where the work is worth it.
  /// - Returns: Shape [n, d].
  /// - Complexity: O(n d).
  public func latents(
    of cells: LatentBatch,
    columns: Int,
    towards axis: LatentBatch,
    prior: Prior,
    at t: Double,
    threads: Int? = nil
  ) -> LatentBatch {
    precondition(columns >= 1, "a grid has at least one column")
    precondition(axis.count == 1 && axis.dimension == cells.dimension, "the axis is one latent as wide as the cells")
    var weights = WeightTable(pointCount: cells.count + 1)
    for cell in 0..<cells.count {
      let angle = angle(column: Double(cell % columns), row: Double(cell / columns), at: t)
      weights.append([
        .init(point: cell, weight: cos(angle)), .init(point: cells.count, weight: sin(angle)),
      ])
    }
    return Interpolator(.matched, prior: prior, dimension: cells.dimension, threads: threads)
      .combine(.concatenating([cells, axis]), weights)
  }

  /// One latent through time, at column 0 and row 0.
  ///
  /// - Parameters:
  ///   - latent: A batch of one.
  ///   - axis: What it turns towards, a batch of one.
  ///   - prior: The law that is kept.
  /// - Returns: A closed path.
  public func path(of latent: LatentBatch, towards axis: LatentBatch, prior: Prior) -> SwayingPath {
    SwayingPath(wave: self, latent: latent, axis: axis, prior: prior)
  }
}
