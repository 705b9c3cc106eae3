import ArgumentParser

/// `sextant dataset`.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make and look at labelled pictures in CelebA's layout.",
    discussion: """
      A data set is a folder with list_attr_celeba.txt (or .csv), list_eval_partition.txt (or .csv) and the pictures in \
      img_align_celeba; CelebA's and Kaggle's own folders are understood too.
      """,
    subcommands: [DatasetPortraitsCommand.self, DatasetInspectCommand.self]
  )
}
