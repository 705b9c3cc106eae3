import ArgumentParser
import GenerativeModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension CompletionKind {
  /// The names of the model packages that are found, and folders once something is typed.
  static var models: CompletionKind {
    .custom { _, _, word in
      ModelLibrary().packages().map(\.lastPathComponent) + (word.isEmpty ? [] : folders(beginning: word))
    }
  }

  /// The folders whose paths begin as given, each with a slash at its end.
  private static func folders(beginning word: String) -> [String] {
    let path = word.lastIndex(of: "/").map { String(word[...$0]) } ?? ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path)) ?? []
    return names.sorted().compactMap { name in
      var isFolder = false
      let isThere = FileManager.default.fileExists(atPath: path + name, isDirectory: &isFolder)
      return isThere && isFolder && !name.hasPrefix(".") ? "\(path)\(name)/" : nil
    }
  }
}
