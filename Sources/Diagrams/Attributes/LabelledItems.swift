internal import AttributeVectors
public import Datasets
internal import EncodedSets
internal import Manifold
internal import SafeFiles

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Which items of a set vectors are learned from, and which tell how good they are.
public struct LabelledSelection: Sendable, Codable, Equatable {
  /// The name of the set.
  public var set = ""
  /// A file with labels in the place of the set's own, in the form of `list_attr_celeba.txt`; pictures are found by their
  /// names.
  public var labelsFile: String?
  /// What items fulfil that are learned from, in SQL; nil for all that are not held out.
  public var condition: String?
  /// The split that is learned from; nil for all that is not held out.
  public var split: DatasetSplit?
  /// What held-out items fulfil, in SQL; nil for the split `test`, else `valid`, else a fifth by the seed.
  public var heldOut: String?

  /// The defaults; no set yet.
  public init() {}

  /// The condition and the split that are learned from, as one condition; nil for neither.
  public var chosen: String? {
    let own = split.map { "split = '\($0.rawValue)'" }
    guard let condition, let own else { return condition ?? own }
    return "(\(condition)) AND \(own)"
  }
}

/// A set with labels, and its items in two parts.
struct LabelledItems {
  let set: EncodedSet
  let labels: LabelTable
  /// The items to learn from, rising.
  let learned: [Int]
  /// What they are called.
  let learnedName: String
  /// The items that are held out, rising.
  let heldOut: [Int]
  /// What they are called.
  let heldOutName: String

  /// With fewer items of a split, the next choice is taken.
  static let enough = 200

  /// Opens a set and chooses its items.
  ///
  /// - Parameters:
  ///   - selection: Which.
  ///   - attributes: The labels that are needed; nil for all there are, empty where the items alone are wanted.
  ///   - seed: Of a random choice.
  /// - Throws: ``RequestError``, `AttributeError`, and the errors of sets and files.
  init(_ selection: LabelledSelection, attributes: [String]?, seed: UInt64) throws {
    guard !selection.set.isEmpty else {
      throw RequestError.invalid(option: "attributes", reason: "name the set with --set NAME")
    }
    set = try EncodedSet(named: selection.set)
    labels = try Self.labels(selection.labelsFile, attributes, of: set)
    let chosen = try set.selectedRows(where: selection.condition, split: selection.split)
    let (held, name): ([Int], String)
    do {
      (held, name) = try Self.heldOut(selection, chosen, of: set, seed: seed)
    } catch let error as EncodedSetError where selection.heldOut != nil {
      guard case .condition = error else { throw error }
      let sentence = error.description
      throw RequestError.invalid(
        option: "--held-out",
        reason: sentence.hasPrefix("--where ") ? String(sentence.dropFirst("--where ".count)) : sentence
      )
    }
    let isHeld = Set(held)
    (heldOut, heldOutName) = (held, name)
    learned = (chosen ?? Array(0..<set.count)).filter { !isHeld.contains($0) }
    learnedName = selection.chosen ?? Self.allBut + name
    guard learned.count >= 2 else {
      throw RequestError.invalid(
        option: "--held-out",
        reason:
          "\(held.count.counted("item is", "items are")) held out and \(learned.count.counted("is", "are")) left to learn from; hold others out"
      )
    }
  }

  /// The items that are held out, and what they are called.
  ///
  /// - Parameters:
  ///   - selection: How they are named.
  ///   - set: The set.
  ///   - seed: Of a random choice.
  /// - Returns: The rows, rising.
  /// - Throws: ``RequestError``, and the errors of sets.
  static func heldOut(_ selection: LabelledSelection, of set: EncodedSet, seed: UInt64) throws -> (
    rows: [Int], name: String
  ) {
    try heldOut(selection, set.selectedRows(where: selection.condition, split: selection.split), of: set, seed: seed)
  }

  private static func heldOut(
    _ selection: LabelledSelection,
    _ chosen: [Int]?,
    of set: EncodedSet,
    seed: UInt64
  ) throws -> (rows: [Int], name: String) {
    if let condition = selection.heldOut {
      let rows = try set.rows(where: condition)
      guard !rows.isEmpty else {
        throw EncodedSetError.nothingSelected(
          reason: "none of the \(set.count) items of the set fulfils \(condition), so none is held out"
        )
      }
      return (rows, condition)
    }
    let own = Set(chosen ?? [])
    for split in [DatasetSplit.test, .valid] {
      let condition = "split = '\(split.rawValue)'"
      let rows = try set.rows(where: condition)
      // Where nothing was chosen the others are learned from.
      guard rows.count >= enough, chosen == nil ? rows.count < set.count : own.isDisjoint(with: rows) else { continue }
      return (rows, condition)
    }
    let rows = chosen ?? Array(0..<set.count)
    return (
      RowSplit(of: rows, holdingOut: rows.count / 5, seed: seed).heldOut,
      "a fifth of \(selection.chosen ?? "the items"), drawn by seed \(seed)"
    )
  }

  private static let allBut = "all but "

  /// The items that vectors were learned from, by what those are called.
  ///
  /// - Parameters:
  ///   - name: As ``learnedName`` has it.
  ///   - set: The set that they were learned on.
  ///   - seed: Of a random choice.
  /// - Returns: The rows; nil for a name that says nothing of rows.
  static func learned(_ name: String, of set: EncodedSet, seed: UInt64) -> Set<Int>? {
    guard name.hasPrefix(allBut) else { return (try? set.rows(where: name)).map(Set.init) }
    let heldOutName = String(name.dropFirst(allBut.count))
    var selection = LabelledSelection()
    if let own = try? heldOut(selection, of: set, seed: seed), own.name == heldOutName {
      return Set(0..<set.count).subtracting(own.rows)
    }
    selection.heldOut = heldOutName
    guard let rows = try? heldOut(selection, of: set, seed: seed).rows else { return nil }
    return Set(0..<set.count).subtracting(rows)
  }

  /// The labels of the set's items: its own, or those of a file.
  private static func labels(_ file: String?, _ attributes: [String]?, of set: EncodedSet) throws -> LabelTable {
    if attributes?.isEmpty == true { return LabelTable(attributes: [], count: set.count, values: []) }
    guard let file else {
      guard !set.attributes.isEmpty else {
        throw RequestError.invalid(
          option: "--set \(set.folder.url.lastPathComponent)",
          reason: "its items have no labels; name a file with some, --labels-file list_attr_celeba.txt"
        )
      }
      return try LabelTable(of: set, attributes: attributes)
    }
    let listed = try AttributeTable(contentsOf: URL(fileURLWithPath: file))
    let known = Dictionary(zip(listed.pictures, listed.pictures.indices)) { first, _ in first }
    let table = try LabelTable(listed, attributes: attributes)
    var rows = [Int?](repeating: nil, count: set.count)
    try set.forEachItem { item, _ in
      rows[item.row] = known[item.path] ?? known[String(item.path.split(separator: "/").last ?? "")]
    }
    guard rows.contains(where: { $0 != nil }) else {
      throw RequestError.latentFile(path: file, reason: "it lists none of the \(set.count) pictures of the set")
    }
    return LabelTable(
      attributes: table.attributes,
      count: set.count,
      values: table.attributes.indices.flatMap { attribute in
        rows.map { $0.map { table.values[attribute * table.count + $0] } ?? -1 }
      }
    )
  }
}
