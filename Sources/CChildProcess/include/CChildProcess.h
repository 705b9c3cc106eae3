// Another program that takes bytes on its standard input.
#ifndef C_CHILD_PROCESS_H
#define C_CHILD_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/// A program that runs, or has run.
typedef struct SextantChild {
  pid_t process;
  /// Our end of its standard input; -1 once that is closed.
  int input;
} SextantChild;

/// Starts a program in a process group of its own, so that ctrl-C reaches it only through the end of its input.
///
/// `arguments` begin with the program's name and end in NULL. What it prints goes to a new file at `output_path`.
/// Returns 0, or the system's error number.
int sextant_child_start(
    const char *program, char *const *arguments, const char *output_path, SextantChild *child);

/// Hands bytes to its standard input; false when it does not take them. Never raises SIGPIPE.
bool sextant_child_write(const SextantChild *child, const void *bytes, size_t count);

/// Closes its standard input, lets it end and returns its exit status, or 128 + the signal that ended it.
int sextant_child_finish(SextantChild *child);

/// Ends it at once.
void sextant_child_kill(SextantChild *child);

#endif
