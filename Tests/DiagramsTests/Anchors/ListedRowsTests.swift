import Diagrams
import Foundation
import LatentFiles
import LatentGeometry
import TestSupport
import Testing

@Suite struct ListedRowsTests {
  private let place: TemporaryFolder
  private let latents = Tiny.draws(12)

  init() throws {
    place = try TemporaryFolder()
    for name in ["z.npy", "z.json"] { try LatentFile.write(latents, to: place.file(name), overwrite: false) }
  }

  @Test(arguments: ["z.npy", "z.json"])
  func rowsAreListedByRanges(_ name: String) throws {
    let path = place.file(name).path
    let anchors = try #require(try Anchor.listedRows(of: "\(path):0..10:2,-1"))
    #expect(anchors == [0, 2, 4, 6, 8, 10, 11].map { .latents(reference: "\(path):\($0)") })
    var request = Tiny.grid(.strips)
    (request.anchors, request.columns, request.spacing) = (anchors, 1, 1)
    let recipe = try request.draw(in: Studio()).recipe
    #expect(recipe.anchors[0] == [0, 2, 4, 6, 8, 10, 11].map { latents[$0].values })
    #expect(Set(recipe.inputs.map(\.sha256)).count == 1 && recipe.inputs.count == 7)
  }

  @Test func otherTextsAreNoLists() throws {
    let path = place.file("z.npy").path
    for text in [path, "\(path):3", "face.png", "set:0..3"] { #expect(try Anchor.listedRows(of: text) == nil) }
    #expect(throws: RequestError.self) { try Anchor.listedRows(of: "\(path):0..12") }
  }

  @Test func filesComeApartIntoTheirRows() throws {
    let path = place.file("z.npy").path
    #expect(try Anchor.latents(reference: path).singles().count == 12)
    #expect(try Anchor.latents(reference: "\(path):3").singles() == [.latents(reference: "\(path):3")])
    #expect(try Anchor.random.singles() == [.random])
  }

  /// Rows that are named so often that the file is read as a whole fail as rows that are read alone.
  @Test func rowsThatAreNotThereAreExplained() throws {
    let path = place.file("z.npy").path
    var request = Tiny.grid(.strips)
    (request.columns, request.spacing) = (1, 1)
    for rows in [[12], [0, 1, 2, 3, 4, 12]] {
      request.anchors = rows.map { .latents(reference: "\(path):\($0)") }
      #expect(throws: LatentFileError.self) { try request.draw(in: Studio()) }
    }
  }
}
