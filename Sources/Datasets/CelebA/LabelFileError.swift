#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can be wrong with a list of labels or splits.
///
/// Lines are counted from 1, blank ones included.
public enum LabelFileError: ExplainedError, Equatable {
  /// Line 1 is neither the number of pictures nor the header of a CSV file.
  case badCount(URL, found: String)
  /// Line 1 promises another number of pictures than there are rows.
  case wrongCount(URL, expected: Int, actual: Int)
  /// The line with the attributes' names is missing, or has none.
  case noAttributes(URL)
  /// What should be the name of an attribute is empty or a number, as when the line with the names is missing.
  case badAttributeName(URL, line: Int, column: Int, found: String)
  /// Two columns have the same name.
  case duplicateAttribute(URL, line: Int, attribute: String)
  /// There is no picture in the list.
  case noRows(URL)

  /// A row has fewer values than there are attributes.
  case shortRow(URL, line: Int, picture: String, expected: Int, actual: Int)
  /// A row has more values than there are attributes.
  case longRow(URL, line: Int, picture: String, expected: Int, actual: Int)
  /// A row has no picture's name.
  case unnamedPicture(URL, line: Int)
  /// A picture is listed twice.
  case duplicatePicture(URL, line: Int, picture: String, firstLine: Int)
  /// A label is neither -1, 0 nor 1.
  case badValue(URL, line: Int, picture: String, attribute: String, found: String)
  /// A label is 0 where others are -1, or the other way round.
  case mixedValues(URL, line: Int, picture: String, attribute: String, found: Int, firstLine: Int)
  /// A split is neither 0, 1 nor 2.
  case badSplit(URL, line: Int, picture: String, found: String)

  /// An attribute was asked for that the list does not have.
  case unknownAttribute(URL, attribute: String, known: [String])

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .unknownAttribute: .usage
    default: .badData
    }
  }
}
