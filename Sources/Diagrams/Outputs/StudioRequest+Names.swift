internal import AttributeVectors
public import EncodedSets
internal import GenerativeModels
internal import LatentFiles
internal import LatentGeometry

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension StudioRequest {
  /// Nothing of its own.
  public var ownNames: [NameKey: String] { [:] }

  /// What stands for a key in the names of this request's outputs.
  ///
  /// - Parameters:
  ///   - key: The key; the number of a sequence and free numbers are not the request's.
  ///   - moment: When the drawing began.
  ///   - studio: Opens the models where their names or sizes are asked for.
  /// - Returns: The value; nil where the request has none.
  /// - Throws: The errors of models.
  func name(of key: NameKey, moment: LocalMoment, in studio: Studio) throws -> String? {
    switch key {
    case .date: return moment.date
    case .time: return moment.time
    case .verb: return Self.verb
    case .version: return Sextant.version
    case .model, .size: return try models.name(of: key, in: studio)
    case .seed: return isRandom ? seed.map { "\($0)" } : nil
    case .offset: return offsets.isEmpty ? nil : offsets.map(\.fileName).joined(separator: "+")
    case .baseName:
      let anchors = (self as? any RequestWithAnchors)?.anchors ?? []
      return anchors.flatMap(\.parts).lazy.compactMap(\.fileName).first
    case .set: return ownNames[.set] ?? itemSet.map(\.setStem)
    default: return ownNames[key]
    }
  }
}

extension [ModelReference] {
  /// What stands for `%MODEL%` and `%SIZE%` in the names of outputs.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - studio: Opens the models where their names or sizes are asked for.
  /// - Returns: The value; nil for other keys, and where there are no models.
  /// - Throws: The errors of models.
  public func name(of key: NameKey, in studio: Studio) throws -> String? {
    guard !isEmpty else { return nil }
    switch key {
    case .model: return try map { try $0.fileName(in: studio) }.joined(separator: "+")
    case .size:
      var sizes: [String] = []
      for shape in try map({ try studio.open($0).imageShape }) {
        let size = shape.width == shape.height ? "\(shape.width)" : "\(shape.width)x\(shape.height)"
        if !sizes.contains(size) { sizes.append(size) }
      }
      return sizes.joined(separator: "+")
    default: return nil
    }
  }
}

extension String {
  /// What a path ends with, without its extension.
  var stem: String { URL(fileURLWithPath: self).deletingPathExtension().lastPathComponent }

  /// The name of an encoded set without its folder and suffix.
  var setStem: String {
    let name = URL(fileURLWithPath: self).lastPathComponent
    return name.hasSuffix(SetFolder.suffix) ? String(name.dropLast(SetFolder.suffix.count)) : name
  }
}

extension ModelReference {
  /// The package's own name; the decoder's without its extension.
  fileprivate func fileName(in studio: Studio) throws -> String {
    switch self {
    case .package: try studio.open(self).name
    case .bare(let decoder, _, _, _): decoder.stem
    }
  }
}

extension Anchor {
  /// What it is called where it has a name.
  fileprivate var fileName: String? {
    switch self {
    case .image(let path): path.stem
    case .latents(let text): (try? LatentReference(parsing: text))?.file.path.stem
    case .tiles(let sheet): sheet.path.stem
    case .item(let number, let set): "\(set.setStem)-\(number)"
    case .random, .vector, .sum: nil
    }
  }
}

extension LatentOffset {
  /// The vector's name and the amount.
  fileprivate var fileName: String { "\(reference.name ?? reference.vectors.stem)_\(amount.typed)" }
}

extension SampleRequest {
  /// Rows, columns and the set that draws lie inside of.
  public var ownNames: [NameKey: String] {
    var names: [NameKey: String] = [.rows: "\(rows)", .columns: "\(columns)"]
    names[.set] = inside?.set.setStem
    return names
  }
}

extension ReconstructRequest {
  /// Columns, where they are given.
  public var ownNames: [NameKey: String] { columns.map { [.columns: "\($0)"] } ?? [:] }
}

extension InterpolateRequest {
  /// The methods; a strip has no rows of its own.
  public var ownNames: [NameKey: String] {
    [.columns: "\(steps)", .method: methods.map(\.rawValue).joined(separator: "+")]
  }
}

extension InterpolationReportRequest {
  /// The methods.
  public var ownNames: [NameKey: String] { [.method: methods.map(\.rawValue).joined(separator: "+")] }
}

extension JDiagramRequest {
  /// Rows, columns and the method.
  public var ownNames: [NameKey: String] {
    [.rows: "\(rows)", .columns: "\(columns)", .method: interpolation.rawValue]
  }
}

extension GridRequest {
  /// Rows, where they are known before anchors are read, columns, layout and method.
  public var ownNames: [NameKey: String] {
    var names: [NameKey: String] = [.columns: "\(columns)", .layout: layout.rawValue, .method: interpolation.rawValue]
    names[.rows] = (rows ?? knownRows).map { "\($0)" }
    return names
  }
}

extension CanvasArrangement {
  /// Rows and columns of tiles where they are given, and the layout where it is a rule.
  public var ownNames: [NameKey: String] {
    var names: [NameKey: String] = [:]
    names[.rows] = rows.map { "\($0)" }
    names[.columns] = columns.map { "\($0)" }
    names[.layout] = places == nil ? kind.rawValue : nil
    return names
  }
}

extension CanvasRequest {
  /// Those of the arrangement, the set of neighbors, the attributes of a plane, and the method.
  public var ownNames: [NameKey: String] {
    var names = arrangement.ownNames
    names[.method] = interpolation.rawValue
    names[.set] = neighbors?.set.setStem
    names[.attribute] = attributes.isEmpty ? nil : attributes.map(\.stem).joined(separator: "+")
    return names
  }
}

extension AnimateRequest {
  /// Rows, columns, frames, the motion as layout, and the method.
  public var ownNames: [NameKey: String] {
    [
      .rows: "\(rows)", .columns: "\(columns)", .frames: "\(points?.frameCount ?? frames)", .layout: motion.rawValue,
      .method: interpolation.rawValue,
    ]
  }
}

extension NeighborsRequest {
  /// The set.
  public var ownNames: [NameKey: String] { self.set.isEmpty ? [:] : [.set: self.set.setStem] }
}

extension MineRequest {
  /// Rows and columns of neighbors, the set and the method.
  public var ownNames: [NameKey: String] {
    var names: [NameKey: String] = [.rows: "\(rows)", .columns: "\(columns)", .method: interpolation.rawValue]
    if !set.isEmpty { names[.set] = set.setStem }
    return names
  }
}

extension TraverseRequest {
  /// The attributes and the steps as columns.
  public var ownNames: [NameKey: String] {
    [
      .columns: "\(steps)", .rows: "\(anchorRows)",
      .attribute: attributes.flatMap(\.terms).map(\.vector.stem).joined(separator: "+"),
    ]
  }
}

extension CompareRequest {
  /// The attributes of its edits, each once.
  public var ownNames: [NameKey: String] {
    var names: [String] = []
    for vector in edits.flatMap({ $0.terms.map(\.vector) }) where !names.contains(vector.stem) {
      names.append(vector.stem)
    }
    return [.attribute: names.joined(separator: "+")]
  }
}

extension VectorReference {
  /// The vector's name; of a file's only vector the file's.
  fileprivate var stem: String { name ?? vectors.stem }
}
