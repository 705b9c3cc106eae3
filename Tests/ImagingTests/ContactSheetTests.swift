#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

import Imaging
import SafeFiles
import TestSupport
import Testing

/// Where pictures and labels lie on a contact sheet.
@Suite struct ContactSheetTests {
  /// A cell of one grey of its own.
  private func cell(_ index: Int, channels: Int = 3, width: Int = 4, height: Int = 3) -> PlanarImage {
    PlanarImage(channels: channels, height: height, width: width, repeating: Float(index) / 255)
  }

  @Test(arguments: [(0, 0), (2, 2), (5, 1), (1, 0)])
  func everyPixelIsWhereItShouldBe(_ gap: Int, _ margin: Int) throws {
    let cells = (0..<6).map { cell($0) }
    let style = ContactSheet.Style(gap: gap, margin: margin)
    let sheet = try ContactSheet(cells: cells, rows: 2, columns: 3, style: style).picture
    #expect(sheet.width == 3 * 4 + 2 * gap + 2 * margin && sheet.height == 2 * 3 + gap + 2 * margin)
    var expected = PlanarImage(channels: 3, height: sheet.height, width: sheet.width, repeating: 1)
    for index in 0..<6 {
      expected.paste(cells[index], x: margin + index % 3 * (4 + gap), y: margin + index / 3 * (3 + gap))
    }
    #expect(sheet == expected)
  }

  @Test func gapAndMarginAreTwoUnlessTight() throws {
    let usual = try ContactSheet(cells: [cell(1), cell(2)], rows: 1, columns: 2)
    #expect(usual.frame(row: 0, column: 1) == PixelRectangle(x: 2 + 4 + 2, y: 2, width: 4, height: 3))
    #expect(usual.picture.width == 14 && usual.picture.height == 7)
    let tight = try ContactSheet(cells: [cell(1), cell(2)], rows: 1, columns: 2, style: .tight)
    #expect(tight.picture.width == 8 && tight.picture.height == 3)
  }

  @Test func missingCellsStayWhite() throws {
    let sheet = try ContactSheet(cells: [nil, cell(0)], rows: 2, columns: 2, style: .tight).picture
    #expect(sheet.pixel(0, 0) == [1, 1, 1] && sheet.pixel(4, 0) == [0, 0, 0])
    #expect(sheet.pixel(0, 3) == [1, 1, 1] && sheet.pixel(7, 5) == [1, 1, 1])
  }

  @Test func cellsArriveInAnyOrder() throws {
    let cells = (0..<6).map { cell($0) }
    let whole = try ContactSheet(cells: cells, rows: 2, columns: 3)
    var streamed = try ContactSheet(rows: 2, columns: 3, cellWidth: 4, cellHeight: 3)
    for index in [3, 1, 5, 0, 4, 2] { streamed.place(cells[index], row: index / 3, column: index % 3) }
    #expect(streamed.picture == whole.picture)
  }

  @Test func greyStaysGreyUntilThereIsColour() throws {
    #expect(try ContactSheet(cells: [cell(1, channels: 1)], rows: 1, columns: 1).picture.channels == 1)
    let mixed = try ContactSheet(cells: [cell(1, channels: 1), cell(2)], rows: 1, columns: 2, style: .tight).picture
    #expect(mixed.channels == 3 && mixed.pixel(0, 0) == [Float](repeating: Float(1) / 255, count: 3))
  }

