#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// How a model's sessions run; none of it changes the results by more than rounding.
public struct SessionOptions: Sendable, Hashable {
  /// The number of threads of one session, at least 1; nil uses every processor that is active.
  public var threads: Int?
  /// Whether idle threads wait by spinning.
  ///
  /// That saves 4–9 % on a quiet machine and costs up to 40 % where another process wants the processors.
  public var spinning: Bool
  /// What the arithmetic runs on.
  public var device: ExecutionDevice

  /// Options, all of which have defaults.
  ///
  /// - Parameters:
  ///   - threads: The number of threads, at least 1; nil uses every active processor.
  ///   - spinning: Whether idle threads wait by spinning.
  ///   - device: What the arithmetic runs on.
  public init(threads: Int? = nil, spinning: Bool = false, device: ExecutionDevice = .cpu) {
    precondition(threads.map { $0 >= 1 } ?? true, "a session needs at least one thread")
    self.threads = threads
    self.spinning = spinning
    self.device = device
  }

  /// The number of threads that a session is given.
  var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
