internal import LatentGeometry

extension VectorSet {
  /// The same vectors without the directions of some of them.
  ///
  /// Every vector loses the directions of all that are named but its own; so `removing(names)` leaves each vector only what it has
  /// apart from all others. ``AttributeVector/without`` says what was taken out. Threshold, calibration and
  /// scores belong to the vector as it was, and go.
  ///
  /// - Parameters:
  ///   - names: Vectors of this set.
  ///   - targets: The vectors that are changed; nil for all.
  /// - Returns: As many vectors, in the same order.
  /// - Throws: ``AttributeError/unknownAttribute(_:known:)``, and ``AttributeError/dependent(_:reason:)`` for a vector of which
  ///   nothing is left.
  /// - Complexity: O(m k² d) for k names and m vectors.
  public func removing(_ names: [String], from targets: [String]? = nil) throws(AttributeError) -> VectorSet {
    var removed: [Int] = []
    for name in names {
      let row = try index(of: name)
      if !removed.contains(row) { removed.append(row) }
    }
    var rows: [Int] = []
    for target in targets ?? self.names { rows.append(try index(of: target)) }
    var result = self
    for row in rows {
      let others = removed.filter { $0 != row }
      guard !others.isEmpty else { continue }
      let entry = entries[row]
      let removal = DirectionRemoval(of: others.map { vectors[$0].values })
      guard let rest = removal.applied(to: vectors[row].values) else {
        let named = others.map { entries[$0].name }.joined(separator: ", ")
        throw .dependent(
          entry.name,
          reason: "nothing is left of it without \(named); take fewer directions out, or fit it balanced over them"
        )
      }
      result.vectors.setRow(row, to: rest)
      var changed = AttributeVector(name: entry.name, method: entry.method, length: 0)
      changed.balancedOver = entry.balancedOver
      (changed.positives, changed.negatives, changed.cells) = (entry.positives, entry.negatives, entry.cells)
      changed.augmentation = entry.augmentation
      changed.without = entry.without + others.map { entries[$0].name }.filter { !entry.without.contains($0) }
      changed.length = result.vectors[row].lengths()[0]
      result.entries[row] = changed
    }
    return result
  }
}
