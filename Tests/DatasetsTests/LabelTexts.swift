/// Small lists of labels that say the same in every form: a, b, c with Smiling 1 0 1, Male 0 0 1, Bald 0 1 1.
enum LabelTexts {
  static let official = """
    3
    Smiling Male Bald
    a.jpg  1 -1 -1
    b.jpg -1 -1  1
    c.jpg  1  1  1

    """

  static let csv = """
    image_id,Smiling,Male,Bald
    a.jpg,1,-1,-1
    b.jpg,-1,-1,1
    c.jpg,1,1,1

    """

  static let attributes = ["Smiling", "Male", "Bald"]
  static let pictures = ["a.jpg", "b.jpg", "c.jpg"]
  static let labels = [true, false, false, false, false, true, true, true, true]
}
