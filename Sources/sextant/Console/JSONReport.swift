#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The one JSON object that `--json` prints.
enum JSONReport {
  /// Prints an object on stdout: keys sorted, on lines of their own, or all on one.
  static func print(_ report: some Encodable, isLine: Bool = false) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !isLine { encoder.outputFormatting.insert(.prettyPrinted) }
    try Console.data(String(decoding: try encoder.encode(report), as: UTF8.self))
  }
}

/// A value of any encodable type.
struct AnyEncodable: Encodable {
  private let value: any Encodable

  init(_ value: any Encodable) { self.value = value }

  func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
