internal import Datasets
internal import LatentFiles
internal import LatentGeometry
internal import SafeFiles

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension EncodedSet {
  /// Writes the catalogue as CSV after RFC 4180: `id,path,split,width,height`, the labels, and on request the latents.
  ///
  /// Labels are 1, 0 or empty where nobody knows; numbers have the fewest digits that read back as the same float32.
  ///
  /// - Parameters:
  ///   - url: The output; a stream such as `/dev/stdout` too.
  ///   - rows: The rows that are written, rising; nil for all.
  ///   - withVectors: Whether the coordinates follow as `z0`, `z1`, ….
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: ``EncodedSetError``, or `FileError`.
  public func exportCSV(to url: URL, rows: [Int]? = nil, withVectors: Bool = false, overwrite: Bool = false) throws {
    try AtomicFile.write(to: url, overwrite: overwrite) { hidden in
      var file = try OutputFile(creating: hidden)
      var header = ["id", "path", "split", "width", "height"] + attributes
      if withVectors { header += (0..<dimension).map { "z\($0)" } }
      try file.write(Self.line(header))
      var wanted = rows?[...]
      try catalog.forEach(upTo: count) { item, labels in
        if wanted != nil {
          guard wanted?.first == item.row else { return }
          wanted = wanted?.dropFirst()
        }
        var fields = [String(item.row), item.path, item.split?.rawValue ?? "", String(item.width), String(item.height)]
        fields += labels.map { $0.map(String.init) ?? "" }
        if withVectors { fields += latent(item.row).values.map(\.description) }
        try file.write(Self.line(fields))
      }
      try file.finish()
    }
  }

  /// Writes latents of the set as a file of latents.
  ///
  /// - Parameters:
  ///   - url: The output, `.npy` or `.json`.
  ///   - rows: The rows that are written; nil for all.
  ///   - overwrite: Whether an existing file may be replaced.
  /// - Throws: `LatentFileError` or `FileError`.
  public func exportLatents(to url: URL, rows: [Int]? = nil, overwrite: Bool = false) throws {
    let rows = rows ?? Array(0..<count)
    try LatentFile.write(count: rows.count, dimension: dimension, to: url, overwrite: overwrite) { writer in
      for start in stride(from: 0, to: rows.count, by: 4096) {
        try writer.append(vectors.gathered(rows[start..<min(start + 4096, rows.count)]))
      }
    }
  }

  private static func line(_ fields: [String]) -> [UInt8] {
    let quoted = fields.map { field in
      field.utf8.contains { ",\"\n\r".utf8.contains($0) } ? field.doubleQuoted : field
    }
    return Array((quoted.joined(separator: ",") + "\n").utf8)
  }
}
