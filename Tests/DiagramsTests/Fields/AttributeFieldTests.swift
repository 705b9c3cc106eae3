import AttributeVectors
import Diagrams
import EncodedSets
import Foundation
import GenerativeModels
import Imaging
import LatentGeometry
import SafeFiles
import Testing
import TestSupport

@Suite struct AttributeFieldTests {
  private let vectors: TinyVectors
  private let model: GenerativeModel

  init() throws {
    vectors = try TinyVectors()
    model = try GenerativeModel(package: Repository.tinyModel)
  }

  private var fields: [AttributeField] {
    [
      AttributeField(VectorSum(vectors.smiling), .wave(.rings(wavelength: 3), cycles: 1), from: -0.5, to: 1.5),
      AttributeField(VectorSum(vectors.unblur), .noise(.init(seed: 5)), from: 0, to: 1),
    ]
  }

  /// Latents with fields added by hand, frame after frame.
  private func moved(_ latents: LatentBatch, _ fields: [AttributeField], rows: Int, columns: Int, times: [Double])
    -> LatentBatch
  {
    var values = latents.values
    for (frame, time) in times.enumerated() {
      for cell in 0..<rows * columns {
        let amounts = fields.indices.map { fields[$0].amounts(rows: rows, columns: columns, at: time, index: $0)[cell] }
        for column in 0..<48 {
          let place = (frame * rows * columns + cell) * 48 + column
          values[place] = Float(
            Double(values[place]) + amounts[0] * Double(vectors.numbers[0].values[column])
              + (amounts.count > 1 ? amounts[1] * Double(vectors.numbers[1].values[column]) : 0)
          )
        }
      }
    }
    return LatentBatch(count: latents.count, dimension: 48, values: values)
  }

  // MARK: Drawing

