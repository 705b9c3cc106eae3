#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension AttributePopulation {
  /// Reads the tables of a population from JSON.
  ///
  /// ```json
  /// { "tables": [ { "attributes": ["Smiling", "Male"], "percent": [17, 31, 25, 27] } ] }
  /// ```
  ///
  /// Cells come as in ``ContingencyTable``. Attributes in no table are independent and have ``standardShares``.
  ///
  /// - Parameter file: The file.
  /// - Throws: ``PopulationError`` with the table, or a `FileError`.
  public init(contentsOf file: URL) throws {
    let data = try FileContents.read(file)
    let description: PopulationDescription
    do {
      description = try JSONDecoder().decode(PopulationDescription.self, from: data)
    } catch let error as DecodingError {
      throw PopulationError(error, in: file, bytes: data)
    }
    var tables: [ContingencyTable] = []
    for (number, table) in description.tables.enumerated() {
      let place = "tables[\(number)]"
      let attributes = try table.attributes.map { name in
        guard let attribute = PortraitAttribute(rawValue: name) else {
          let known = PortraitAttribute.allCases.filter { $0 != .blurry }.map(\.rawValue).joined(separator: ", ")
          throw PopulationError.malformed(file, place: place, problem: "'\(name)' is not one of \(known)")
        }
        return attribute
      }
      do {
        tables.append(try ContingencyTable(attributes, percent: table.percent))
      } catch let error as PopulationError {
        throw PopulationError.inFile(file, reason: "\(place): \(error.description)")
      }
    }
    do {
      try self.init(tables: tables)
    } catch let error as PopulationError {
      throw PopulationError.inFile(file, reason: error.description)
    }
  }

  /// What ``init(contentsOf:)`` reads.
  public var description: PopulationDescription {
    PopulationDescription(
      tables: tables.map { table in
        PopulationDescription.Table(
          attributes: table.attributes.map(\.rawValue),
          percent: table.shares.map { ($0 * 1e8).rounded() / 1e6 }
        )
      }
    )
  }
}

/// The tables of a population as JSON has them.
public struct PopulationDescription: Sendable, Equatable, Codable {
  /// One table.
  public struct Table: Sendable, Equatable, Codable {
    /// The attributes' names.
    public var attributes: [String]
    /// The shares of the cells in per cent.
    public var percent: [Double]
  }

  /// The tables.
  public var tables: [Table]
}

extension PopulationError {
  fileprivate init(_ error: DecodingError, in file: URL, bytes: Data) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .malformed(file, place: context.codingPath.shownPath, problem: "'\(key.stringValue)' is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      self = .malformed(
        file,
        place: context.codingPath.shownPath,
        problem: "the wrong kind of value; attributes are names and percent are numbers"
      )
    default:
      let mistake = JSONSyntax.firstMistake(in: bytes)?.description ?? "a number is out of range"
      self = .malformed(file, place: "", problem: "not valid JSON (\(mistake))")
    }
  }
}
