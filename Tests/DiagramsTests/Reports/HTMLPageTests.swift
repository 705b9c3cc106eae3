import Imaging
import TestSupport
import Testing

@testable import Diagrams

@Suite struct HTMLPageTests {
  @Test func whatPeopleSaidIsNeverMarkup() {
    let evil = #"</p><script>alert("1")</script> & ' \#u{0}\#u{7F} <img src=x onerror=y>"#
    let nodes: [HTMLNode] = [
      .text(evil), .paragraph(evil), .paragraph(evil, kind: evil), .element("pre", nil, evil), .facts([(evil, evil)]),
      .table([evil, evil], [[evil, evil]]), .element("p", attributes: [("title", evil)]),
      .figure(LineChart(xLabel: evil, yLabel: evil, series: [LineChart.Series(evil, points: [])]), caption: evil),
    ]
    let page = HTMLPage(title: evil, content: nodes).text
    let markup = Markup(page)
    #expect(markup.flaw == nil, "\(markup.flaw ?? "")")
    #expect(!markup.elements.contains("script") && !markup.elements.contains("img"))
    #expect(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;") && page.contains("\u{FFFD}"))
  }

  @Test func aPageLoadsNothing() {
    let page = HTMLPage(title: "t", content: [.paragraph("x")]).text
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.contains(#"<meta charset="utf-8"/>"#))
    for word in ["http:", "https:", "src=", "href=", "@import", "url("] { #expect(!page.contains(word), "\(word)") }
  }

  @Test func backticksAreCodeAndNumbersKeepTheirSign() {
    #expect(HTMLNode.paragraph("run `a <b>` for 5 %").html == "<p>run <code>a &lt;b&gt;</code> for 5\u{A0}%</p>")
    #expect(HTMLNode.paragraph("", kind: "x").html == #"<p class="x"></p>"#)
    #expect(HTMLNode.element("br").html == "<br/>" && HTMLNode.element("td").html == "<td></td>")
  }

  @Test func aTablesFirstColumnHoldsNames() {
    let table = HTMLNode.table(["k", "share"], [["3", "0.5"]]).html.split(separator: "\n")
    #expect(table.contains("<tr><th>k</th><th>share</th></tr>") && table.contains("<tr><th>3</th><td>0.5</td></tr>"))
  }

  @Test(arguments: [
    (12.3456, "12.35"), (0.70637, "0.706"), (0.0456, "0.0456"), (123.456, "123.5"), (0, "0.00"), (-2, "-2.00"),
    (0.00135163, "0.00135"), (-0.00135163, "-0.00135"),
  ])
  func numbersAreShort(_ number: Double, _ text: String) { #expect(number.short == text) }
}
