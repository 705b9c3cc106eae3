/// What a chart's lines and letters are drawn with.
enum ChartInk {
  /// Fixed colours on white, for a document of its own.
  case document
  /// The colour of the text around it, on nothing, for an element of a page that may be light or dark.
  ///
  /// A line's colour is the page's variable `--chart-0072b2` where it has one.
  case page

  /// An attribute for a colour of the chart: `fill="#0072b2"`.
  func attribute(_ name: String, _ color: ChartColor) -> String {
    switch self {
    case .document: #"\#(name)="\#(color.code)""#
    case .page: #"style="\#(name):var(--chart-\#(color.code.dropFirst()),\#(color.code))""#
    }
  }

  /// An attribute for a grey of the chart, whose opposite stands on a dark page.
  func grey(_ name: String, _ color: ChartColor) -> String {
    guard self == .page else { return attribute(name, color) }
    let opacity = ChartNumber.coordinate(1 - Double(color.red) / 255)
    return #"\#(name)="currentColor" \#(name)-opacity="\#(opacity)""#
  }

  /// The colour of lines that belong to no series.
  func line(_ code: String, opacity: String? = nil) -> String {
    let color = self == .page ? "currentColor" : code
    let opacity = self == .page ? opacity ?? "0.65" : opacity
    return #"stroke="\#(color)""# + (opacity.map { #" stroke-opacity="\#($0)""# } ?? "")
  }
}
