#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

internal import Synchronization

/// An opened graph as a function from n rows of `Float` to n rows of `Float`, for any n ≥ 1.
///
/// Element types, shapes, constant inputs and a batch that the graph fixes are dealt with here and nowhere above.
final class BatchGraph: Sendable {
  /// An input or output and the way its rows lie.
  struct Port: Sendable {
    var tensor: TensorDescription
    var element: ElementType
    /// The numbers of one row.
    var count: Int
    /// Nil where the graph does not tell before it runs.
    var shape: RowShape?
    /// The order of a picture's samples; `nchw` for latents, where it means nothing.
    var layout: ImageLayout
    /// What a person corrects when the size is not the graph's.
    var sizeSetting: ModelSetting
  }

  /// The graph's session.
  let session: OnnxSession
  /// The main input.
  let input: Port
  /// The outputs in the plan's order.
  let outputs: [Port]
  /// How many rows the graph takes at once.
  let batch: BatchSize
  /// The input that takes a condition.
  let condition: ConditionInput?
  private let constants: [ConstantInput]
  /// Whether the outputs' shapes turned out not to be the ones that were prepared.
  private let copiesOutputs: Atomic<Bool>

  /// Opens a graph and checks it against what is said of it.
  ///
  /// - Parameters:
  ///   - plan: What is said of the graph.
  ///   - options: Threads and device.
  /// - Throws: ``GraphError``, ``ModelPackageError/wrongDigest(_:expected:actual:)``, ``OnnxRuntimeError`` or a
  ///   `FileError`.
  convenience init(_ plan: GraphPlan, options: SessionOptions) throws {
    if let expected = plan.sha256 { try FileDigest.verify(plan.file, sha256: expected) }
    let runtime = try OnnxRuntime.find()
    try self.init(plan, session: OnnxSession(file: plan.file, options: options, runtime: runtime))
  }

  /// Checks an opened graph against what is said of it.
  ///
  /// - Parameters:
  ///   - plan: What is said of the graph.
  ///   - session: The graph.
  /// - Throws: ``GraphError``.
  init(_ plan: GraphPlan, session: OnnxSession) throws {
    self.session = session
    let (file, graph) = (plan.file, session.graph)
    guard let tensor = graph.input(named: plan.input.name) else {
      let (name, setting) = (plan.input.name, plan.input.nameSetting)
      throw GraphError.noInput(file, name: name, offered: graph.inputs, setting: setting)
    }
    let input = try Self.port(plan.input, tensor, file)
    guard input.shape != nil else { throw Self.wrongShape(plan.input, tensor, file) }
    let outputs = try plan.outputs.map { output in
      guard let tensor = graph.output(named: output.name) else {
        let (name, setting) = (output.name, output.nameSetting)
        throw GraphError.noOutput(file, name: name, offered: graph.outputs, setting: setting)
      }
      return try Self.port(output, tensor, file)
    }
    // An output whose batch is fixed fixes that of the whole graph, as careless exports have it.
    let condition = try plan.condition.map { try ConditionInput($0, in: graph, file: file) }
    self.condition = condition
    let shapes = ([input] + outputs).map(\.shape) + [condition?.shape]
    batch = shapes.lazy.compactMap { $0?.batch }.first { $0 != .open } ?? .open
    if let condition, let plan = plan.condition, condition.shape.batch != .open, condition.shape.batch != batch {
      let sample = condition.shape.shape(rows: 1)
      throw GraphError.wrongShape(file, tensor: condition.tensor, expected: sample, setting: plan.sizeSetting)
    }
    self.input = input
    self.outputs = outputs
    constants = try Self.constants(plan, graph, batch)
    copiesOutputs = Atomic(outputs.contains { $0.shape == nil })
  }

