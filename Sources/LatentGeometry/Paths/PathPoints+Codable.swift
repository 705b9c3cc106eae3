/// The JSON form: a list of points, or an object with `points`, `closed` (false where it is absent) and `frames`.
///
/// All points are pairs [column, row], or all are numbers.
extension PathPoints: Codable {
  private enum CodingKeys: String, CodingKey {
    case points, closed, frames
  }

  /// Reads and checks points.
  ///
  /// - Parameter decoder: Over a list or an object.
  /// - Throws: `DecodingError`, whose coding path leads to the point and whose debug description says what must stand there.
  public init(from decoder: any Decoder) throws {
    if let list = try? decoder.unkeyedContainer() {
      self.init(try Points(from: list))
      return
    }
    let container: KeyedDecodingContainer<CodingKeys>
    do {
      container = try decoder.container(keyedBy: CodingKeys.self)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "must be a list of points or an object with points",
          underlyingError: error
        )
      )
    }
    let points: any UnkeyedDecodingContainer
    do {
      points = try container.nestedUnkeyedContainer(forKey: .points)
    } catch DecodingError.typeMismatch {
      throw DecodingError.dataCorruptedError(
        forKey: .points,
        in: container,
        debugDescription: "must be a list of pairs [column, row] or of numbers"
      )
    }
    let frames = try container.decodeIfPresent(Int.self, forKey: .frames)
    guard frames.map({ $0 >= 1 }) ?? true else {
      throw DecodingError.dataCorruptedError(forKey: .frames, in: container, debugDescription: "must be at least 1")
    }
    self.init(
      try Points(from: points),
      isClosed: try container.decodeIfPresent(Bool.self, forKey: .closed) ?? false,
      frames: frames
    )
  }

  /// Writes a list where there are no options, an object otherwise.
  ///
  /// - Parameter encoder: Receives the value.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    if !isClosed, frames == nil {
      var container = encoder.unkeyedContainer()
      try points.encode(to: &container)
    } else {
      var container = encoder.container(keyedBy: CodingKeys.self)
      var list = container.nestedUnkeyedContainer(forKey: .points)
      try points.encode(to: &list)
      try container.encode(isClosed, forKey: .closed)
      try container.encodeIfPresent(frames, forKey: .frames)
    }
  }
}

extension PathPoints.Points {
  fileprivate init(from list: any UnkeyedDecodingContainer) throws {
    var list = list
    var (pairs, numbers): ([PathPoints.GridPosition], [Double]) = ([], [])
    func wrong(_ problem: String) -> DecodingError {
      let path = list.codingPath + [PointNumber(intValue: pairs.count + numbers.count)]
      return .dataCorrupted(.init(codingPath: path, debugDescription: problem))
    }
    while !list.isAtEnd {
      if pairs.isEmpty, let number = try? list.decode(Double.self) {
        guard number.isFinite else { throw wrong("must be a finite number") }
        // 0 for -0, which JSON would give back as another text.
        numbers.append(number + 0)
      } else if numbers.isEmpty, let pair = try? list.decode([Double].self), pair.count == 2 {
        guard pair.allSatisfy(\.isFinite) else { throw wrong("must be finite numbers") }
        pairs.append(.init(column: pair[0] + 0, row: pair[1] + 0))
      } else if !numbers.isEmpty {
        throw wrong("must be a number like the points before it")
      } else if !pairs.isEmpty {
        throw wrong("must be a pair [column, row] like the points before it")
      } else {
        throw wrong("must be a pair [column, row] or a number")
      }
    }
    guard !pairs.isEmpty || !numbers.isEmpty else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: list.codingPath, debugDescription: "must have at least one point")
      )
    }
    self = pairs.isEmpty ? .path(numbers) : .grid(pairs)
  }

  fileprivate func encode(to list: inout any UnkeyedEncodingContainer) throws {
    switch self {
    case .grid(let points): for point in points { try list.encode([point.column, point.row]) }
    case .path(let points): for point in points { try list.encode(point) }
    }
  }
}

/// A point's number in its list, counted from 0.
private struct PointNumber: CodingKey {
  let number: Int

  init(intValue: Int) { number = intValue }
  init?(stringValue: String) { nil }

  var intValue: Int? { number }
  var stringValue: String { "\(number)" }
}