  @Test func wholeScalesRepeatPixels() throws {
    let image = TestPictures.edges(width: 5, height: 4)
    let sheet = try ContactSheet(cells: [image], rows: 1, columns: 1, style: .init(gap: 0, scale: 3)).picture
    #expect(sheet.width == 15 && sheet.height == 12)
    for y in 0..<12 { for x in 0..<15 { #expect(sheet.pixel(x, y) == image.pixel(x / 3, y / 3)) } }
  }

  @Test(arguments: [(0.5, 8, 6), (1.3, 21, 16), (0.01, 1, 1)])
  func fractionalScalesResample(_ scale: Double, _ width: Int, _ height: Int) throws {
    let image = TestPictures.edges(width: 16, height: 12)
    let sheet = try ContactSheet(cells: [image], rows: 1, columns: 1, style: .init(gap: 0, scale: scale)).picture
    #expect(sheet == image.resized(width: width, height: height, filter: .bicubic))
  }

  // MARK: Labels

  /// A labelled sheet of white cells: whatever is dark is a label.
  private func labelled(
    rows: [String] = [],
    columns: [String] = [],
    title: String? = nil,
    style: ContactSheet.Style = .init()
  ) throws -> ContactSheet {
    try ContactSheet(
      cells: (0..<6).map { _ in PlanarImage(channels: 3, height: 64, width: 64, repeating: 1) },
      rows: 2,
      columns: 3,
      rowLabels: rows,
      columnLabels: columns,
      title: title,
      style: style
    )
  }

  @Test func rowLabelsStandBesideTheirRows() throws {
    let sheet = try labelled(rows: ["", "slerp"])
    let (first, second) = (sheet.frame(row: 0, column: 0), sheet.frame(row: 1, column: 0))
    #expect(first.x > 2 && first.y == 2)
    let beside = PixelRectangle(x: 0, y: second.y + 20, width: first.x, height: 24)
    #expect(sheet.picture.darkest(in: beside) < 0.3)
    #expect(sheet.picture.darkest(in: PixelRectangle(x: 0, y: 0, width: first.x, height: second.y + 20)) == 1)
    let grid = PixelRectangle(
      x: first.x - 1,
      y: 0,
      width: sheet.picture.width - first.x + 1,
      height: sheet.picture.height
    )
    #expect(sheet.picture.darkest(in: grid) == 1)
  }

  @Test func columnLabelsStandAboveTheirColumns() throws {
    let sheet = try labelled(columns: ["0.00", "", "1.00"])
    for column in 0..<3 {
      let frame = sheet.frame(row: 0, column: column)
      let above = PixelRectangle(x: frame.x, y: 0, width: frame.width, height: frame.y)
      #expect(column == 1 ? sheet.picture.darkest(in: above) == 1 : sheet.picture.darkest(in: above) < 0.3)
      let middle = PixelRectangle(x: frame.x + 22, y: 0, width: 20, height: frame.y)
      let edge = PixelRectangle(x: frame.x, y: 0, width: 12, height: frame.y)
      #expect(column == 1 || sheet.picture.darkest(in: middle) < 0.3)
      #expect(sheet.picture.darkest(in: edge) == 1)
    }
  }

  @Test func theTitleStandsAboveEverything() throws {
    let plain = try labelled(columns: ["a", "b", "c"])
    let titled = try labelled(columns: ["a", "b", "c"], title: "celeba-vae-64")
    let band = titled.picture.height - plain.picture.height
    #expect(band > 12)
    #expect(titled.picture.darkest(in: PixelRectangle(x: 0, y: 0, width: 60, height: band)) < 0.3)
    let rest = try titled.picture.cropped(x: 0, y: band + 2, width: plain.picture.width, height: 100)
    #expect(rest == (try plain.picture.cropped(x: 0, y: 2, width: plain.picture.width, height: 100)))
  }

  @Test func longLabelsAreShortenedBetweenLetters() throws {
    let long = "a very long label that no cell of this size can hold in one line of text"
    let sheet = try labelled(columns: ["x", long, "z"])
    let frame = sheet.frame(row: 0, column: 1)
    // Shortened text keeps clear of the cell's edges by less than a letter, so nothing is cut and nothing overflows.
    #expect(sheet.picture.width == 3 * 64 + 4 * 2)
    let band = frame.y - 2
    let outside = PixelRectangle(x: frame.x - 2, y: 2, width: 2, height: band)
    #expect(sheet.picture.darkest(in: outside) == 1)
    let inside = PixelRectangle(x: frame.x, y: 2, width: frame.width, height: band)
    #expect(sheet.picture.darkest(in: inside) < 0.3)

    let rows = try labelled(rows: [long, "b"])
    #expect(rows.frame(row: 0, column: 0).x <= 2 + 96 + 2 * 6)
  }

  @Test func labelsMayHoldMarkupAndAnything() throws {
    let odd = ["<b>&\"'</b>", "\u{0}\u{1}\n\r\t", "日本 👩‍👩‍👧 é", "]]>", " "]
    for text in odd { _ = try labelled(rows: [text], columns: [text], title: text) }
    // Escaped, not interpreted: the markup takes room of its own.
    let (plain, marked) = (try labelled(rows: ["b"]), try labelled(rows: ["<b>b</b>"]))
    #expect(marked.picture.width > plain.picture.width + 20)
  }

  @Test func sameLabelsGiveTheSamePixels() throws {
    let first = try labelled(rows: ["lerp", "slerp"], columns: ["0", "½", "1"], title: "A title")
    let second = try labelled(rows: ["lerp", "slerp"], columns: ["0", "½", "1"], title: "A title")
    #expect(first.picture == second.picture)
  }

  @Test func labelsAreDrawnOnManyThreadsAtOnce() async throws {
    let reference = try labelled(rows: ["lerp", "slerp"], title: "threads").picture
    try await withThrowingTaskGroup(of: PlanarImage.self) { group in
      for _ in 0..<16 { group.addTask { try labelled(rows: ["lerp", "slerp"], title: "threads").picture } }
      for try await picture in group { #expect(picture == reference) }
    }
  }

  // MARK: Refusals and stacking

  @Test func impossibleSheetsAreErrorsOfUsage() throws {
    func error(rows: Int = 1, columns: Int = 1, style: ContactSheet.Style = .init()) throws -> ContactSheetError {
      try #require(throws: ContactSheetError.self) {
        try ContactSheet(rows: rows, columns: columns, cellWidth: 64, cellHeight: 64, style: style)
      }
    }
    #expect(try error(rows: 0) == .empty(rows: 0, columns: 1))
    #expect(try error(columns: -3) == .empty(rows: 1, columns: -3))
    #expect(try error(style: .init(gap: -1)) == .negativeGap(-1))
    #expect(try error(style: .init(gap: 1, margin: -2)) == .negativeGap(-2))
    #expect(try error(style: .init(scale: 0)) == .scale(0))
    #expect(try error(style: .init(scale: .infinity)) == .scale(.infinity))
    let large = try error(rows: 1000, columns: 1000)
    #expect(large == .tooLarge(width: 66_002, height: 66_002))
    #expect(large.category == .usage && large.description.contains("66002 x 66002"))
    #expect(try error(rows: .max, columns: .max).category == .usage)
    #expect(try error(rows: 1, columns: 1, style: .init(gap: .max, margin: .max, scale: 1e300)).category == .usage)
  }

  @Test func sheetsAreStackedAtTheLeft() throws {
    let (wide, narrow) = (cell(7, width: 6, height: 2), cell(9, channels: 1, width: 3, height: 4))
    let stack = try PlanarImage(stacking: [wide, narrow], gap: 5)
    #expect(stack.channels == 3 && stack.width == 6 && stack.height == 2 + 5 + 4)
    var expected = PlanarImage(channels: 3, height: 11, width: 6, repeating: 1)
    expected.paste(wide, x: 0, y: 0)
    expected.paste(narrow, x: 0, y: 7)
    #expect(stack == expected)
  }
}