  /// Runs the graph on n rows.
  ///
  /// - Parameters:
  ///   - rows: n ≥ 1.
  ///   - values: n rows of the input, a picture's samples in the input's layout.
  ///   - conditions: n rows of ``condition``; empty where there is none.
  ///   - results: For each output room for n rows, a picture's samples in the output's layout.
  /// - Throws: ``GraphError``.
  func run(
    rows: Int,
    _ values: UnsafeBufferPointer<Float>,
    conditions: [Float] = [],
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    let width = condition?.width ?? 0
    precondition(conditions.count == rows * width, "every row needs a condition")
    guard case .fixed(let size) = batch else {
      return try runBatch(rows: rows, values, conditions, into: results)
    }
    var start = 0
    while start < rows {
      let end = min(start + size, rows)
      let chunk = UnsafeBufferPointer(rebasing: values[start * input.count..<end * input.count])
      let targets = zip(results, outputs).map { result, output in
        UnsafeMutableBufferPointer(rebasing: result[start * output.count..<end * output.count])
      }
      let own = Array(conditions[start * width..<end * width])
      if end - start == size {
        try runBatch(rows: size, chunk, own, into: targets)
      } else {
        try runPadded(rows: end - start, to: size, chunk, own, into: targets)
      }
      start = end
    }
  }

  /// Runs the graph on n pictures.
  ///
  /// - Parameters:
  ///   - samples: n pictures, planar, in [0, 1].
  ///   - rows: n ≥ 1.
  ///   - shape: The size of a picture.
  ///   - range: The numbers for black and white that the graph takes.
  ///   - conditions: n rows of ``condition``; empty where there is none.
  ///   - results: For each output room for n rows.
  /// - Throws: ``GraphError``.
  func run(
    images samples: UnsafeBufferPointer<Float>,
    rows: Int,
    shape: ImageShape,
    range: ValueRange,
    conditions: [Float] = [],
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    guard input.layout == .nhwc || range != .unit else {
      return try run(rows: rows, samples, conditions: conditions, into: results)
    }
    try withUnsafeTemporaryAllocation(of: Float.self, capacity: samples.count) { scratch in
      scratch.initialize(repeating: 0)
      input.layout.pack(samples, into: scratch, shape: shape)
      range.denormalize(UnsafeBufferPointer(scratch), into: scratch)
      try run(rows: rows, UnsafeBufferPointer(scratch), conditions: conditions, into: results)
    }
  }

  /// Runs the graph once and gives what comes out as it is, to learn what the graph does not say.
  ///
  /// - Parameters:
  ///   - values: As many rows as the graph takes, or one.
  ///   - outputName: The output to look at.
  /// - Returns: The output with the shape it turned out to have.
  /// - Throws: ``GraphError``.
  func probe(_ values: UnsafeBufferPointer<Float>, outputName: String) throws -> TensorCopy {
    let rows = values.count / input.count
    let conditions = condition.map { input in (0..<rows).flatMap { _ in input.anyRow } } ?? []
    return try withInputs(rows: rows, values, conditions) { inputs in
      do {
        return try session.run(inputs, outputNames: [outputName])[0]
      } catch let failure as OnnxSession.RunFailure {
        throw GraphError.failed(session.file, reason: failure.reason)
      }
    }
  }

  /// Runs fewer rows than the graph takes by repeating the last one.
  private func runPadded(
    rows: Int,
    to size: Int,
    _ values: UnsafeBufferPointer<Float>,
    _ conditions: [Float],
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    var padded = Array(values)
    let last = padded.suffix(input.count)
    var conditions = conditions
    let lastCondition = conditions.suffix(condition?.width ?? 0)
    for _ in rows..<size {
      padded += last
      conditions += lastCondition
    }
    let scratch = outputs.map { UnsafeMutableBufferPointer<Float>.allocate(capacity: size * $0.count) }
    defer { for buffer in scratch { buffer.deallocate() } }
    for buffer in scratch { buffer.initialize(repeating: 0) }
    try padded.withUnsafeBufferPointer { try runBatch(rows: size, $0, conditions, into: scratch) }
    for (buffer, result) in zip(scratch, results) {
      _ = result.update(from: buffer[..<result.count])
    }
  }

