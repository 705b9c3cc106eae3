import LatentFiles
import LatentGeometry
import SafeFiles
import Testing

@Suite struct GeometryErrorsTests {
  @Test func errorsOfTheGeometryHaveCategories() {
    let missing: any Error = LinearAlgebraError.libraryMissing(reason: "no such file")
    #expect((missing as? any ExplainedError)?.category == .missingLibrary)
    #expect("\(missing)".contains("no such file"))
    for error in [LinearAlgebraError.tooLarge(dimension: 40_000), .notConverged(dimension: 3)] {
      #expect((error as any Error as? any ExplainedError)?.category == .badData)
    }
    #expect((PriorError.unknownKind("x") as any Error as? any ExplainedError)?.category == .badData)
  }
}
