#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

public import SafeFiles

/// What a folder in CelebA's layout can lack.
///
/// Mistakes within its lists are ``LabelFileError``.
public enum CelebADatasetError: ExplainedError, Equatable {
  /// The folder has no list of labels under any of the expected names.
  case notCelebA(URL, expected: [String])
  /// A split was asked for, and there is no list of splits.
  case noPartition(URL, split: DatasetSplit)
  /// None of the pictures that the list names, in the split if one is given, is there.
  case noPictures(URL, split: DatasetSplit?, listed: Int)

  /// The kind of the failure.
  public var category: FailureCategory { .missingInput }

  /// One sentence with the folder and the cure.
  public var description: String {
    switch self {
    case .notCelebA(let url, let expected):
      "\(url.shownPath): this folder is not in CelebA's layout; it must hold \(expected.joined(separator: " or ")), and"
        + " beside it \(CelebALayout.partitionFileName) and the pictures in \(CelebALayout.pictureFolderName)"
    case .noPartition(let url, let split):
      "\(url.shownPath): without \(CelebALayout.partitionFileName) in this folder nobody knows which pictures are in the"
        + " split '\(split.rawValue)'; add the file, or ask for all pictures"
    case .noPictures(let url, let split, 0):
      "\(url.shownPath): no picture is in the split '\(split?.rawValue ?? "")'; choose another split"
    case .noPictures(let url, let split, let listed):
      "\(url.shownPath): none of the \(listed) pictures listed\(split.map { " in the split '\($0.rawValue)'" } ?? "") is"
        + " there; put them into \(CelebALayout.pictureFolderName)"
    }
  }
}
