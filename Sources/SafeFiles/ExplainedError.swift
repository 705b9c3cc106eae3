/// The kind of a failure, which decides the program's exit code and the server's status.
///
/// The raw values are those of BSD's `sysexits.h`, which the program returns as they are.
public enum FailureCategory: Int32, Sendable, CaseIterable {
  /// The request itself is wrong: an unknown option, a value out of range.
  case usage = 64
  /// A file was read and what is in it is wrong.
  case badData = 65
  /// A named input does not exist.
  case missingInput = 66
  /// A library, a program or an execution provider that the request needs is not installed.
  case missingLibrary = 69
  /// A defect of Sextant itself.
  case software = 70
  /// An output cannot be created or written.
  case cannotCreate = 73
  /// An existing input cannot be read.
  case cannotRead = 74
}

/// An error that can be shown to a person as it is.
///
/// `description` is one sentence that names the file, the place in it, and what to change.
public protocol ExplainedError: Error, CustomStringConvertible, Sendable {
  /// The kind of the failure.
  var category: FailureCategory { get }
}
