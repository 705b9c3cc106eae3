import ArgumentParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A verb with its options, as the parser describes itself.
struct DumpedCommand: Decodable {
  /// An argument, option or flag.
  struct Argument: Decodable, Hashable {
    struct Name: Decodable, Hashable {
      let kind: String
      let name: String

      /// As it is typed.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
  }

  let commandName: String
  let shouldDisplay: Bool
  let abstract: String?
  let discussion: String?
  let subcommands: [DumpedCommand]?
  let arguments: [Argument]?

  /// The whole program.
  ///
  /// - Returns: `sextant` with all its verbs.
  /// - Throws: A decoding error where the parser's description has changed.
  static func program() throws -> DumpedCommand {
    struct Dump: Decodable { let command: DumpedCommand }
    return try JSONDecoder().decode(Dump.self, from: Data(SextantCommand._dumpHelp().utf8)).command
  }
}
