#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

public import GenerativeModels
internal import LatentFiles
public import LatentGeometry
public import SafeFiles

/// A prior as a person names it: in short form, or learned from latents or from an encoded set.
///
/// | text | prior |
/// |---|---|
/// | `gaussian`, `uniform:-1,1`, `sphere:11.3`, … | as `Prior(parsing:)` reads it |
/// | `set:NAME` | the law of an encoded set's latents: mean, covariance, and the quantiles of every coordinate |
/// | `gaussian:FILE` | the normal law with mean and covariance of a file's latents, or of a set's: `gaussian:NAME.encodings` |
/// | `empirical:FILE` | as `set:NAME`, of a file's latents or a set's |
///
/// In JSON it is that text. What is learned is learned when it is resolved.
public struct PriorReference: Sendable, Hashable, CustomStringConvertible {
  /// The text as it was given.
  public let description: String

  private let meaning: Meaning

  private enum Meaning: Hashable, Sendable {
    case known(kind: String)
    case gaussian(source: String)
    case empirical(source: String)
  }

  /// The file or the set that it is learned from; nil for a prior in short form.
  public var source: String? {
    switch meaning {
    case .known: nil
    case .gaussian(let source), .empirical(let source): source
    }
  }

  /// Squares and sums of larger numbers leave the range of single precision on their way.
  private static let largest: Float = 1e30

  /// Takes a text of the table above apart; no file is opened.
  ///
  /// - Parameter text: The text.
  /// - Throws: ``PriorReferenceError/wrong(_:reason:)``.
  public init(parsing text: String) throws(PriorReferenceError) {
    description = text
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, !parts[1].isEmpty {
      let isFile = LatentReference.isLikely(parts[1]) || SetFolder(naming: parts[1]).isNamed(by: parts[1])
      switch parts[0] {
      case "set":
        meaning = .empirical(source: parts[1])
        return
      case "gaussian" where isFile:
        meaning = .gaussian(source: parts[1])
        return
      case "empirical" where isFile:
        meaning = .empirical(source: parts[1])
        return
      default: break
      }
    }
    switch parts[0] {
    case "empirical": throw .wrong(text, reason: "name latents to learn it from, as in empirical:z.npy")
    case "set": throw .wrong(text, reason: "name an encoded set, as in set:faces.encodings")
    default: break
    }
    do {
      let prior = try Prior(parsing: text)
      guard prior.largestParameter <= Self.largest else {
        throw PriorReferenceError.wrong(
          text,
          reason: "its latents would leave the range of single precision; numbers up to \(Self.largest) are possible"
        )
      }
      meaning = .known(kind: text)
    } catch let error as PriorReferenceError {
      throw error
    } catch PriorError.unknownKind(let kind) {
      throw .wrong(
        text,
        reason: SetFolder(naming: kind).hasSet
          ? "this is an encoded set; write set:\(kind)"
          : "'\(kind)' is not a prior; use gaussian, uniform, sphere, truncated-gaussian, empirical or set"
      )
    } catch {
      throw .wrong(text, reason: "\(error)")
    }
  }

  /// The same prior, named so that it is found from any working directory.
  public var absolute: PriorReference {
    let source: String
    switch meaning {
    case .known: return self
    case .gaussian(let named), .empirical(let named): source = named
    }
    let kind = description.prefix { $0 != ":" }
    let path =
      kind == "set" || !LatentReference.isLikely(source) ? SetFolder(naming: source).url.path : Self.absolute(source)
    return (try? PriorReference(parsing: "\(kind):\(path)")) ?? self
  }

  /// Latents of a file by its absolute path; an array or a row stays behind it.
  private static func absolute(_ latents: String) -> String {
    guard let reference = try? LatentReference(parsing: latents) else { return latents }
    var text = reference.file.path
    if let array = reference.array { text += ":\(array)" }
    if let row = reference.row { text += ":\(row)" }
    return text
  }

