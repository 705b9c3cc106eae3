internal import LatentGeometry

/// The results of `body` for 0 ..< count, in order, by several threads.
///
/// - Throws: What the first of the bodies that failed has thrown.
func parallelResults<Value: Sendable, Failure: Error>(
  _ count: Int,
  threads: Int,
  _ body: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  var results = [Result<Value, Failure>?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { results in
    nonisolated(unsafe) let results = results
    ParallelRows.run(count, threads: threads) { own in
      for index in own {
        do throws(Failure) {
          results[index] = .success(try body(index))
        } catch {
          results[index] = .failure(error)
        }
      }
    }
  }
  var values: [Value] = []
  values.reserveCapacity(count)
  for case let result? in results { values.append(try result.get()) }
  return values
}
