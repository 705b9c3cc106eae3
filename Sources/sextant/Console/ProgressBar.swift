import Diagrams
import Synchronization

/// A line on the terminal that says how far work over a second has come, how fast, and how long it will take.
///
/// Nothing is drawn where stderr is not a terminal, and nothing in the first second.
final class ProgressBar: Sendable {
  private struct State {
    var start = ContinuousClock.now
    var lastDrawn: ContinuousClock.Instant?
    /// What an earlier run had done already.
    var first: Int?
  }

  private let unit: String
  private let isShown: Bool
  private let state = Mutex(State())

  /// A bar that counts `unit`s.
  init(unit: String, isQuiet: Bool) {
    self.unit = unit
    isShown = Console.isInteractive && !isQuiet
  }

  /// Says how many of how many units are done; draws at most ten times a second.
  func update(done: Int, total: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let (elapsed, first): (Double?, Int) = state.withLock { state in
      let first = min(state.first ?? done, done)
      state.first = done >= total ? nil : first
      let elapsed = state.start.duration(to: now) / .seconds(1)
      // What comes after the end is the next model's work.
      if done >= total { state.start = now }
      guard elapsed >= 1 else { return (nil, first) }
      if let last = state.lastDrawn, done < total, last.duration(to: now) < .milliseconds(100) { return (nil, first) }
      state.lastDrawn = now
      return (elapsed, first)
    }
    guard let elapsed else { return }
    let rate = Double(done - first) / elapsed
    let left = done > first ? ", \(Int((Double(total - done) / rate).rounded(.up))) s left" : ""
    let filled = total > 0 ? 24 * done / total : 0
    let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: 24 - filled)
    let speed = rate >= 0.5 ? ", \(rate.rounded(toPlaces: 0)) a second" : ""
    Console.status("\r[\(bar)] \(done)/\(total) \(unit)\(speed)\(left)\u{1B}[K")
    if done >= total { clear() }
  }

  /// Takes the bar off the terminal.
  func clear() {
    guard isShown, state.withLock({ $0.lastDrawn }) != nil else { return }
    Console.status("\r\u{1B}[K")
  }
}
