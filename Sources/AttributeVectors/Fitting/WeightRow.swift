/// A weight for each item, by its labels: small whole numbers mostly, which single precision holds exactly.
enum WeightRow: Sendable {
  /// 1 for every item.
  case ones
  /// 1 for the items whose label has the value, else 0.
  case label([Int8].SubSequence, value: Int8)
  /// What a table says of the item's code.
  case table([Float], codes: [UInt16])

  /// Writes the weights of some items.
  func fill(_ items: Range<Int>, into weights: UnsafeMutablePointer<Float>) {
    switch self {
    case .ones:
      weights.update(repeating: 1, count: items.count)
    case .label(let labels, let value):
      labels.withUnsafeBufferPointer { labels in
        for place in 0..<items.count { weights[place] = labels[items.lowerBound + place] == value ? 1 : 0 }
      }
    case .table(let table, let codes):
      table.withUnsafeBufferPointer { table in
        codes.withUnsafeBufferPointer { codes in
          for place in 0..<items.count { weights[place] = table[Int(codes[items.lowerBound + place])] }
        }
      }
    }
  }
}
