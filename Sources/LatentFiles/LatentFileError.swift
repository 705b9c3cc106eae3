#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can be wrong with latents in a file, or with the name of such a file.
///
/// Rows and columns are counted from 0, as in NumPy; a column of a latent of any shape counts its numbers in C order.
public enum LatentFileError: ExplainedError, Equatable {
  /// The bytes are neither NumPy's nor a zip archive nor a list.
  case unknownFormat(URL)
  /// The header of a NumPy array is damaged.
  case badHeader(LatentReference, reason: String)
  /// The array does not hold floating-point numbers of 2, 4 or 8 bytes.
  case unsupportedElement(LatentReference, element: String)
  /// The array is a single number without rows.
  case scalar(LatentReference)
  /// The array, or the list, has no rows, or its rows have no numbers.
  case noLatents(LatentReference)
  /// The bytes that follow the header are not as many as it says; `expected` is nil if no computer has so many.
  case wrongLength(LatentReference, shape: [Int], element: String, expected: Int?, actual: Int)
  /// The array is larger than the memory.
  case doesNotFitMemory(LatentReference, bytes: Int)
  /// A number is NaN or infinite.
  case notFinite(LatentReference, row: Int, column: Int, value: String)
  /// A number is too large for `Float32`.
  case overflow(LatentReference, row: Int, column: Int, value: String)

  /// The JSON is damaged.
  case badJSON(LatentReference, byte: Int, reason: String)
  /// A row of the list is not a list.
  case notARow(LatentReference, row: Int, found: String)
  /// An element of a row is not a number.
  case notANumber(LatentReference, row: Int, column: Int, found: String)
  /// A row is longer or shorter than the first.
  case ragged(LatentReference, row: Int, expected: Int, actual: Int)

  /// The zip archive, or an entry of it, is damaged or packed in a way that cannot be read.
  case badArchive(LatentReference, reason: String)
  /// The archive has no array of this name.
  case noSuchArray(LatentReference, names: [String])
  /// An array was named in a file that is no archive.
  case notAnArchive(LatentReference)
  /// The row is not there.
  case noSuchRow(LatentReference, count: Int)
  /// The name of latents cannot be understood.
  case badReference(String, reason: String)

  /// The output's extension is none that latents are written with.
  case unsupportedExtension(URL)
  /// There are no latents to write.
  case nothingToWrite(URL)
  /// Fewer latents were written than were announced.
  case unfinished(URL, expected: Int, actual: Int)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .notAnArchive, .badReference, .unsupportedExtension, .nothingToWrite: .usage
    case .unfinished: .software
    default: .badData
    }
  }
}
