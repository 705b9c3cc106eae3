#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

internal import SafeFiles

extension AttributeTable {
  /// Reads a list of labels; no picture needs to be there.
  ///
  /// The first line decides between two forms. The official one is the number of pictures alone, then a line with the
  /// m names of attributes, then rows `000001.jpg -1  1 …` with any run of spaces or tabs between. The CSV variant is a
  /// header `image_id,5_o_Clock_Shadow,…`, then rows `000001.jpg,-1,1,…`; the name of its first column is not looked
  /// at. Labels are -1 for no and 1 for yes, or 0 and 1, the same throughout a file. Lines end in LF or CRLF; blank
  /// ones are passed over.
  ///
  /// O(bytes): 0.07 s for CelebA's 26.7 MB, 202,599 × 40 labels, on one core of a server.
  ///
  /// - Parameter url: The file, such as `list_attr_celeba.txt`.
  /// - Throws: ``LabelFileError``, or `FileError` when the file is missing, empty, a folder or unreadable.
  public init(contentsOf url: URL) throws {
    try self.init(parsing: FileContents.read(url), name: url)
  }

  /// Reads the bytes of a list of labels, as ``init(contentsOf:)`` does.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What to call it in messages.
  /// - Throws: ``LabelFileError``.
  public init(parsing bytes: Data, name: URL) throws {
    self = try bytes.withUnsafeBytes { buffer in
      var parser = AttributeTableParser(buffer.bindMemory(to: UInt8.self), file: name)
      return try parser.table()
    }
  }
}
