import Testing

/// What the program says to a verb that there is not.
@Suite struct MisspeltVerbTests {
  @Test(arguments: [
    (["smaple", "--model", "m"], "did you mean 'sample'?"), (["latents", "stat", "z.npy"], "did you mean 'stats'?"),
    (["dance"], "there are: sample, "),
  ])
  func misspeltVerbsAreNamed(arguments: [String], hint: String) async throws {
    let result = try await Workplace().run(arguments)
    #expect(result.code == 64 && result.out.isEmpty)
    #expect(result.notes.count == 1 && result.err.hasPrefix("sextant: error: ") && result.err.contains(hint))
  }
}
