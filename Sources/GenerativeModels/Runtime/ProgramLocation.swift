#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

#if canImport(Darwin)
internal import Darwin
#endif

/// Where the running program lies.
enum ProgramLocation {
  /// The folder of the program's own file, links resolved; nil where the system does not tell.
  static let folder: URL? = {
    #if canImport(Darwin)
    var size = UInt32(PATH_MAX)
    let path = [CChar](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      count = _NSGetExecutablePath(buffer.baseAddress, &size) == 0 ? Int(size) : 0
    }
    guard let end = path.firstIndex(of: 0) else { return nil }
    let name = String(decoding: path[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #else
    guard let name = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return nil }
    #endif
    return URL(fileURLWithPath: name).resolvingSymlinksInPath().deletingLastPathComponent()
  }()

  /// Where an archive of `script/package` has the libraries that come along.
  static func libraries(of program: URL) -> URL { beside(program, "lib/sextant") }

  /// Where an archive of `script/package` has the models that come along.
  static func models(of program: URL) -> URL { beside(program, "share/sextant/models") }

  private static func beside(_ program: URL, _ path: String) -> URL {
    program.deletingLastPathComponent().appendingPathComponent(path)
  }

  /// A folder and all those that hold it, innermost first.
  static func andAbove(_ folder: URL) -> [URL] {
    var folders = [folder.standardizedFileURL]
    while let last = folders.last, last.path != "/", !last.path.isEmpty {
      folders.append(last.deletingLastPathComponent())
    }
    return folders
  }
}
