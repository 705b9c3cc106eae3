import SafeFiles
import Testing

/// Words that go with numbers.
@Suite struct CountingTests {
  @Test func onlyOneIsSingular() {
    #expect([0, 1, 2, 21].map { $0.counted("anchor") } == ["0 anchors", "1 anchor", "2 anchors", "21 anchors"])
    #expect([1, 3].map { $0.counted("latent was", "latents were") } == ["1 latent was", "3 latents were"])
    #expect([0, 1, 2].map { $0.form("lies", "lie") } == ["lie", "lies", "lie"])
  }
}
