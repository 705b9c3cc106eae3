#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import CChildProcess

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Another program that takes bytes on its standard input; ended when the value goes away before it has finished.
struct ChildProcess: ~Copyable {
  private var child: SextantChild

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: Where it is.
  ///   - arguments: Its arguments without its name.
  ///   - output: A new file for what it prints.
  ///   - url: The animation, for messages.
  /// - Throws: ``AnimationError/codec(_:format:reason:)`` when it cannot be started.
  init(_ program: URL, _ arguments: [String], output: URL, for url: URL) throws {
    var child = SextantChild()
    var words: [UnsafeMutablePointer<CChar>?] = ([program.path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    let error = sextant_child_start(program.path, words, output.path, &child)
    guard error == 0 else {
      let reason = "\(program.path) cannot be started: \(String(cString: strerror(error)))"
      throw AnimationError.codec(url, format: .mp4, reason: reason)
    }
    self.child = child
  }

  deinit {
    var child = child
    sextant_child_kill(&child)
  }

  /// Hands it bytes; false when it takes no more.
  func write(_ bytes: [UInt8]) -> Bool {
    withUnsafePointer(to: child) { sextant_child_write($0, bytes, bytes.count) }
  }

  /// Ends its input, waits for it and returns its exit status, or 128 + the signal that ended it.
  consuming func finish() -> Int {
    var child = child
    let status = sextant_child_finish(&child)
    discard self
    return Int(status)
  }
}
