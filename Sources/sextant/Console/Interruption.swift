import Dispatch
import SafeFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What happens when somebody presses ctrl-C or ends the program.
enum Interruption {
  /// Lets signals that end the program take unfinished outputs with them.
  ///
  /// - Returns: The sources of the signals, which must live as long as the program.
  static func watch() -> [any DispatchSourceSignal] {
    // A reader that goes away (`sextant … | head`) or a file that may not grow further must end in a failed write.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    return [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      // Under nohup the signal is ignored already, and stays so.
      let before = signal(number, SIG_IGN)
      if unsafeBitCast(before, to: UInt.self) == unsafeBitCast(SIG_IGN, to: UInt.self) { return nil }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler {
        UnfinishedFiles.removeAll()
        signal(number, SIG_DFL)
        // Whoever started the program may have left the signal blocked.
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        kill(getpid(), number)
      }
      source.resume()
      return source
    }
  }
}
