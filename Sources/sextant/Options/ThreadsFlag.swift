import ArgumentParser

/// How many threads a verb that opens no model works with.
struct ThreadsFlag: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Threads (default: one for each core).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): a number from 1 to 1024 is needed")
    }
  }
}
