#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import Imaging
internal import LatentGeometry

extension ModelPackage {
  /// SHA-256 over a text of everything that changes what the model makes of pictures and latents.
  ///
  /// The text is JSON with sorted keys. Names, licence, source, places of files and the classifier are left out: the same
  /// weights under another name give the same pictures.
  var resultsHash: String {
    var bare = self
    (bare.name, bare.license, bare.source, bare.family) = ("", "", "", .other)
    bare.classifier = nil
    bare.decoder.file = ""
    bare.encoder?.file = ""
    bare.decoder.condition?.forgetPlace()
    bare.encoder?.condition?.forgetPlace()
    // No constants and an empty list of constants are the same.
    bare.decoder.constants = decoder.constants ?? [:]
    bare.encoder?.constants = encoder?.constants ?? [:]
    let json = JSONEncoder()
    json.outputFormatting = .sortedKeys
    // A constant from a request may be infinite; it is refused when the graph is opened.
    json.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    do {
      return FileDigest.sha256(try json.encode(bare))
    } catch {
      preconditionFailure("every description can be written as JSON: \(error)")
    }
  }
}

extension ModelPackage.Condition {
  /// Leaves out where the file of values lies; its digest stays.
  fileprivate mutating func forgetPlace() {
    if case .file(_, let sha256, let names) = values { values = .file("", sha256: sha256, names: names) }
  }
}
