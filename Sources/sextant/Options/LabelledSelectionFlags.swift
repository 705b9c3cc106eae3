import ArgumentParser
import Datasets
import Diagrams

/// Which items vectors are learned from and told by.
struct LabelledSelectionFlags: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The encoded set.", valueName: "name|dir"), completion: .directory)
  var set: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Labels of a file in the form of list_attr_celeba.txt in the place of the set's own; pictures are found by their names.",
      valueName: "file"
    ),
    completion: .file()
  )
  var labelsFile: String?

  @OptionGroup var selection: ItemSelection

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The items that are held out and tell how good vectors are (default: split = 'test' if there are enough, else split = "
        + "'valid', else a fifth by the seed).",
      valueName: "sql"
    )
  )
  var heldOut: String?

  func validate() throws {
    if let heldOut, heldOut.allSatisfy(\.isWhitespace) { throw ValidationError("--held-out: the condition is empty") }
  }

  var items: LabelledSelection {
    var items = LabelledSelection()
    items.set = set
    items.labelsFile = labelsFile
    items.condition = selection.condition
    items.split = selection.split
    items.heldOut = heldOut
    return items
  }
}
