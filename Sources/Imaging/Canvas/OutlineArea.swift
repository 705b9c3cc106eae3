#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The share of every pixel that a polygon covers, exactly.
///
/// Every edge counts the area to its right within its rows, positive downward and negative upward; the sum over a closed
/// outline is the area inside. Two outlines that share an edge count it once with either sign, so that polygons that
/// cover the plane cover every pixel by 1, to rounding.
struct OutlineArea {
  private let width: Int
  private let height: Int
  /// What changes from a pixel to the next in its row; one more column takes what lies right of the last pixel.
  private var changes: [Double]

  /// No outline yet, over a rectangle of pixels from (0, 0).
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    changes = [Double](repeating: 0, count: (width + 1) * height)
  }

  /// Takes in an edge of an outline that is clockwise on the screen and lies within the rectangle.
  mutating func addEdge(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    guard start.y != end.y else { return }
    // Upward edges, at the left, begin what is inside; downward ones end it.
    let sign: Double = end.y < start.y ? 1 : -1
    let (upper, lower) = end.y < start.y ? (end, start) : (start, end)
    let slope = (lower.x - upper.x) / (lower.y - upper.y)
    let (first, last) = (max(Int(floor(upper.y)), 0), min(Int(ceil(lower.y)), height) - 1)
    guard first <= last else { return }
    for row in first...last {
      let (top, bottom) = (max(Double(row), upper.y), min(Double(row + 1), lower.y))
      guard bottom > top else { continue }
      // Ends are taken as they are, so that outlines meet without gaps.
      let from = top == upper.y ? upper.x : upper.x + (top - upper.y) * slope
      let to = bottom == lower.y ? lower.x : upper.x + (bottom - upper.y) * slope
      add(sign * (bottom - top), left: min(from, to), right: max(from, to), row: row)
    }
  }

  /// Takes in a piece of an edge within a row: `area` is its height.
  private mutating func add(_ area: Double, left: Double, right: Double, row: Int) {
    let limit = Double(width)
    let (left, right) = (min(max(left, 0), limit), min(max(right, 0), limit))
    /// ∫ of the share that lies left of t: the mean of max(t - x, 0) over the piece.
    func leftOf(_ t: Double) -> Double {
      guard t < right else { return t - (left + right) / 2 }
      guard t > left else { return 0 }
      return (t - left) * (t - left) / (2 * (right - left))
    }
    let (first, last) = (Int(left), Int(right))
    let start = row * (width + 1)
    var (before, share) = (0.0, 0.0)
    for column in first...last {
      let after = leftOf(Double(column + 1))
      changes[start + column] += area * (after - before - share)
      share = after - before
      before = after
    }
    if last < width { changes[start + last + 1] += area * (1 - share) }
  }

  /// The covered shares, row after row, 0 … 1.
  var coverage: [Float] {
    var coverage = [Float](repeating: 0, count: width * height)
    for row in 0..<height {
      var share = 0.0
      for column in 0..<width {
        share += changes[row * (width + 1) + column]
        coverage[row * width + column] = Float(min(max(share, 0), 1))
      }
    }
    return coverage
  }
}
