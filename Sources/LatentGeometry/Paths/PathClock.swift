/// When a path is on which of its segments.
struct PathClock: Sendable {
  /// A place within a path.
  struct Position: Equatable {
    /// 0 ..< the number of segments.
    var segment: Int
    /// The segment's own t, exactly 0 or 1 at its ends.
    var t: Double
  }

  /// How segments are walked; nil where t goes with the time.
  private let paces: [SegmentPace?]
  /// When each segment ends, and 0 before all: increasing, up to 1.
  let times: [Double]

  /// Segments that take the time of their sizes.
  init(_ paces: [SegmentPace]) { self.init(paces, durations: paces.map(\.size)) }

  /// Segments that take given times, t going evenly in each.
  init(durations: [Double]) { self.init(durations.map { _ in nil }, durations: durations) }

  private init(_ paces: [SegmentPace?], durations: [Double]) {
    self.paces = paces
    var sums = [0.0]
    for duration in durations { sums.append((sums.last ?? 0) + duration) }
    let total = sums.last ?? 0
    // A path without any length rests on all its segments.
    times = sums.indices.map { total > 0 ? sums[$0] / total : Double($0) / Double(max(1, durations.count)) }
  }

  /// Where the path is.
  ///
  /// - Parameter time: 0 … 1.
  /// - Returns: A segment and a place in it.
  func position(at time: Double) -> Position {
    precondition(!paces.isEmpty, "a path of one anchor has no segments")
    var (low, high) = (0, times.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    let duration = times[high] - times[low]
    // Rounding must not keep a frame from the anchor that it falls on.
    if time - times[low] < 1e-12 { return Position(segment: low, t: 0) }
    if times[high] - time < 1e-12 { return Position(segment: low, t: 1) }
    let part = (time - times[low]) / duration
    return Position(segment: low, t: paces[low]?.place(after: part) ?? part)
  }
}
