#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import COnnxRuntime
internal import SafeFiles

/// A graph that is ready to run, by several threads at once if need be.
final class OnnxSession: Sendable {
  /// The graph's file.
  let file: URL
  /// What the graph wants and gives.
  let graph: GraphDescription

  let runtime: OnnxRuntime
  nonisolated(unsafe) let session: OpaquePointer

  /// Opens a graph from its file, so that weights in files beside it are found.
  ///
  /// - Parameters:
  ///   - file: The ONNX file.
  ///   - options: Threads and device.
  ///   - runtime: The runtime.
  /// - Throws: ``GraphError`` for the file, ``OnnxRuntimeError`` for the device, or a `FileError`.
  init(file: URL, options: SessionOptions, runtime: OnnxRuntime) throws {
    // The runtime's own words for a missing or an empty file are less clear.
    guard try InputFile(file).size != 0 else { throw FileError.empty(file) }
    self.file = file
    self.runtime = runtime
    let api = runtime.api
    let settings = try Self.settings(options, runtime)
    defer { COrtReleaseSessionOptions(api, settings) }
    var opened: OpaquePointer?
    if let failure = OnnxStatus(api, COrtCreateSession(api, runtime.environment, file.path, settings, &opened)) {
      switch failure.kind {
      case .notProtobuf:
        throw GraphError.notOnnx(file)
      case .noSuchFile, .notImplemented, .invalidGraph:
        throw GraphError.refused(file, reason: failure.message)
      case nil:
        // Another device than the CPU starts only now, as a part of opening the graph.
        guard options.device == .cpu else {
          throw OnnxRuntimeError.deviceFailed(options.device, reason: failure.message)
        }
        throw GraphError.refused(file, reason: failure.message)
      }
    }
    guard let opened else { throw GraphError.refused(file, reason: "no session came of it") }
    session = opened
    do {
      graph = try Self.describe(opened, runtime)
    } catch {
      COrtReleaseSession(api, opened)
      throw error
    }
  }

  deinit { COrtReleaseSession(runtime.api, session) }

  // MARK: - Opening

  private static func settings(_ options: SessionOptions, _ runtime: OnnxRuntime) throws -> OpaquePointer {
    let api = runtime.api
    let settings = try runtime.make("make session options") { COrtCreateSessionOptions(api, &$0) }
    do {
      let spinning = options.spinning ? "1" : "0"
      let threads = Int32(clamping: options.threadCount)
      try runtime.check("silence a session", COrtSetSessionLogSeverityLevel(api, settings, OnnxLogLevel.fatal))
      // 99: every optimisation.
      try runtime.check("set the optimisation", COrtSetSessionGraphOptimizationLevel(api, settings, 99))
      try runtime.check("set the threads", COrtSetIntraOpNumThreads(api, settings, threads))
      try runtime.check("set the threads", COrtSetInterOpNumThreads(api, settings, 1))
      for key in ["session.intra_op.allow_spinning", "session.inter_op.allow_spinning"] {
        try runtime.check("set spinning", COrtAddSessionConfigEntry(api, settings, key, spinning))
      }
      try append(options.device, to: settings, runtime)
    } catch {
      COrtReleaseSessionOptions(api, settings)
      throw error
    }
    return settings
  }

  private static func append(
    _ device: ExecutionDevice,
    to settings: OpaquePointer,
    _ runtime: OnnxRuntime
  ) throws {
    guard device != .cpu else { return }
    guard let provider = device.provider(among: runtime.providers) else {
      throw OnnxRuntimeError.deviceNotOffered(device, offered: runtime.providers.map { ExecutionDevice($0).name })
    }
    let api = runtime.api
    let failure: OnnxStatus?
    if device == .cuda {
      var cuda: OpaquePointer?
      if let failure = OnnxStatus(api, COrtCreateCUDAProviderOptions(api, &cuda)) {
        throw OnnxRuntimeError.deviceFailed(device, reason: failure.message)
      }
      failure = OnnxStatus(api, COrtSessionOptionsAppendExecutionProviderCUDA(api, settings, cuda))
      COrtReleaseCUDAProviderOptions(api, cuda)
    } else {
      let name = ExecutionDevice.shortName(of: provider)
      failure = OnnxStatus(api, COrtSessionOptionsAppendExecutionProvider(api, settings, name))
    }
    if let failure { throw OnnxRuntimeError.deviceFailed(device, reason: failure.message) }
  }
}
