import EncodedSets
import Foundation
import Testing

@testable import Diagrams

@Suite struct ManifoldReportRequestTests {
  private static func request(_ change: (inout ManifoldReportRequest) -> Void = { _ in }) -> ManifoldReportRequest {
    var request = ManifoldReportRequest()
    (request.set, request.seed) = ("faces", 3)
    change(&request)
    return request
  }

  @Test(arguments: [
    request { $0.set = "" }, request { $0.seed = nil }, request { $0.ks = [] }, request { $0.ks = [0, 3] },
    request { $0.ks = [5, 3] }, request { $0.ks = [3, 3] }, request { $0.ks = [1001] }, request { $0.samples = 9 },
    request { $0.samples = .max }, request { $0.rows = 0 },
  ])
  func wrongValuesAreRefused(_ request: ManifoldReportRequest) {
    #expect(throws: RequestError.self) { try request.validate() }
    #expect(throws: RequestError.self) { try request.measure() }
  }

  @Test func theSetIsLookedForAfterThat() throws {
    let request = Self.request { $0.set = "/there/is/no/such.encodings" }
    try request.validate()
    #expect(throws: (any Error).self) { try request.measure() }
  }

  @Test func theCommandSaysWhatDiffersFromTheDefaults() throws {
    #expect(Self.request().commandLine == "sextant report --set faces --seed 3 --out report.html")
    let full = Self.request {
      $0.condition = "Smiling = 1"
      $0.heldOut = "split = 'test'"
      $0.latents = "z.npy:3"
      $0.samples = 500
      $0.ks = [2, 7]
      $0.rows = 100
    }
    #expect(
      full.commandLine == "sextant report --set faces --where 'Smiling = 1' --held-out 'split = '\\''test'\\''' "
        + "--latents z.npy:3 --samples 500 -k 2,7 --rows 100 --seed 3 --out report.html"
    )
    var learned = Self.request()
    learned.prior = try PriorReference(parsing: "uniform:-1,1")
    #expect(learned.commandLine.contains("--prior uniform:-1,1 "))
    // A request is a value that can be kept.
    let copy = try JSONDecoder().decode(ManifoldReportRequest.self, from: JSONEncoder().encode(full))
    #expect(copy == full)
  }

  @Test func theFirstAnswerIsThatForFive() {
    #expect(Self.request().headlineK == 5)
    #expect(Self.request { $0.ks = [1, 2, 3] }.headlineK == 2 && Self.request { $0.ks = [4] }.headlineK == 4)
  }
}
