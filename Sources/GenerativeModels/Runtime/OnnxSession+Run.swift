internal import COnnxRuntime

extension OnnxSession {
  /// Why the runtime did not run a graph.
  struct RunFailure: Error {
    /// The runtime's message, fit for a sentence.
    var reason: String
  }

  /// Runs the graph from and into memory of the caller, without a copy on the CPU.
  ///
  /// - Parameters:
  ///   - inputs: A value for each of the graph's inputs.
  ///   - outputs: Memory for the outputs that are wanted.
  /// - Throws: ``RunFailure``, also where an output's shape is not the one the graph produces.
  func run(_ inputs: [TensorView], into outputs: [TensorView]) throws {
    let values = try Values(inputs, runtime)
    let results = try Values(outputs, runtime)
    try run(inputs.map(\.name), values, outputs.map(\.name), results)
  }

  /// Runs the graph and copies what comes out, for outputs whose shape is not known before.
  ///
  /// - Parameters:
  ///   - inputs: A value for each of the graph's inputs.
  ///   - outputNames: The outputs that are wanted.
  /// - Returns: The outputs in order.
  /// - Throws: ``RunFailure``.
  func run(_ inputs: [TensorView], outputNames: [String]) throws -> [TensorCopy] {
    let values = try Values(inputs, runtime)
    let results = Values(empty: outputNames.count, runtime)
    try run(inputs.map(\.name), values, outputNames, results)
    return try results.pointers.map { value in
      guard let value else { throw RunFailure(reason: "an output has no value") }
      return try copy(value)
    }
  }

  private func run(_ inputNames: [String], _ inputs: Values, _ outputNames: [String], _ outputs: Values) throws {
    let status = Self.withCStrings(inputNames) { inputNames in
      Self.withCStrings(outputNames) { outputNames in
        COrtRun(
          runtime.api,
          session,
          inputNames.baseAddress,
          inputs.pointers,
          inputs.pointers.count,
          outputNames.baseAddress,
          outputs.pointers.count,
          &outputs.pointers
        )
      }
    }
    if let failure = OnnxStatus(runtime.api, status) { throw RunFailure(reason: failure.message) }
  }

  private func copy(_ value: OpaquePointer) throws -> TensorCopy {
    let api = runtime.api
    let info = try runtime.make("describe an output") { COrtGetTensorTypeAndShape(api, value, &$0) }
    defer { COrtReleaseTensorInfo(api, info) }
    let (element, dimensions) = try Self.shape(of: info, runtime)
    var data: UnsafeMutableRawPointer?
    try runtime.check("read an output", COrtGetTensorMutableData(api, value, &data))
    let shape = dimensions.map { $0 ?? 0 }
    let count = shape.reduce(1, *)
    guard let element, let data else { throw RunFailure(reason: "an output is of a type that cannot be read") }
    let bytes = UnsafeRawBufferPointer(start: data, count: count * element.byteCount)
    let values = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      element.read(bytes, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
    return TensorCopy(shape: shape, values: values)
  }

  /// Calls `body` with C strings that live as long as the call.
  private static func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let characters = strings.map { Array($0.utf8CString) }
    let storage = Array(characters.joined())
    return storage.withUnsafeBufferPointer { storage in
      var offset = 0
      var pointers: [UnsafePointer<CChar>?] = []
      for string in characters {
        pointers.append(storage.baseAddress.map { $0 + offset })
        offset += string.count
      }
      return pointers.withUnsafeBufferPointer(body)
    }
  }

  /// Values of the runtime, released together.
  private final class Values {
    var pointers: [OpaquePointer?]
    private let runtime: OnnxRuntime

    /// Places that the runtime fills.
    init(empty count: Int, _ runtime: OnnxRuntime) {
      pointers = Array(repeating: nil, count: count)
      self.runtime = runtime
    }

    /// Tensors over memory of the caller.
    init(_ views: [TensorView], _ runtime: OnnxRuntime) throws {
      pointers = []
      self.runtime = runtime
      for view in views {
        let shape = view.shape.map { Int64($0) }
        let pointer = try runtime.make("make a tensor") {
          COrtCreateTensorWithData(
            runtime.api,
            runtime.memory,
            view.bytes.baseAddress,
            view.bytes.count,
            shape,
            shape.count,
            view.element.rawValue,
            &$0
          )
        }
        pointers.append(pointer)
      }
    }

    deinit {
      for case .some(let pointer) in pointers { COrtReleaseValue(runtime.api, pointer) }
    }
  }
}
