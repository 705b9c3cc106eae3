/// The box in which an MP4 carries an XMP packet.
///
/// A box of type `uuid` at the end of the file, which players step over. So a recipe of any length travels in the file
/// itself. Sources: ISO/IEC 14496-12:2022, sections 4.2 and 11.1; Adobe, XMP Specification Part 3 (2020), section 1.1.5.
enum XMPBox {
  /// Adobe's identifier, BE7ACFCB-97A9-42E8-9C71-999491E3AFAC.
  private static let identifier: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]

  /// The whole box; packets end far below 2^32 bytes.
  static func bytes(of packet: String) -> [UInt8] {
    let content = Array("uuid".utf8) + identifier + Array(packet.utf8)
    let size = UInt32(content.count + 4)
    return (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * UInt32($0))) } + content
  }

  /// The file is cut off.
  struct Malformed: Error {}

  /// The first packet of a file.
  ///
  /// - Parameter file: The whole file.
  /// - Returns: Nil for a file without one.
  /// - Throws: ``Malformed`` when a box ends beyond the file.
  static func packet(in file: some RandomAccessCollection<UInt8>) throws -> [UInt8]? {
    var rest = file[...]
    while !rest.isEmpty {
      guard rest.count >= 8 else { throw Malformed() }
      let type = rest.dropFirst(4).prefix(4)
      var (size, head) = (number(rest.prefix(4)), UInt64(8))
      if size == 1 {
        (size, head) = (number(rest.dropFirst(8).prefix(8)), 16)
      } else if size == 0 {
        // This box goes on to the end of the file.
        size = UInt64(rest.count)
      }
      guard size >= head, size <= rest.count else { throw Malformed() }
      let content = rest.prefix(Int(size)).dropFirst(Int(head))
      if type.elementsEqual("uuid".utf8), content.starts(with: identifier) {
        return Array(content.dropFirst(identifier.count))
      }
      rest = rest.dropFirst(Int(size))
    }
    return nil
  }

  private static func number(_ bytes: some Collection<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
