internal import Synchronization

/// A graph that is opened when it is first needed: decoding never opens the encoder.
final class LazyGraph: Sendable {
  /// What is said of the graph.
  let plan: GraphPlan
  private let options: SessionOptions
  private let graph: Mutex<BatchGraph?>

  /// A graph that may have been opened already.
  init(_ plan: GraphPlan, options: SessionOptions, opened graph: BatchGraph? = nil) {
    self.plan = plan
    self.options = options
    self.graph = Mutex(graph)
  }

  /// The graph, opened now or earlier.
  func opened() throws -> BatchGraph {
    try graph.withLock { graph in
      if let graph { return graph }
      let opened = try BatchGraph(plan, options: options)
      graph = opened
      return opened
    }
  }
}