  /// The prior itself; one that is learned is learned now.
  ///
  /// - Returns: The prior.
  /// - Throws: ``PriorReferenceError``, ``EncodedSetError``, and the errors of files and of linear algebra.
  public func resolved() throws -> Prior {
    switch meaning {
    case .known(let text): return try Prior(parsing: text)
    case .gaussian(let source):
      if let set = try Self.set(source) { return .correlatedGaussian(try set.gaussianPrior()) }
      return .correlatedGaussian(try CorrelatedGaussian(fitting: Self.latents(of: source)))
    case .empirical(let source):
      if let set = try Self.set(source) { return .empirical(try set.empiricalPrior()) }
      return .empirical(try EmpiricalPrior(fitting: Self.latents(of: source)))
    }
  }

  /// The prior for a model, whose latents must be those of the set that it is learned from, where it is learned from one.
  ///
  /// - Parameter model: The model.
  /// - Returns: The prior.
  /// - Throws: As ``resolved(dimension:of:)``, and ``PriorReferenceError/wrong(_:reason:)`` for another model's set.
  public func resolved(for model: GenerativeModel) throws -> Prior {
    let name = "the model \(model.name)"
    let prior = try resolved(dimension: model.latentDimension, of: name)
    switch meaning {
    case .known: break
    case .gaussian(let source), .empirical(let source):
      guard let own = try Self.set(source)?.description.model, own.hash != model.encodingHash else { break }
      throw PriorReferenceError.wrong(
        description,
        reason: "its latents are of the model \(own.name), and mean nothing to \(name); name a set of this model"
      )
    }
    return prior
  }

  /// The prior, which must be one for latents of this width.
  ///
  /// - Parameters:
  ///   - dimension: d.
  ///   - name: What the latents of this width are called in the message.
  /// - Returns: The prior.
  /// - Throws: As ``resolved()``, and ``PriorReferenceError/latents(path:reason:)`` for another width.
  public func resolved(dimension: Int, of name: String) throws -> Prior {
    let prior = try resolved()
    if let width = prior.dimension, width != dimension {
      throw PriorReferenceError.latents(
        path: name,
        reason:
          "its latents have \(dimension) numbers, and the prior \(description) is for \(width); use latents of one model"
      )
    }
    return prior
  }

  private static func set(_ source: String) throws -> EncodedSet? {
    LatentReference.isLikely(source) ? nil : try EncodedSet(named: source)
  }

  private static func latents(of file: String) throws -> LatentBatch {
    let latents = try LatentFile.read(LatentReference(parsing: file))
    guard latents.count >= 2 else {
      throw PriorReferenceError.latents(
        path: file,
        reason: "it has \(latents.count.counted("row")), and a prior is learned from at least 2"
      )
    }
    if let index = latents.values.firstIndex(where: { abs($0) > largest }) {
      throw PriorReferenceError.latents(
        path: file,
        reason: "row \(index / latents.dimension), column \(index % latents.dimension) is \(latents.values[index]), "
          + "and a prior is learned from numbers up to \(largest); leave that row out"
      )
    }
    return latents
  }
}

extension PriorReference: Codable {
  /// Reads the text.
  ///
  /// - Parameter decoder: Over a single text.
  /// - Throws: `DecodingError`, or ``PriorReferenceError``.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text.
  ///
  /// - Parameter encoder: Receives a single text.
  /// - Throws: The encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What can be wrong with the name of a prior, or with what it is learned from.
public enum PriorReferenceError: ExplainedError, Equatable {
  /// The text names no prior.
  case wrong(String, reason: String)
  /// Latents that no prior can be learned from, or of another width.
  case latents(path: String, reason: String)

  /// The kind of the failure.
  public var category: FailureCategory {
    switch self {
    case .wrong: .usage
    case .latents: .badData
    }
  }

  /// One sentence with the option or file and the cure.
  public var description: String {
    switch self {
    case .wrong(let text, let reason): "--prior \(text): \(reason)"
    case .latents(let path, let reason): "\(path): \(reason)"
    }
  }
}

extension Prior {
  /// The largest size of the numbers that a person gave; 0 for a prior that was learned.
  fileprivate var largestParameter: Float {
    switch self {
    case .gaussian(let mean, let sd): max(abs(mean), sd)
    case .uniform(let low, let high): max(abs(low), abs(high))
    case .sphere(let radius): radius
    case .truncatedGaussian(let mean, let sd, let bound): max(abs(mean), sd * max(1, bound))
    case .correlatedGaussian, .empirical: 0
    }
  }
}
