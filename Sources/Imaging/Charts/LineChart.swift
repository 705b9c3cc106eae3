/// Lines over a plane, with bands behind them and a legend below, as an SVG document or as a picture.
///
/// ```swift
/// let chart = LineChart(
///   xLabel: "t", yLabel: "‖z‖",
///   series: [LineChart.Series("lerp", points: lengths)],
///   bands: [LineChart.Band("prior ± 1 sd", 7.27...8.67)])
/// try chart.picture().write(to: url)
/// ```
///
/// Axes reach from the least to the greatest finite number, y with a little room; a chart of nothing has axes from 0 to 1,
/// and an axis of a single number c reaches from 0.9 c to 1.1 c. Texts that are too long for their place end in an
/// ellipsis. The same chart gives the same document; its letters are drawn with the fonts of the machine.
public struct LineChart: Sendable, Equatable {
  /// How a line is drawn.
  public enum Stroke: String, Sendable, CaseIterable {
    /// Without gaps.
    case solid
    /// Long strokes.
    case dashed
    /// Short strokes.
    case dotted
  }

  /// How the points of a series are drawn.
  public enum Form: String, Sendable, CaseIterable {
    /// Connected by a line.
    case line
    /// A dot for each.
    case dots
    /// Bars from 0 to y, each from its own x to the next point's; the last point only ends the last bar.
    case bars
  }

  /// How numbers lie along an axis.
  public enum Scale: String, Sendable, CaseIterable {
    /// Evenly.
    case linear
    /// By their logarithms; numbers that are not above 0 cannot be drawn.
    case logarithmic
  }

  /// A place on the plane.
  public struct Point: Sendable, Equatable {
    /// To the right.
    public var x: Double
    /// Upward.
    public var y: Double

    /// A point.
    ///
    /// - Parameters:
    ///   - x: To the right.
    ///   - y: Upward.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A line with its name.
  public struct Series: Sendable, Equatable {
    /// What the legend says.
    public var name: String
    /// Points that are connected in their order.
    ///
    /// One that is not finite, or beyond ±1e300, is left out and the line has a gap there; a point without a neighbour is
    /// a dot.
    public var points: [Point]
    /// The colour; nil for the next of ``ChartColor/palette``.
    public var color: ChartColor?
    /// The stroke; nil for solid, and for another when the palette has been used up.
    public var stroke: Stroke?
    /// How the points are drawn.
    public var form: Form
    /// A lower and an upper y at every point, shaded in the line's colour; nil for none.
    ///
    /// Where one cannot be drawn, as in ``points``, the shade has a gap.
    public var spread: [ClosedRange<Double>]?

    /// A line.
    ///
    /// - Parameters:
    ///   - name: What the legend says.
    ///   - points: Points that are connected in their order.
    ///   - color: The colour.
    ///   - stroke: The stroke.
    ///   - form: How the points are drawn.
    ///   - spread: As many ranges as points, or nil.
    public init(
      _ name: String,
      points: [Point],
      color: ChartColor? = nil,
      stroke: Stroke? = nil,
      form: Form = .line,
      spread: [ClosedRange<Double>]? = nil
    ) {
      precondition(spread == nil || spread?.count == points.count, "a spread has a range for every point")
      self.name = name
      self.points = points
      self.color = color
      self.stroke = stroke
      self.form = form
      self.spread = spread
    }
  }

  /// A shaded range of y over the whole width.
  public struct Band: Sendable, Equatable {
    /// What the legend says.
    public var label: String
    /// From where to where; finite, within ±1e300.
    public var range: ClosedRange<Double>
    /// The colour; nil for a grey that is the darker the narrower the band is among the chart's.
    public var color: ChartColor?

    /// A band.
    ///
    /// - Parameters:
    ///   - label: What the legend says.
    ///   - range: From where to where.
    ///   - color: The colour.
    public init(_ label: String, _ range: ClosedRange<Double>, color: ChartColor? = nil) {
      precondition(range.lowerBound.isDrawable && range.upperBound.isDrawable, "a band has finite ends")
      self.label = label
      self.range = range
      self.color = color
    }
  }

  /// A dashed line across the whole plot at one number.
  public struct Mark: Sendable, Equatable {
    /// The number's axis.
    public enum Axis: String, Sendable, CaseIterable {
      /// A vertical line.
      case x
      /// A horizontal line.
      case y
    }

    /// What the legend says.
    public var label: String
    /// The axis of the number.
    public var axis: Axis
    /// The number, to which the axis reaches; one that cannot be drawn is left out.
    public var value: Double

    /// A mark.
    ///
    /// - Parameters:
    ///   - label: What the legend says.
    ///   - axis: The axis of the number.
    ///   - value: The number.
    public init(_ label: String, _ axis: Axis, at value: Double) {
      self.label = label
      self.axis = axis
      self.value = value
    }
  }

  /// Above the plot; empty for none.
  public var title: String
  /// Below the x axis; empty for none.
  public var xLabel: String
  /// Beside the y axis; empty for none.
  public var yLabel: String
  /// The lines, the first at the back.
  public var series: [Series]
  /// What is shaded behind the lines; wide bands are drawn before narrow ones.
  public var bands: [Band]
  /// Lines at single numbers, over everything else.
  public var marks: [Mark] = []
  /// How numbers lie along the x axis.
  public var xScale = Scale.linear
  /// How numbers lie along the y axis.
  public var yScale = Scale.linear
  /// Whether a linear y axis begins at 0, without room below, where nothing lies lower; charts with bars always do.
  public var startsAtZero = false

  /// A chart.
  ///
  /// - Parameters:
  ///   - title: Above the plot.
  ///   - xLabel: Below the x axis.
  ///   - yLabel: Beside the y axis.
  ///   - series: The lines.
  ///   - bands: What is shaded behind the lines.
  public init(
    title: String = "",
    xLabel: String = "",
    yLabel: String = "",
    series: [Series],
    bands: [Band] = []
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.series = series
    self.bands = bands
  }

  /// The chart in pixels.
  ///
  /// - Parameter width: The width in pixels, 1 ... 32,767; the height follows. Texts are made for 900.
  /// - Returns: Shape [3, height, width], on white.
  /// - Throws: ``DrawingError``.
  public func picture(width: Int = 900) throws -> PlanarImage { try PlanarImage(svg: svg, width: width) }
}

extension Double {
  /// Whether a chart can show the number; beyond 1e300 the length of an axis would overflow.
  var isDrawable: Bool { abs(self) <= 1e300 }
}
