/// Tells from looks at a folder when there is something new to draw.
///
/// A picture counts once two looks in a row show it unchanged: until then it may still be written. Where pictures are drawn
/// together a change is told when the whole folder is at rest, where each is drawn alone as soon as the picture is.
public struct FolderWatch: Sendable {
  /// What is new.
  public struct Change: Sendable, Equatable {
    /// The pictures that appeared or changed, in the order of their names.
    public var changed: [String]
    /// All pictures that are there and at rest, in the same order.
    public var pictures: [String]
  }

  /// Whether each picture is drawn alone.
  public let isAlone: Bool

  private var latest: FolderSnapshot?
  /// The stamps that changes were told of.
  private var told: [String: FolderSnapshot.Stamp] = [:]

  /// A watch that has seen nothing yet: the pictures that are there at first are new.
  ///
  /// - Parameter isAlone: Whether each picture is drawn alone.
  public init(isAlone: Bool = false) { self.isAlone = isAlone }

  /// Takes a look.
  ///
  /// - Parameter now: The folder.
  /// - Returns: What is new since the last change that was told; nil for nothing, or nothing that is at rest.
  public mutating func look(_ now: FolderSnapshot) -> Change? {
    let before = latest?.stamps ?? [:]
    let isFirst = latest == nil
    latest = now
    guard !isFirst else { return nil }
    let settled = now.stamps.filter { before[$0.key] == $0.value }
    if !isAlone, settled.count < now.stamps.count { return nil }
    let changed = settled.filter { told[$0.key] != $0.value }
    // A picture that has begun to change is still told of as it was.
    let kept = told.filter { now.stamps[$0.key] != nil }
    let isGone = kept.count < told.count
    told = kept.merging(settled) { $1 }
    guard !changed.isEmpty || isGone && !isAlone else { return nil }
    return Change(changed: changed.keys.sorted(by: Self.precedes), pictures: settled.keys.sorted(by: Self.precedes))
  }

  /// The order of the names' bytes, as folders of pictures have it everywhere.
  private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
