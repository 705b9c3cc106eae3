#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What can go wrong with an encoded set.
public enum EncodedSetError: ExplainedError, Equatable {
  /// The folder has no `set.json`.
  case notASet(URL)
  /// Nothing of the set is encoded yet.
  case noItems(URL)
  /// A file of the set is not as it was written.
  case damaged(URL, reason: String)
  /// A condition that SQLite refuses.
  case condition(String, reason: String, columns: [String])
  /// No picture is left after selecting.
  case nothingSelected(reason: String)
  /// Names of attributes that cannot be columns.
  case attributes(reason: String)
  /// Labels that do not say what pictures are encoded under.
  case encoderLabels(reason: String)
  /// A set that does not say what its items were encoded under, or says it for another input.
  case itemConditions(URL, reason: String)
  /// None of the pictures can be read, so that there is no set.
  case nothingReadable(reason: String)
  /// The pictures have other attributes than the set.
  case otherAttributes(set: [String], pictures: [String])
  /// The set was begun in another way than it should go on.
  case cannotContinue(URL, reason: String)
  /// Sets that do not belong together.
  case cannotMerge(URL, reason: String)
  /// Fewer sets to merge than two.
  case notEnoughSets(Int)
  /// A row that the set does not have.
  case noSuchRow(URL, row: Int, count: Int)
  /// An original picture is not where it was.
  case originalMissing(path: String, set: URL)
  /// A picture that cannot be read while only whole ones are wanted.
  case badPicture(reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .condition, .cannotContinue, .attributes, .otherAttributes, .cannotMerge, .notEnoughSets, .nothingSelected,
      .encoderLabels, .itemConditions:
      .usage
    case .damaged, .noItems, .noSuchRow, .badPicture, .nothingReadable: .badData
    case .notASet, .originalMissing: .missingInput
    }
  }

  /// One sentence with the file or the option, and the cure.
  public var description: String {
    switch self {
    case .notASet(let url):
      "\(url.shownPath): this is no encoded set, since it has no set.json; make one with `sextant encode PICTURES --set NAME`"
    case .noItems(let url):
      "\(url.shownPath): the set has no items yet; run its `encode` to the end first"
    case .damaged(let url, let reason):
      "\(url.shownPath): \(reason); the set cannot be used, encode it again with --force"
    case .condition(let condition, let reason, let columns):
      "--where \(condition): \(reason); columns are \(Self.shown(columns)); write texts in single quotes, as in split = 'test',"
        + " and names that begin with a digit in double ones"
    case .nothingSelected(let reason):
      "\(reason); choose other pictures"
    case .attributes(let reason):
      "the attributes of the pictures cannot be columns of the catalogue: \(reason)"
    case .encoderLabels(let reason):
      "--condition-labels: \(reason)"
    case .otherAttributes(let set, let pictures):
      "the pictures have \(pictures.count.counted("attribute")) (\(Self.shown(pictures))) and the set \(set.count) (\(Self.shown(set)));"
        + " use another --set for them"
    case .nothingReadable(let reason):
      reason
    case .itemConditions(let url, let reason):
      "\(url.shownPath): \(reason); give one condition for all with --condition"
    case .cannotContinue(let url, let reason), .cannotMerge(let url, let reason):
      "\(url.shownPath): \(reason)"
    case .notEnoughSets(let count):
      "two or more sets can be merged, and \(count) was named: sets merge A B --out C"
    case .noSuchRow(let url, let row, let count):
      "set:\(row): the set \(url.shownPath) has \(count.counted("item")), 0 to \(count - 1)"
    case .originalMissing(let path, let set):
      "\(path): the picture that \(set.shownPath) was made from is not there; put it back, or name the folder of the originals"
        + " with --originals-in DIR"
    case .badPicture(let reason):
      "\(reason); what is encoded so far is kept: mend or remove the picture and run the command again, or leave --strict out"
    }
  }

  /// The first of many names.
  static func shown(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    return names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", … (\(names.count) in all)" : "")
  }
}
