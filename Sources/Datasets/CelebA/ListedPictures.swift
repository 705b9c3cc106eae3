#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The names of pictures as a label file lists them, none of them twice.
struct ListedPictures {
  /// The names, row after row.
  private(set) var names: [String] = []
  private var lines: [Int] = []
  private var isAscending = true

  /// Adds the name that a line begins with.
  mutating func append(_ field: UnsafeBufferPointer<UInt8>, line: Int, of file: URL) throws {
    guard !field.isEmpty else { throw LabelFileError.unnamedPicture(file, line: line) }
    let name = String(field: field)
    if let last = names.last, isAscending { isAscending = last < name }
    names.append(name)
    lines.append(line)
  }

  /// Checks that no picture is listed twice, in O(n).
  ///
  /// Lists are in ascending order almost always, which rules it out without a look-up.
  func checkUnique(in file: URL) throws {
    guard !isAscending else { return }
    var first: [String: Int] = [:]
    first.reserveCapacity(names.count)
    for (row, name) in names.enumerated() {
      guard let earlier = first.updateValue(row, forKey: name) else { continue }
      throw LabelFileError.duplicatePicture(file, line: lines[row], picture: name, firstLine: lines[earlier])
    }
  }
}
