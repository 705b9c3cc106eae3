#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What a path leads to, symbolic links followed.
enum PathKind: Equatable {
  /// Nothing: the last component, or a folder on the way, does not exist.
  case absent
  /// An ordinary file and its permission bits.
  case file(permissions: mode_t)
  /// A folder.
  case folder
  /// A pipe or a socket: bytes pass once, in order.
  case stream
  /// A character or block device.
  case device
  /// The system does not say, because of permissions, a loop of links or a name that is too long.
  case unknown(reason: String)

  /// Asks the system.
  ///
  /// - Parameter path: Absolute, or relative to the working directory.
  init(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = [ENOENT, ENOTDIR].contains(errno) ? .absent : .unknown(reason: SystemError.latest)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(permissions: status.st_mode & 0o777)
    case S_IFDIR: self = .folder
    case S_IFIFO, S_IFSOCK: self = .stream
    default: self = .device
    }
  }
}

/// The system's own words for why a call failed.
enum SystemError {
  /// The words for the current `errno`; read them before anything else calls the system.
  static var latest: String { String(cString: strerror(errno)) }
}