  @Test func cellsOfGridsGetTheirAmounts() throws {
    var request = Tiny.grid(.gradient)
    (request.rows, request.columns, request.anchors) = (3, 4, Tiny.vectors(Tiny.draws(4)))
    (request.fields, request.time) = (fields, 0.3)
    let plain = try LatentGrid(.gradient, rows: 3, columns: 4)
      .latents(anchors: Tiny.draws(4), Interpolator(.slerp, dimension: 48))
    let expected = try model.decode(moved(plain, fields, rows: 3, columns: 4, times: [0.3]))
    let drawing = try request.draw(in: Studio())
    for cell in 0..<12 { #expect(try drawing.picture.tinyCell(row: cell / 4, column: cell % 4) == expected[cell]) }
    #expect(drawing.recipe.inputs.map(\.path) == [vectors.smiling.shown, vectors.unblur.shown])
  }

  @Test func samplesAndOffsetsTogether() throws {
    var request = Tiny.sample
    (request.rows, request.columns, request.fields, request.offsets) = (2, 3, [fields[0]], vectors.offsets)
    let cells = moved(Tiny.draws(6, seed: 1), [fields[0]], rows: 2, columns: 3, times: [0])
    let expected = try model.decode(vectors.moved(cells))
    let picture = try request.draw(in: Studio()).picture
    for cell in 0..<6 { #expect(try picture.tinyCell(row: cell / 3, column: cell % 3) == expected[cell]) }
  }

  @Test func framesMoveWithoutASeam() throws {
    var request = Tiny.animate(.wave)
    (request.rows, request.columns, request.frames, request.fields) = (2, 3, 4, fields)
    request.options.amplitude = 0
    let film = try request.film(in: Studio())
    let rest = Tiny.draws(6)
    let still = LatentBatch.concatenating([LatentBatch](repeating: rest, count: 4))
    let expected = try model.decode(moved(still, fields, rows: 2, columns: 3, times: [0, 0.25, 0.5, 0.75]))
    for (frame, picture) in try film.allFrames().enumerated() {
      for cell in 0..<6 { #expect(try picture.tinyCell(row: cell / 3, column: cell % 3) == expected[6 * frame + cell]) }
    }
  }

  /// An open path has its last frame at t = 1, where a ramp that runs one way is whole.
  @Test func openPathsEndWithTheirRamp() throws {
    let anchor = Tiny.draws(1)
    var request = Tiny.animate(.path, Tiny.vectors(anchor))
    (request.frames, request.isClosed) = (3, false)
    request.fields = [AttributeField(VectorSum(vectors.smiling), .timeRamp(isOneWay: true), from: 0, to: 2)]
    let frames = try request.film(in: Studio()).allFrames()
    for (frame, amount) in [0.0, 1, 2].enumerated() {
      #expect(try frames[frame] == model.decode(Tiny.sum([(1, anchor), (amount, vectors.numbers[0])]))[0])
    }
  }

  @Test func fieldsWithoutAmountsChangeNothing() throws {
    var request = Tiny.sample
    request.fields = [AttributeField(VectorSum(vectors.smiling), .radialRamp, from: 0, to: 0)]
    #expect(try request.draw(in: Studio()).picture == Tiny.sample.draw(in: Studio()).picture)
  }

  @Test func recipesKeepFieldsAndNoticeOtherVectors() throws {
    var request = Tiny.sample
    (request.fields, request.time) = (fields, 0.25)
    let recipe = try request.draw(in: Studio()).recipe
    let read = try JSONDecoder().decode(Recipe.self, from: Data(try recipe.text().utf8))
    #expect(read.request == request.erased)
    try VectorSet(
      entries: VectorSet(named: vectors.path("smile")).entries,
      vectors: Tiny.draws(2, seed: 5),
      model: VectorSet(named: vectors.path("smile")).model
    )
    .write(named: vectors.path("smile"), overwrite: true)
    let now = try request.draw(in: Studio()).recipe
    let error = #expect(throws: RequestError.self) {
      try recipe.checkInputs(of: now, replayed: request, original: request, picture: "s.png")
    }
    #expect(error?.description.contains("--no-field") == true)
  }

  @Test(arguments: ["sample", "grid", "animate", "jdiagram", "interpolate", "mine"])
  func recipesOfBeforeHaveNone(verb: String) throws {
    let json = #"{"verb": "\#(verb)", "options": {"seed": 4}}"#
    let request = try JSONDecoder().decode(AnyDiagramRequest.self, from: Data(json.utf8)).request
    #expect((request as? any RequestWithFields)?.fields == [])
  }

  /// Amounts had other names before: none is taken for what was not said.
  @Test(arguments: [#""low": -2, "high": 2"#, #""from": -2"#, #""to": 2"#, #""isRadial": true"#])
  func amountsAreNeverGuessed(_ amounts: String) throws {
    let json = #"{"vector": {"vectors": "smile", "name": "Smiling"}, "kind": "ramp", \#(amounts)}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(AttributeField.self, from: Data(json.utf8)) }
    let whole = json.replacing(amounts, with: #""from": -2, "to": 0.5"#)
    let field = try JSONDecoder().decode(AttributeField.self, from: Data(whole.utf8))
    #expect(field.from == -2 && field.to == 0.5)
  }

  // MARK: Points

  @Test func pointsTakeThePlaceOfALayout() throws {
    let anchors = Tiny.draws(4)
    var request = Tiny.grid(.mine)
    request.anchors = Tiny.vectors(anchors)
    let positions = [(0.0, 0.0), (1, 0), (0.5, 0.5), (0, 1), (1, 1)]
    let points = PathPoints(.grid(positions.map { .init(column: $0.0, row: $0.1) }))
    (request.points, request.columns) = (points, 3)
    let slerp = Interpolator(.slerp, dimension: 48)
    let expected = try model.decode(slerp.combine(anchors, points.weights(columns: 2, rows: 2)))
    let drawing = try request.draw(in: Studio())
    #expect(drawing.picture.width == 104 && drawing.picture.height == 70)
    for cell in 0..<5 { #expect(try drawing.picture.tinyCell(row: cell / 3, column: cell % 3) == expected[cell]) }
    let again = try JSONDecoder().decode(Recipe.self, from: Data(try drawing.recipe.text().utf8))
    #expect(again.request == request.erased)
    #expect(try request.over(Tiny.vectors(anchors)).draw(in: Studio()).picture == drawing.picture)
    // Three in a row, the fourth missing.
    request.anchorColumns = 3
    #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
  }

  @Test func placesAlongAPathAreCellsToo() throws {
    let anchors = Tiny.draws(3)
    var request = Tiny.grid(.mine)
    (request.anchors, request.points) = (Tiny.vectors(anchors), PathPoints(.path([0, 0.5, 1])))
    let path = AnchorPath(through: anchors, Interpolator(.slerp, dimension: 48), isClosed: false, pacing: .byAngle)
    let expected = try model.decode(path.latents(at: [0, 0.5, 1]))
    let picture = try request.draw(in: Studio()).picture
    #expect(picture.width == 104 && picture.height == 36)
    for cell in 0..<3 { #expect(try picture.tinyCell(row: 0, column: cell) == expected[cell]) }
  }

  @Test func wrongGridsOfPointsAreExplained() throws {
    var request = Tiny.grid(.mine)
    request.points = PathPoints(.path([0, 0.5, 1, 0, 1]))
    #expect(throws: RequestError.self) { try request.validate() }
    request.anchors = Tiny.vectors(Tiny.draws(2))
    (request.rows, request.columns) = (2, 2)
    let small = #expect(throws: RequestError.self) { try request.validate() }
    #expect(small?.description.contains("5 points do not fit in 2 x 2 cells") == true)
    (request.rows, request.drawsMissing, request.seed) = (nil, true, 1)
    #expect(throws: RequestError.self) { try request.validate() }
    request.drawsMissing = false
    request.points = PathPoints(.grid([.init(column: 2, row: 0)]))
    let outside = #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    #expect(outside?.description.contains("points[0]") == true && outside?.category == .badData)
  }

  // MARK: Text and JSON

  @Test func textsAreTakenApart() throws {
    let smile = vectors.path("smile")
    let texts: [(String, ScalarField, Double, Double)] = [
      ("Smiling:wave", .wave(.straight(direction: 45, wavelength: 6), cycles: 1), -1, 1),
      ("Smiling:wave:-2,2,wavelength=4,radial", .wave(.rings(wavelength: 4), cycles: 1), -2, 2),
      ("Smiling:wave:0,1,direction=0,cycles=3", .wave(.straight(direction: 0, wavelength: 6), cycles: 3), 0, 1),
      ("Smiling:wave:once,wavelength=-2", .pulse(.straight(direction: 45, wavelength: -2)), -1, 1),
      (
        "\(smile):Smiling:noise:frequency=.5,octaves=3,cycles=2,seed=9",
        .noise(.init(seed: 9, frequency: 0.5, cycles: 2, octaves: 3)), -1, 1
      ),
      ("Smiling:ramp:.5,-2e-1", .ramp(direction: 0), 0.5, -0.2), ("Smiling:ramp:radial", .radialRamp, -1, 1),
      ("Smiling:ramp:cells", .cellRamp, -1, 1), ("Smiling:ramp:0,3,cells", .cellRamp, 0, 3),
      ("Smiling:ramp:time", .timeRamp(isOneWay: false), -1, 1),
      ("Smiling:ramp:time,once", .timeRamp(isOneWay: true), -1, 1),
    ]
    for (text, field, from, to) in texts {
      let found = try AttributeField(parsing: text, among: [smile])
      #expect(found == AttributeField(VectorSum(vectors.smiling), field, from: from, to: to), "\(text)")
      #expect(try AttributeField(parsing: found.shown, among: []) == found, "\(found.shown)")
      #expect(try JSONDecoder().decode(AttributeField.self, from: JSONEncoder().encode(found)) == found)
    }
    let file = vectors.folder.file("a:b.json")
    try Data("[[0, 1], [2, 3]]".utf8).write(to: file)
    let table = try AttributeField(parsing: "\(vectors.path("unblur")):path:\(file.path)", among: [])
    #expect(table.field == .table(FieldTable(times: 1, rows: 2, columns: 2, numbers: [0, 1, 2, 3])))
    #expect(try JSONDecoder().decode(AttributeField.self, from: JSONEncoder().encode(table)) == table)
    #expect(table.amounts(rows: 2, columns: 2, at: 0.6) == [0, 1, 2, 3])
  }

  @Test(arguments: [
    ("Smiling", "a kind"), ("Smiling:2", "a kind"), (":wave", "name stands before"),
    ("Smiling:wave:wavelength", "needs a number"), ("Smiling:0,1", "a kind"), (":ramp:0,1", "stands before"),
    ("Smiling:ramp:1", "1 was given"), ("Smiling:ramp:1,2,3", "3 were given"), ("Smiling:ramp:a,1", "has no 'a'"),
    ("Smiling:ramp:1,nan", "not two numbers"), ("Smiling:ramp:1,inf,radial", "not two numbers"),
    ("Smiling:ramp:radial,0,1", "0 stands behind a word"), ("Smiling:ramp:0,1,diagonal", "choose one of direction"),
    ("Smiling:ramp:0,1,cells,radial", "does not go with"), ("Smiling:ramp:0,1,cells,direction=9", "does not go with"),
    ("Smiling - :ramp", "beside an operator"), ("Smiling - Mal:ramp", "did you mean Male?"),
    ("x*Smiling:ramp", "no number times"),
    ("Smiling:wave:radial=1", "takes no number"), ("Smiling:wave:wavelenght=2", "did you mean wavelength?"),
    ("Smiling:wave:wavelength=x", "no number"), ("Smiling:wave:low=0", "has no 'low'"),
    ("Smiling:wave:cycles=1.5", "no whole number"), ("Smiling:wave:once,cycles=2", "does not go with"),
    ("Smiling:wave:radial,direction=3", "does not go with"), ("Smiling:wave:cycles=2,cycles=3", "twice"),
    ("Smiling:ramp:once", "does not go with"), ("Smiling:path", "a file of numbers"),
    ("Smilin:wave", "did you mean Smiling?"),
    ("Smiling:path:none.json", "no such file"), ("Smiling:noise:seed=-1", "no whole number"),
  ])
  func wrongTextsAreExplained(text: String, part: String) throws {
    let error = #expect(throws: (any Error).self) { try AttributeField(parsing: text, among: [vectors.path("smile")]) }
    #expect((error as? any ExplainedError)?.description.contains(part) == true, "\(String(describing: error))")
  }

  @Test func wrongNumbersAreRefused() throws {
    let wrong: [ScalarField] = [
      .wave(.rings(wavelength: 0), cycles: 1), .wave(.straight(direction: .nan, wavelength: 1), cycles: 1),
      .wave(.rings(wavelength: 1), cycles: 0), .pulse(.straight(direction: 0, wavelength: .infinity)),
      .noise(.init(seed: 0, frequency: 0)), .noise(.init(seed: 0, octaves: 17)), .ramp(direction: .infinity),
      .table(FieldTable(times: 1, rows: 3, columns: 3, numbers: [Double](repeating: 0, count: 9))),
    ]
    for field in wrong {
      var request = Tiny.sample
      request.fields = [AttributeField(VectorSum(vectors.smiling), field)]
      let error = #expect(throws: RequestError.self) { try request.validate() }
      #expect(error?.description.hasPrefix("--field ") == true)
    }
    var request = Tiny.sample
    request.fields = [AttributeField(VectorSum(vectors.smiling), .radialRamp, from: 0, to: 1e300)]
    #expect(throws: RequestError.self) { try request.draw(in: Studio()) }
    (request.fields, request.time) = ([], .nan)
    #expect(throws: RequestError.self) { try request.validate() }
  }

  @Test(arguments: ["[]", "nonsense", "[[1],[2,3]]", "{}"])
  func wrongFilesAreExplained(text: String) throws {
    let file = vectors.folder.file("t.json")
    try Data(text.utf8).write(to: file)
    let error = #expect(throws: RequestError.self) {
      try AttributeField(parsing: "\(vectors.path("unblur")):path:\(file.path)", among: [])
    }
    #expect(error?.category == .badData && error?.description.contains("t.json") == true)
  }
}

/// One studio opens a model once.
@Suite struct StudioTests {
  @Test func modelsAreKept() throws {
    let studio = Studio()
    let first = try studio.open(Tiny.model)
    #expect(try studio.open(Tiny.model) === first)
    #expect(try Studio().open(Tiny.model) !== first)
    var other = studio
    other.session.threads = 1
    #expect(try other.open(Tiny.model) !== first)
    #expect(throws: (any Error).self) { try studio.open(.package("none")) }
  }
}
