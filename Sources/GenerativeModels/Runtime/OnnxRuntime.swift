#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

internal import COnnxRuntime
internal import SafeFiles
internal import Synchronization

/// ONNX Runtime, opened while the program runs, so that the program starts without it.
///
/// A library is loaded once per file and stays loaded. Where it is looked for, in this order: the file or folder that
/// `$SEXTANT_ONNXRUNTIME` names, beside the program, the project's own `.deps` folder, the system's library folders,
/// Python's site-packages.
///
/// From 1.29 on, Microsoft's own builds report the names and digests of the models that are opened to their maker, and
/// keep an identifier of the machine in the user's cache. Sextant switches that off with `ORT_DISABLE_TELEMETRY`, unless
/// the variable is set already.
public final class OnnxRuntime: Sendable {
  /// The environment variable that names the library's file or its folder.
  public static let environmentVariable = "SEXTANT_ONNXRUNTIME"

  /// The interface that is asked for: that of ONNX Runtime 1.16, which every later one still has.
  static let interfaceVersion = 16

  /// The library's file; a bare name where the system's loader found it.
  public let path: String
  /// The library's version, such as `1.32.0`.
  public let version: String
  /// The execution providers it offers, such as `CPUExecutionProvider`, best first.
  public let providers: [String]

  nonisolated(unsafe) let api: OpaquePointer
  nonisolated(unsafe) let environment: OpaquePointer
  nonisolated(unsafe) let memory: OpaquePointer
  nonisolated(unsafe) let allocator: OpaquePointer

  private static let loaded = Mutex<[String: OnnxRuntime]>([:])

  /// The runtime that the search order finds.
  ///
  /// - Returns: The runtime, loaded now or earlier.
  /// - Throws: ``OnnxRuntimeError``.
  public static func find() throws -> OnnxRuntime {
    try OnnxRuntimeSearch(environment: ProcessInfo.processInfo.environment).find()
  }

  /// The runtime in a file, loaded now or earlier.
  ///
  /// - Parameter path: The library's file, or a name that the system's loader resolves.
  /// - Returns: The runtime.
  /// - Throws: ``OnnxRuntimeError/notALibrary(_:reason:)`` or ``OnnxRuntimeError/tooOld(_:version:)``.
  static func load(_ path: String) throws -> OnnxRuntime {
    try loaded.withLock { runtimes in
      if let runtime = runtimes[path] { return runtime }
      let runtime = try OnnxRuntime(path: path)
      runtimes[path] = runtime
      return runtime
    }
  }

  private init(path: String) throws {
    let url = URL(fileURLWithPath: path)
    guard let library = COrtOpenLibrary(path) else {
      let reason = COrtOpenLibraryError().map { String(cString: $0) } ?? "the loader gives no reason"
      throw OnnxRuntimeError.notALibrary(url, reason: reason)
    }
    guard let base = COrtGetApiBase(library) else {
      COrtCloseLibrary(library)
      throw OnnxRuntimeError.notALibrary(url, reason: "it has no OrtGetApiBase")
    }
    let version = String(cString: COrtGetVersionString(base))
    // An old runtime that is asked for a newer interface prints to standard error, so it is not asked.
    guard Self.isRecentEnough(version), let api = COrtGetApi(base, UInt32(Self.interfaceVersion)) else {
      COrtCloseLibrary(library)
      throw OnnxRuntimeError.tooOld(url, version: version)
    }
    self.path = path
    self.version = version
    self.api = api
    // The runtime looks at this only while its environment is made.
    setenv("ORT_DISABLE_TELEMETRY", "1", 0)
    environment = try Self.make(api, "start") { COrtCreateEnv(api, OnnxLogLevel.fatal, "sextant", &$0) }
    memory = try Self.make(api, "describe memory") { COrtCreateCpuMemoryInfo(api, &$0) }
    allocator = try Self.make(api, "find its allocator") { COrtGetAllocatorWithDefaultOptions(api, &$0) }
    providers = try Self.providers(api)
  }

  /// Whether a version such as `1.32.0` has the interface that is asked for.
  static func isRecentEnough(_ version: String) -> Bool {
    let parts = version.split(separator: ".").map { Int($0) ?? 0 }
    guard let major = parts.first else { return false }
    return major > 1 || (major == 1 && parts.count > 1 && parts[1] >= interfaceVersion)
  }

  private static func providers(_ api: OpaquePointer) throws -> [String] {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var count: Int32 = 0
    if let failure = OnnxStatus(api, COrtGetAvailableProviders(api, &names, &count)) {
      throw OnnxRuntimeError.failed(operation: "list its providers", reason: failure.message)
    }
    guard let names else { return [] }
    defer { _ = OnnxStatus(api, COrtReleaseAvailableProviders(api, names, count)) }
    return (0..<Int(count)).compactMap { names[$0].map { String(cString: $0) } }
  }

  /// What a call made, or an error that names the operation.
  private static func make(
    _ api: OpaquePointer,
    _ operation: String,
    _ call: (inout OpaquePointer?) -> OpaquePointer?
  ) throws -> OpaquePointer {
    var result: OpaquePointer?
    if let failure = OnnxStatus(api, call(&result)) {
      throw OnnxRuntimeError.failed(operation: operation, reason: failure.message)
    }
    guard let result else {
      throw OnnxRuntimeError.failed(operation: operation, reason: "it returned nothing")
    }
    return result
  }

  /// What a call made, or an error that names the operation.
  func make(
    _ operation: String,
    _ call: (inout OpaquePointer?) -> OpaquePointer?
  ) throws -> OpaquePointer {
    try Self.make(api, operation, call)
  }

  /// Throws where a call that does not depend on any input failed.
  func check(_ operation: String, _ status: OpaquePointer?) throws {
    if let failure = OnnxStatus(api, status) {
      throw OnnxRuntimeError.failed(operation: operation, reason: failure.message)
    }
  }
}

/// The runtime's own levels of log messages; it writes them to standard error, where only Sextant speaks.
enum OnnxLogLevel {
  static let fatal: Int32 = 4
}