  /// Runs exactly as many rows as the graph takes.
  private func runBatch(
    rows: Int,
    _ values: UnsafeBufferPointer<Float>,
    _ conditions: [Float],
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    try withInputs(rows: rows, values, conditions) { inputs in
      if !copiesOutputs.load(ordering: .relaxed) {
        do {
          return try runInPlace(inputs, rows: rows, into: results)
        } catch let failure as OnnxSession.RunFailure {
          // Only a graph that leaves extents open can produce other shapes than those that were prepared.
          guard outputs.contains(where: { $0.tensor.dimensions.dropFirst().contains(nil) }) else {
            throw GraphError.failed(session.file, reason: failure.reason)
          }
        }
      }
      try runCopying(inputs, rows: rows, into: results)
      copiesOutputs.store(true, ordering: .relaxed)
    }
  }

  /// Calls `body` with a value for each of the graph's inputs.
  private func withInputs<Result>(
    rows: Int,
    _ values: UnsafeBufferPointer<Float>,
    _ conditions: [Float],
    _ body: ([TensorView]) throws -> Result
  ) rethrows -> Result {
    var storages: [TensorStorage] = []
    var inputs = [view(of: values, rows: rows, &storages)]
    if let condition {
      let (tensor, storage) = conditions.withUnsafeBufferPointer { condition.view(rows: rows, $0) }
      inputs.append(tensor)
      storages.append(storage)
    }
    for constant in constants {
      let (tensor, storage) = constant.tensor(rows: rows)
      inputs.append(tensor)
      storages.append(storage)
    }
    return try withExtendedLifetime(storages) { try body(inputs) }
  }

  private func runInPlace(
    _ inputs: [TensorView],
    rows: Int,
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    var storages: [TensorStorage] = []
    var views: [TensorView] = []
    for (output, result) in zip(outputs, results) {
      let bytes: UnsafeMutableRawBufferPointer
      if output.element == .float32 {
        bytes = UnsafeMutableRawBufferPointer(result)
      } else {
        let storage = TensorStorage(output.element, count: rows * output.count)
        storages.append(storage)
        bytes = storage.bytes
      }
      let shape = output.shape?.shape(rows: rows) ?? []
      views.append(TensorView(name: output.tensor.name, element: output.element, shape: shape, bytes: bytes))
    }
    try withExtendedLifetime(storages) {
      try session.run(inputs, into: views)
      for (view, result) in zip(views, results) where view.element != .float32 {
        view.element.read(UnsafeRawBufferPointer(view.bytes), into: result)
      }
    }
  }

  private func runCopying(
    _ inputs: [TensorView],
    rows: Int,
    into results: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    let copies: [TensorCopy]
    do {
      copies = try session.run(inputs, outputNames: outputs.map(\.tensor.name))
    } catch let failure as OnnxSession.RunFailure {
      throw GraphError.failed(session.file, reason: failure.reason)
    }
    for (output, (copy, result)) in zip(outputs, zip(copies, results)) {
      guard copy.values.count == result.count else {
        throw GraphError.wrongResult(
          session.file,
          output: output.tensor.name,
          shape: copy.shape,
          expected: output.shape?.shape(rows: rows) ?? [rows, output.count],
          setting: output.sizeSetting
        )
      }
      _ = result.update(from: copy.values)
    }
  }

  /// The main input over the caller's memory, or over a converted copy.
  private func view(
    of values: UnsafeBufferPointer<Float>,
    rows: Int,
    _ storages: inout [TensorStorage]
  ) -> TensorView {
    let bytes: UnsafeMutableRawBufferPointer
    if input.element == .float32 {
      // The runtime takes a mutable pointer also for inputs and does not write there.
      bytes = UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(values))
    } else {
      let storage = TensorStorage(input.element, count: values.count)
      input.element.write(values, to: storage.bytes)
      storages.append(storage)
      bytes = storage.bytes
    }
    let shape = input.shape?.shape(rows: rows) ?? []
    return TensorView(name: input.tensor.name, element: input.element, shape: shape, bytes: bytes)
  }
}
