import ArgumentParser
import Diagrams

/// `sextant sample`.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw random samples of the model's prior on a contact sheet.",
    discussion: """
      Several conditions, or --condition all, make a row for each, all of the same latents, so that each column shows what the \
      condition alone changes.
      """
  )

  @OptionGroup var options: Options
  @OptionGroup(title: "Repetition") var sequence: SequenceFlag
  @OptionGroup(title: "Execution") var execution: ExecutionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    try sequence.run(options, output: output.output, execution: execution)
  }

  struct Options: SheetRequestOptions, RepeatableOptions {
    /// Samples start from none.
    var anchors: [String] {
      get { [] }
      set {}
    }

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("Rows of samples (default: 4).", valueName: "n")
    )
    var rows: Int?

    @Option(
      name: .customLong("cols"),
      parsing: .unconditional,
      help: ArgumentHelp("Columns of samples (default: 8).", valueName: "n")
    )
    var columns: Int?

    @Flag(
      name: .long,
      inversion: .prefixedNo,
      help:
        "Keep only draws inside the manifold of --set: in the ball of an encoding that reaches to its k-th neighbor."
    )
    var inside: Bool?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("For --inside: the neighbor that balls reach to (default: 5).", valueName: "k")
    )
    var insideK: Int?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("For --inside: how much larger balls are taken to be (default: 1).", valueName: "factor")
    )
    var insideLimit: Double?

    @Option(
      name: .long,
      parsing: .unconditional,
      help: ArgumentHelp("For --inside: how many draws are tried at most (default: 100000).", valueName: "n")
    )
    var insideTries: Int?

    @OptionGroup(title: "Fields") var fields: StillFieldFlags
    @OptionGroup var common: CommonFlags
    @OptionGroup(title: "Sheet") var sheet: SheetFlags

    func apply(to request: inout SampleRequest) throws {
      if let rows { request.rows = rows }
      if let columns { request.columns = columns }
      try applyInside(to: &request)
      try fields.apply(to: &request, among: common.vectors)
      try applyCommon(to: &request, sheet: \.sheet)
      if rows != nil, request.conditions.count > 1 || request.conditions.contains(.all) {
        throw RequestError.invalid(
          option: "--rows",
          reason: "each of several conditions has a row of its own; leave --rows out and give --cols"
        )
      }
    }

    private func applyInside(to request: inout SampleRequest) throws {
      if inside == false {
        request.inside = nil
        return
      }
      if inside == true {
        guard let set = common.set.set ?? request.inside?.set else {
          throw RequestError.invalid(option: "--inside", reason: "inside which encodings? name a set with --set")
        }
        request.inside = InsideCriterion(set: set)
      }
      if let set = common.set.set { request.inside?.set = set }
      guard request.inside != nil else {
        guard insideK == nil, insideLimit == nil, insideTries == nil else {
          throw RequestError.invalid(
            option: "--inside-k, --inside-limit, --inside-tries",
            reason: "they go with --inside"
          )
        }
        return
      }
      if let insideK { request.inside?.k = insideK }
      if let insideLimit { request.inside?.limit = insideLimit }
      if let insideTries { request.inside?.tries = insideTries }
    }
  }
}
