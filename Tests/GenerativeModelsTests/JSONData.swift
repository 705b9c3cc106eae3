import TestSupport

@testable import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The tiny package's description, to be changed.
enum JSONData {
  static func tiny() throws -> Data {
    try Data(contentsOf: Repository.tinyModel.appendingPathComponent("model.json"))
  }

  static func hash(of package: ModelPackage) -> String { package.resultsHash }
}

extension JSONData {
  /// A value after a round through JSON.
  static func copy<Value: Codable>(of value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }
}
