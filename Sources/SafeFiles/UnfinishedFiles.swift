#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The hidden files and folders that outputs are being written to, so that a program that is told to end can take them away.
public enum UnfinishedFiles {
  private static let paths = Mutex<Set<String>>([])
  private static let isEnding = Atomic(false)

  /// A name for a hidden file or folder, another on every call; it tells which process writes.
  ///
  /// It does not contain the output's name, which may be as long as a name can be already.
  public static func newName() -> String { ".sextant-\(getpid())-\(UInt64.random(in: 0 ... .max)).part" }

  /// Whether a name was made by ``newName()`` in a process that no longer runs.
  ///
  /// - Parameter name: A file's name.
  /// - Returns: False also for names of other forms.
  public static func isAbandoned(_ name: String) -> Bool {
    let parts = name.split(separator: "-")
    guard name.hasPrefix(".sextant-"), name.hasSuffix(".part"), parts.count == 3, let process = pid_t(parts[1]) else {
      return false
    }
    return process != getpid() && kill(process, 0) != 0 && errno == ESRCH
  }

  /// Removes what processes that were killed could not take away; what belongs to one that is still at work stays.
  ///
  /// - Parameter folder: The folder that was written to.
  public static func removeAbandoned(from folder: URL) {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names ?? [] where isAbandoned(name) {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  /// Remembers a hidden file or folder for the time of a call.
  ///
  /// - Parameters:
  ///   - url: The hidden file or folder.
  ///   - body: Writes it, and gives it its name or removes it.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` threw.
  public static func remember<Result>(_ url: URL, during body: () throws -> Result) rethrows -> Result {
    paths.withLock { _ = $0.insert(url.path) }
    defer { paths.withLock { _ = $0.remove(url.path) } }
    return try body()
  }

  /// Whether ``removeAll()`` was called: the program is ending, and what fails now is nobody's mistake.
  public static var areRemoved: Bool { isEnding.load(ordering: .acquiring) }

  /// Removes all that is unfinished now; whoever is still writing fails.
  public static func removeAll() {
    isEnding.store(true, ordering: .releasing)
    for path in paths.withLock({ $0 }) {
      // Under another name nobody adds files to a folder while it is emptied.
      let aside = path + "-ended"
      let isAside = (try? FileManager.default.moveItem(atPath: path, toPath: aside)) != nil
      try? FileManager.default.removeItem(atPath: isAside ? aside : path)
    }
  }
}
