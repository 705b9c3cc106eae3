#include "CChildProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// A pair of sockets instead of a pipe: writing to one can be told not to raise SIGPIPE, whatever the process does with
/// that signal.
static int connect_pair(int ends[2]) {
#ifdef __linux__
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
#else
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return errno;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  int is_on = 1;
  setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &is_on, sizeof is_on);
#endif
  return 0;
}

/// Signals that this process ignores or blocks must end the child as they end any program.
static int set_attributes(posix_spawnattr_t *attributes) {
  short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
#ifdef __APPLE__
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  static const int usual[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
  sigset_t signals, none;
  sigemptyset(&none);
  sigemptyset(&signals);
  for (size_t index = 0; index < sizeof usual / sizeof *usual; index++) sigaddset(&signals, usual[index]);
  int error = posix_spawnattr_setflags(attributes, flags);
  if (error == 0) error = posix_spawnattr_setpgroup(attributes, 0);
  if (error == 0) error = posix_spawnattr_setsigdefault(attributes, &signals);
  if (error == 0) error = posix_spawnattr_setsigmask(attributes, &none);
  return error;
}

static int set_files(posix_spawn_file_actions_t *actions, int input, const char *output_path) {
  int error = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);
  if (error == 0) {
    error = posix_spawn_file_actions_addopen(
        actions, STDOUT_FILENO, output_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  }
  if (error == 0) error = posix_spawn_file_actions_adddup2(actions, STDOUT_FILENO, STDERR_FILENO);
  return error;
}

static int spawn(
    const char *program, char *const *arguments, const char *output_path, int input, pid_t *process) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  int error = posix_spawnattr_init(&attributes);
  if (error != 0) return error;
  error = posix_spawn_file_actions_init(&actions);
  if (error == 0) {
    error = set_attributes(&attributes);
    if (error == 0) error = set_files(&actions, input, output_path);
    if (error == 0) error = posix_spawn(process, program, &actions, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  return error;
}

int sextant_child_start(
    const char *program, char *const *arguments, const char *output_path, SextantChild *child) {
  int ends[2];
  int error = connect_pair(ends);
  if (error != 0) return error;
  error = spawn(program, arguments, output_path, ends[1], &child->process);
  close(ends[1]);
  if (error != 0) close(ends[0]);
  child->input = error == 0 ? ends[0] : -1;
  return error;
}

bool sextant_child_write(const SextantChild *child, const void *bytes, size_t count) {
#ifdef MSG_NOSIGNAL
  const int flags = MSG_NOSIGNAL;
#else
  const int flags = 0;
#endif
  const char *rest = bytes;
  while (count > 0) {
    ssize_t step = send(child->input, rest, count, flags);
    if (step < 0 && errno == EINTR) continue;
    if (step <= 0) return false;
    rest += step;
    count -= (size_t)step;
  }
  return true;
}

int sextant_child_finish(SextantChild *child) {
  if (child->input >= 0) close(child->input);
  child->input = -1;
  int status = 0;
  while (waitpid(child->process, &status, 0) < 0) {
    if (errno != EINTR) return 128;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void sextant_child_kill(SextantChild *child) {
  kill(child->process, SIGKILL);
  sextant_child_finish(child);
}
