#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An open file of the system, closed when the value goes away.
///
/// Its functions return nil for a failure, whose reason is then ``SystemError/latest``.
struct Descriptor: ~Copyable {
  private let number: Int32

  init?(opening path: String, _ flags: Int32) {
    let number = open(path, flags | O_CLOEXEC, 0o666)
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// The number of bytes of an ordinary file; nil for anything else.
  var size: Int? {
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads until the buffer is full or the file ends, and returns how many bytes that were.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    Self.repeatedly(buffer.count) { done in
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...].prefix(Self.longestCall))
      return read(number, rest.baseAddress, rest.count)
    }
  }

  /// Writes all bytes and returns how many they were.
  func drain(_ bytes: UnsafeRawBufferPointer) -> Int? {
    Self.repeatedly(bytes.count) { done in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...].prefix(Self.longestCall))
      return write(number, rest.baseAddress, rest.count)
    }
  }

  /// Moves to an offset from the start.
  func move(to offset: Int) -> Int? {
    let place = lseek(number, off_t(offset), SEEK_SET)
    return place >= 0 ? Int(place) : nil
  }

  /// Keeps other processes from locking the file until it is closed; false where one has locked it already.
  func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }

  /// Cuts the file off or fills it up with zeros.
  func resize(to size: Int) -> Bool { ftruncate(number, off_t(size)) == 0 }

  /// Waits until the file's bytes are on the disk.
  func synchronize() -> Bool { fsync(number) == 0 }

  /// Darwin refuses calls of 2 GiB and more.
  private static let longestCall = 1 << 30

  /// Calls the system until `count` bytes are done, it has no more, or it fails; signals do not count.
  private static func repeatedly(_ count: Int, _ call: (Int) -> Int) -> Int? {
    var done = 0
    while done < count {
      let step = call(done)
      if step < 0 && errno == EINTR { continue }
      guard step >= 0 else { return nil }
      guard step > 0 else { break }
      done += step
    }
    return done
  }
}
