internal import Imaging

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A page in one file: no scripts, nothing loaded, light or dark as its reader likes, and to be printed.
struct HTMLPage: Sendable {
  /// The title of the window.
  var title: String
  /// What is on it.
  var content: [HTMLNode]

  /// The whole file.
  var text: String {
    let head: [HTMLNode] = [
      .element("meta", attributes: [("charset", "utf-8")]),
      .element("meta", attributes: [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      .element("meta", attributes: [("name", "color-scheme"), ("content", "light dark")]),
      .element("title", nil, title),
      .element("style", attributes: [], [.markup(HTMLStyle.text)]),
    ]
    let page = HTMLNode.element(
      "html",
      attributes: [("lang", "en")],
      [.element("head", attributes: [], head), .element("body", attributes: [], [.element("main", nil, content)])]
    )
    return "<!DOCTYPE html>\n" + page.html + "\n"
  }
}

extension HTMLNode {
  /// A paragraph; what stands between backticks is code.
  static func paragraph(_ text: String, kind: String? = nil) -> HTMLNode {
    // A number and its per cent sign stay on one line.
    let parts = text.replacing(" %", with: "\u{A0}%").split(separator: "`", omittingEmptySubsequences: false)
    return .element(
      "p",
      kind,
      parts.enumerated().map { place, part in
        place.isMultiple(of: 2) ? .text(String(part)) : .element("code", nil, String(part))
      }
    )
  }

  /// A table whose first column holds names and whose others hold numbers.
  ///
  /// - Parameters:
  ///   - head: The names of the columns.
  ///   - rows: Cells, as many as there are names.
  /// - Returns: The table: numbers stay on one line, names and phrases are broken; where it still is too wide, it scrolls by itself.
  static func table(_ head: [String], _ rows: [[String]]) -> HTMLNode {
    func row(_ cells: [String], _ name: String) -> HTMLNode {
      .element(
        "tr",
        nil,
        cells.enumerated().map { column, cell in
          .element(column == 0 ? "th" : name, column > 0 && cell.count > longestUnbroken ? "phrase" : nil, cell)
        }
      )
    }
    return .element(
      "div",
      "table",
      [
        .element(
          "table",
          nil,
          [
            .element("thead", nil, [row(head, "th")]),
            .element("tbody", nil, rows.map { row($0, "td") }),
          ]
        )
      ]
    )
  }

  /// The most characters of a cell that is a number or an interval.
  private static let longestUnbroken = 24

  /// The same of columns and cells that come together.
  static func table(_ table: (head: [String], rows: [[String]])) -> HTMLNode { .table(table.head, table.rows) }

  /// Names with what they stand for.
  static func facts(_ facts: [(name: String, value: String)]) -> HTMLNode {
    .element("dl", nil, facts.flatMap { [.element("dt", nil, $0.name), .element("dd", nil, $0.value)] })
  }

  /// A PNG picture, which the page holds itself, with what it shows below.
  ///
  /// - Parameters:
  ///   - png: The file's bytes.
  ///   - width: The picture's width in pixels.
  ///   - height: Its height.
  ///   - caption: What it shows.
  /// - Returns: The figure.
  static func figure(_ png: Data, width: Int, height: Int, caption: String) -> HTMLNode {
    .element(
      "figure",
      nil,
      [
        .element(
          "img",
          attributes: [
            ("src", "data:image/png;base64,\(png.base64EncodedString())"), ("width", "\(width)"),
            ("height", "\(height)"),
            ("alt", caption),
          ]
        ),
        .element("figcaption", nil, caption),
      ]
    )
  }

  /// A chart with what it shows below.
  static func figure(_ chart: LineChart, caption: String) -> HTMLNode {
    .element("figure", nil, [.markup(chart.inlineSVG), .element("figcaption", nil, caption)])
  }
}
