internal import SafeFiles

extension LatentFileError {
  /// One sentence with the file, the place in it and the cure.
  public var description: String {
    switch self {
    case .unknownFormat(let url):
      "\(url.shownPath): this is neither a NumPy array (.npy, .npz) nor a JSON list of lists of numbers; name such a file"
    case .badHeader(let place, let reason):
      "\(place): the NumPy header is damaged (\(reason)); write the file again with numpy.save"
    case .unsupportedElement(let place, let element):
      "\(place): its numbers are of type \(element), but latents are floating-point of 2, 4 or 8 bytes;"
        + " save array.astype('float32')"
    case .scalar(let place):
      "\(place): the array is a single number, but latents have the shape [n, d]; save array.reshape(n, d)"
    case .noLatents(let place):
      "\(place): there are no latents in it; name a file with at least one row of at least one number"
    case .wrongLength(let place, let shape, let element, let expected, let actual):
      "\(place): the header promises shape (\(shape.map(String.init).joined(separator: ", "))) of \(element), which is"
        + " \(expected.map { "\($0)" } ?? "more than 2^63") bytes, but \(actual) follow it;"
        + " the file is damaged or incomplete, so copy or write it again"
    case .doesNotFitMemory(let place, let bytes):
      "\(place): its \(bytes) bytes do not fit into memory; split the file"
    case .notFinite(let place, let row, let column, let value):
      "\(place): row \(row), column \(column) is \(value), but latents must be finite; remove or repair that row"
    case .overflow(let place, let row, let column, let value):
      "\(place): row \(row), column \(column) is \(value), which is too large for Float32; scale the latents down"
    case .badJSON(let place, let byte, let reason):
      "\(place): the JSON is damaged at byte \(byte) (\(reason)); it must be a list of lists of numbers"
    case .notARow(let place, let row, let found):
      "\(place): row \(row) is \(found), not a list; every row must be a list of numbers"
    case .notANumber(let place, let row, let column, let found):
      "\(place): row \(row), column \(column) is \(found), not a number; every row must be a list of numbers"
    case .ragged(let place, let row, let expected, let actual):
      "\(place): row \(row) has \(actual) numbers, but row 0 has \(expected); make all rows equally long"
    case .badArchive(let place, let reason):
      "\(place): the archive cannot be read (\(reason)); write it again with numpy.savez"
    case .noSuchArray(let place, let names):
      names.isEmpty
        ? "\(place): the archive holds no arrays; name a file written with numpy.savez"
        : "\(place): there is no such array; the archive holds \(names.joined(separator: ", "))"
    case .notAnArchive(let place):
      "\(place): the file holds a single array; leave out ':\(place.array ?? "")' or name a row by its number"
    case .noSuchRow(let place, let count):
      "\(place): there is no such row; the rows are 0 to \(count - 1), \(count) in all"
    case .badReference(let text, let reason):
      "'\(text)': not a name of latents (\(reason)); write FILE, FILE:ROW or FILE.npz:ARRAY:ROW"
    case .unsupportedExtension(let url):
      "\(url.shownPath): latents are written as .npy or .json; choose a name with one of these extensions"
    case .nothingToWrite(let url):
      "\(url.shownPath): there are no latents to write; ask for at least one"
    case .unfinished(let url, let expected, let actual):
      "\(url.shownPath): only \(actual) of \(expected) latents were written; this is a defect, please report it"
    }
  }
}
