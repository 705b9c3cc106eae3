import ArgumentParser
import Datasets
import Diagrams

/// Where labels come from: an encoded set or a label file.
struct LabelSourceFlags: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Count the labels of this encoded set; this or --labels-file is needed.", valueName: "name|dir"),
    completion: .directory
  )
  var set: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Count the labels of this list, such as list_attr_celeba.txt; no picture is needed.",
      valueName: "file"
    ),
    completion: .file()
  )
  var labelsFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The list of splits that --split means with --labels-file, such as list_eval_partition.txt.",
      valueName: "file"
    ),
    completion: .file()
  )
  var partition: String?

  @OptionGroup var selection: ItemSelection

  func validate() throws {
    if set != nil, labelsFile != nil { throw ValidationError("--set and --labels-file: give one of them") }
    if set == nil, labelsFile == nil {
      throw ValidationError("whose labels? name a set with --set, or a list with --labels-file")
    }
    if set != nil {
      if partition != nil {
        throw ValidationError("--partition is for --labels-file: a set knows its splits, so leave it out")
      }
    } else {
      if selection.condition != nil { throw ValidationError("--where is for --set: leave it out with --labels-file") }
      if let split = selection.split, partition == nil {
        throw ValidationError(
          "--split \(split.rawValue): which pictures are in it? give --partition list_eval_partition.txt"
        )
      }
      if partition != nil, selection.split == nil {
        throw ValidationError("--partition: which split is meant? give --split train, valid or test")
      }
    }
  }

  /// The same as a value.
  var source: LabelSource {
    if let labelsFile { return .file(labelsFile, partition: partition, split: selection.split) }
    return .set(set ?? "", condition: selection.condition, split: selection.split)
  }
}
