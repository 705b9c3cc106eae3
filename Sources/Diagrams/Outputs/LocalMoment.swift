#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A day and a time of day as clocks on the wall show them, to the second.
public struct LocalMoment: Sendable, Equatable {
  /// Year, month and day without anything between: 20261126.
  public let date: String
  /// Hours, minutes and seconds of 24 hours: 143005.
  public let time: String

  /// A moment of known parts.
  ///
  /// - Parameters:
  ///   - date: Eight digits.
  ///   - time: Six digits.
  public init(date: String, time: String) {
    self.date = date
    self.time = time
  }

  /// The moment of the call in the local time zone, which `TZ` can change.
  public static var now: LocalMoment {
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    var seconds = clock.tv_sec
    var parts = tm()
    localtime_r(&seconds, &parts)
    let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let time = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
    return LocalMoment(
      date: date[0].padded(to: 4) + date[1].padded(to: 2) + date[2].padded(to: 2),
      time: time.map { $0.padded(to: 2) }.joined()
    )
  }
}
