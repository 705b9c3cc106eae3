#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Writing outputs under the first of many names that is free, so that nothing is ever replaced.
///
/// The output is made in a hidden folder beside its place and then takes the first free name. Whoever takes a name first has
/// it, whatever other processes do at the same time: files are linked, which fails where the name is taken, and folders
/// replace an empty folder that was made for them.
public enum FreeName {
  /// The first of the names that nothing has at this moment.
  ///
  /// - Parameter name: The place of every number from 1 on, all in one folder.
  /// - Returns: The place and its number.
  public static func first(of name: (Int) -> URL) -> (number: Int, place: URL) {
    var number = 1
    while exists(name(number)) { number += 1 }
    return (number, name(number))
  }

  /// Lets `body` write a file or a folder and gives it the first free name.
  ///
  /// - Parameters:
  ///   - name: The place of every number from 1 on, all in one folder.
  ///   - body: Writes to the place that it receives, at which nothing is; its name is that of a number that was free. What
  ///     it writes beside it under the same name with an extension more, such as a sidecar, goes along.
  /// - Returns: The place that the output has, and what `body` returned.
  /// - Throws: What `body` threw, or ``FileError/cannotWrite(_:reason:)``.
  public static func write<Result>(
    to name: (Int) -> URL,
    _ body: (URL) throws -> Result
  ) throws -> (place: URL, result: Result) {
    let (number, place) = first(of: name)
    let hidden = place.deletingLastPathComponent()
      .appendingPathComponent(UnfinishedFiles.newName(), isDirectory: true)
    return try UnfinishedFiles.remember(hidden) {
      guard !UnfinishedFiles.areRemoved else { throw FileError.cannotWrite(place, reason: "the program is ending") }
      guard mkdir(hidden.path, 0o777) == 0 else { throw FileError.cannotWrite(place, reason: SystemError.latest) }
      defer { try? FileManager.default.removeItem(at: hidden) }
      let made = hidden.appendingPathComponent(place.lastPathComponent, isDirectory: place.hasDirectoryPath)
      let result: Result
      do {
        result = try body(made)
      } catch FileError.cannotWrite(let url, let reason) where url.path.hasPrefix(hidden.path) {
        throw FileError.cannotWrite(place, reason: reason)
      }
      return (try give(made, firstOf: name, from: number), result)
    }
  }

  /// Moves what was made to the first name that is still free.
  private static func give(_ made: URL, firstOf name: (Int) -> URL, from first: Int) throws -> URL {
    guard exists(made) else { throw FileError.cannotWrite(name(first), reason: "nothing was written") }
    let companions = companions(of: made)
    var number = first
    while true {
      let place = name(number)
      let isFree = companions.allSatisfy { !exists(URL(fileURLWithPath: place.path + $0)) }
      if try isFree && take(place, for: made) {
        for suffix in companions { rename(made.path + suffix, place.path + suffix) }
        return place
      }
      number += 1
    }
  }

  /// Gives a name to what was made; false where another has it.
  private static func take(_ place: URL, for made: URL) throws -> Bool {
    if case .folder = PathKind(of: made.path) {
      guard mkdir(place.path, 0o777) == 0 else { return try isTaken(place) }
    } else {
      if link(made.path, place.path) == 0 { return true }
      guard errno != EEXIST else { return false }
      // Some file systems, such as exFAT, have no links; an empty file keeps the name.
      let descriptor = open(place.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { return try isTaken(place) }
      close(descriptor)
    }
    guard rename(made.path, place.path) == 0 else {
      throw FileError.cannotWrite(place, reason: SystemError.latest)
    }
    return true
  }

  /// False for a name that another has; any other failure is thrown.
  private static func isTaken(_ place: URL) throws -> Bool {
    guard errno == EEXIST else { throw FileError.cannotWrite(place, reason: SystemError.latest) }
    return false
  }

  /// What was written beside an output: what its name has more.
  private static func companions(of made: URL) -> [String] {
    let own = made.lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: made.deletingLastPathComponent().path)) ?? []
    return names.filter { $0 != own && $0.hasPrefix(own + ".") }.sorted().map { String($0.dropFirst(own.count)) }
  }

  /// Whether anything has a name, a link that leads nowhere among it.
  private static func exists(_ url: URL) -> Bool {
    var status = stat()
    return lstat(url.path, &status) == 0
  }
}
