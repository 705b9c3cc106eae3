internal import SafeFiles

extension LabelFileError {
  /// One sentence with the file, the place in it and the cure.
  public var description: String {
    switch self {
    case .badCount(let url, let found):
      "\(url.shownPath): line 1 is \(found), but it must be the number of pictures, or the header of a CSV file with"
        + " commas; name a list in the form of list_attr_celeba.txt"
    case .wrongCount(let url, let expected, let actual):
      "\(url.shownPath): line 1 promises \(expected) pictures, but \(actual) rows follow; the list is damaged or"
        + " incomplete, so copy it again or correct line 1"
    case .noAttributes(let url):
      "\(url.shownPath): there are no names of attributes; they belong on line 2, or in the header of a CSV file behind"
        + " image_id"
    case .badAttributeName(let url, let line, let column, let found):
      "\(url.shownPath): line \(line) must be the names of the attributes, but name \(column) is \(found); insert the"
        + " line with the names, or name the column"
    case .duplicateAttribute(let url, let line, let attribute):
      "\(url.shownPath): line \(line) has the attribute \(attribute) twice; rename or remove one of the columns"
    case .noRows(let url):
      "\(url.shownPath): there is no picture in the list; copy or download it again"
    case .shortRow(let url, let line, let picture, let expected, let actual):
      "\(url.shownPath): line \(line), \(picture), has only \(actual) of \(expected) values; complete or remove the row"
    case .longRow(let url, let line, let picture, let expected, let actual):
      "\(url.shownPath): line \(line), \(picture), has \(actual) values, but \(expected) are expected; correct or"
        + " remove the row"
    case .unnamedPicture(let url, let line):
      "\(url.shownPath): line \(line) does not begin with a picture's name; complete or remove the row"
    case .duplicatePicture(let url, let line, let picture, let firstLine):
      "\(url.shownPath): line \(line) lists \(picture) again, after line \(firstLine); remove one of the two rows"
    case .badValue(let url, let line, let picture, let attribute, let found):
      "\(url.shownPath): line \(line), \(attribute) of \(picture) is \(found), but labels are -1 and 1, or 0 and 1;"
        + " correct or remove the row"
    case .mixedValues(let url, let line, let picture, let attribute, let found, let firstLine):
      "\(url.shownPath): line \(line), \(attribute) of \(picture) is \(found), but line \(firstLine) has"
        + " \(found == 0 ? -1 : 0) for no; write all labels as -1 and 1, or all as 0 and 1"
    case .badSplit(let url, let line, let picture, let found):
      "\(url.shownPath): line \(line), the split of \(picture) is \(found), but splits are 0 (train), 1 (valid) and"
        + " 2 (test); correct or remove the row"
    case .unknownAttribute(let url, let attribute, let known):
      "\(url.shownPath): there is no attribute \(attribute); " + NameSuggestion.sentence(for: attribute, among: known)
    }
  }
}
