import Testing

/// How documents are taken apart before they are run.
@Suite struct DocumentReadingTests {
  @Test func blocksKnowTheirPlaceLanguageAndMark() {
    let document = """
      A page.

      ```sh
      sextant doctor
      ```

      <!-- not run: needs a camera -->

      ```sh
      sextant sample
      ```
      And then
      ```text
      ok
      ```
      """
    let blocks = FencedBlock.all(of: document)
    #expect(blocks.map(\.language) == ["sh", "sh", "text"])
    #expect(blocks.map(\.line) == [4, 10, 14])
    #expect(blocks.map(\.mark) == [nil, "needs a camera ", nil])
    #expect(blocks.map(\.lines) == [["sextant doctor"], ["sextant sample"], ["ok"]])
  }

  @Test func continuedLinesAreOneCommand() {
    let block = FencedBlock(
      language: "sh",
      line: 7,
      lines: ["# first", "sextant sample \\", "    --seed 1", "", "cat z.json | sextant decode -", "echo sextant"],
      mark: nil
    )
    #expect(
      block.commands.map(\.text) == ["sextant sample     --seed 1", "cat z.json | sextant decode -", "echo sextant"]
    )
    #expect(block.commands.map(\.line) == [8, 11, 12])
    #expect(block.commands.map(\.callsProgram) == [true, true, false])
  }

  @Test(arguments: [
    ("sextant dataset portraits --count 20000 --out p", "sextant dataset portraits --count 100 --out p"),
    ("sextant dataset portraits --count 20 --out p", "sextant dataset portraits --count 20 --out p"),
    ("sextant dataset portraits --out p", "sextant dataset portraits --count 100 --out p"),
    (
      "sextant animate --rows 5 --out w.gif  # --cols 9", "sextant animate --frames 4 --rows 2 --out w.gif  # --cols 9"
    ),
    (
      "for i in 1 2; do sextant mine set:$i --rows 9 --out $i.png; done",
      "for i in 1 2; do sextant mine --spacing 2 set:$i --rows 3 --out $i.png; done"
    ),
    ("sextant sample --rows 9 --out s.png", "sextant sample --rows 9 --out s.png"),
  ])
  func onlyNumbersAreMadeSmaller(_ shown: String, _ run: String) {
    #expect(ShownCommand(text: shown, line: 1).scaled == run)
  }
}
