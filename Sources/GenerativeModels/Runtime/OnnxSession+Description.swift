internal import COnnxRuntime

extension OnnxSession {
  /// What an opened graph wants and gives.
  static func describe(_ session: OpaquePointer, _ runtime: OnnxRuntime) throws -> GraphDescription {
    let api = runtime.api
    var inputCount = 0
    var outputCount = 0
    try runtime.check("count the inputs", COrtSessionGetInputCount(api, session, &inputCount))
    try runtime.check("count the outputs", COrtSessionGetOutputCount(api, session, &outputCount))
    let inputs = try (0..<inputCount).map { index in
      try describe(
        runtime,
        name: { COrtSessionGetInputName(api, session, index, runtime.allocator, &$0) },
        type: { COrtSessionGetInputTypeInfo(api, session, index, &$0) }
      )
    }
    let outputs = try (0..<outputCount).map { index in
      try describe(
        runtime,
        name: { COrtSessionGetOutputName(api, session, index, runtime.allocator, &$0) },
        type: { COrtSessionGetOutputTypeInfo(api, session, index, &$0) }
      )
    }
    return GraphDescription(inputs: inputs, outputs: outputs)
  }

  private static func describe(
    _ runtime: OnnxRuntime,
    name: (inout UnsafeMutablePointer<CChar>?) -> OpaquePointer?,
    type: (inout OpaquePointer?) -> OpaquePointer?
  ) throws -> TensorDescription {
    let api = runtime.api
    var characters: UnsafeMutablePointer<CChar>?
    try runtime.check("name an input or output", name(&characters))
    defer { _ = OnnxStatus(api, COrtAllocatorFree(api, runtime.allocator, characters)) }
    let text = characters.map { String(cString: $0) } ?? ""
    let info = try runtime.make("describe \(text)", type)
    defer { COrtReleaseTypeInfo(api, info) }
    // The tensor's part belongs to `info`; it is nil for sequences and maps.
    var tensor: OpaquePointer?
    try runtime.check("describe \(text)", COrtCastTypeInfoToTensorInfo(api, info, &tensor))
    guard let tensor else { return TensorDescription(name: text, element: nil, dimensions: []) }
    let (element, dimensions) = try shape(of: tensor, runtime)
    return TensorDescription(name: text, element: element, dimensions: dimensions)
  }

  /// The element type and the extents of a tensor; nil for an extent that is open.
  static func shape(of tensor: OpaquePointer, _ runtime: OnnxRuntime) throws -> (ElementType?, [Int?]) {
    let api = runtime.api
    var element: Int32 = 0
    var rank = 0
    try runtime.check("read a tensor's type", COrtGetTensorElementType(api, tensor, &element))
    try runtime.check("read a tensor's shape", COrtGetDimensionsCount(api, tensor, &rank))
    var dimensions = [Int64](repeating: 0, count: rank)
    try runtime.check("read a tensor's shape", COrtGetDimensions(api, tensor, &dimensions, rank))
    return (ElementType(rawValue: element), dimensions.map { $0 < 0 ? nil : Int($0) })
  }
}
