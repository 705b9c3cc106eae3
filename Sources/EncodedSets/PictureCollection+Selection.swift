public import Datasets

extension PictureCollection {
  /// Some of the pictures.
  ///
  /// - Parameters:
  ///   - split: Those of this split; nil for all.
  ///   - condition: Those that it holds for: SQL over `id` (the place in `PictureCollection.entries`), `path`,
  ///     `split` and the attributes; nil for all.
  ///   - limit: The first so many of them; nil for all.
  /// - Returns: At least one picture, in the same order.
  /// - Throws: ``EncodedSetError`` where the condition is wrong or nothing is left.
  public func selected(split: DatasetSplit?, where condition: String?, limit: Int?) throws -> PictureCollection {
    var indices = Array(entries.indices)
    if let condition { indices = try CandidateSelection.indices(of: self, where: condition) }
    if let split { indices = indices.filter { entries[$0].split == split } }
    guard !indices.isEmpty else {
      let options = [split.map { "--split \($0.rawValue)" }, condition.map { "--where \"\($0)\"" }].compactMap { $0 }
      throw EncodedSetError.nothingSelected(
        reason: "\(options.joined(separator: " and ")) leaves none of the \(entries.count) pictures"
      )
    }
    return selecting(indices.prefix(limit ?? .max))
  }
}
