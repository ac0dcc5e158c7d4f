#include "guard.h"
#include "include/cncurses.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// What handlers read. It is written before they are installed or is a single flag.
static struct termios shell_modes;
static bool has_modes;
static char leaving[1024];
static size_t leaving_length;
static volatile sig_atomic_t guarding;
static volatile sig_atomic_t pending[CN_SIGNAL_SIZE + 1];
static int wake = -1;
/// Set by `cn_wake`, as a signal wakes too.
static volatile int has_mail;
/// The real standard error and the file that stands in for it; -1 while nothing is diverted.
static int real_error = -1, said = -1;
static char note_path[4096], note_program[128], note_place[1024];

// MARK: Small signal-safe tools

void guard_write(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t done = write(descriptor, bytes, length);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return;
    bytes += done;
    length -= (size_t)done;
  }
}

static void say(int descriptor, const char *text) { guard_write(descriptor, text, strlen(text)); }

/// Text from outside (a path, a link): controls become `?`.
static void say_plainly(int descriptor, const char *text) {
  char part[256];
  size_t length = 0;
  for (; *text; text++) {
    unsigned char byte = (unsigned char)*text;
    part[length++] = byte < 0x20 || byte == 0x7f ? '?' : (char)byte;
    if (length == sizeof part) {
      guard_write(descriptor, part, length);
      length = 0;
    }
  }
  guard_write(descriptor, part, length);
}

static void keep(char *to, size_t capacity, const char *text) {
  size_t length = text ? strnlen(text, capacity - 1) : 0;
  if (length > 0) memcpy(to, text, length);
  to[length] = 0;
}

/// Where the Swift runtime's list of calls begins, which would push its own message off the screen.
static off_t end_of_message(off_t end) {
  static const char mark[] = "\nCurrent stack trace:";
  char part[4096];
  ssize_t count = pread(said, part, sizeof part, 0);
  char *found = count > 0 ? memmem(part, (size_t)count, mark, sizeof mark - 1) : NULL;
  return found ? found - part + 1 : end;
}

/// Copies what was said on standard error meanwhile: at most the last 64 KiB.
static void copy_said(int to, bool is_message) {
  if (said < 0) return;
  off_t end = lseek(said, 0, SEEK_END);
  if (end <= 0) return;
  if (is_message) end = end_of_message(end);
  off_t at = end > 65536 ? end - 65536 : 0;
  char part[1024];
  ssize_t count;
  while (at < end && (count = pread(said, part, sizeof part, at)) > 0) {
    if (count > end - at) count = end - at;
    guard_write(to, part, (size_t)count);
    at += count;
  }
  if (pread(said, part, 1, end - 1) == 1 && part[0] != '\n') say(to, "\n");
}

// MARK: Standard error

/// While the screen is ours, messages would be painted over it and lost with it: they wait in a file
/// without a name. An error stream that goes elsewhere stays where it is.
static void divert_error(void) {
  if (said >= 0 || !isatty(2)) return;
  int file = memfd_create("descent-stderr", MFD_CLOEXEC);
  int real = fcntl(2, F_DUPFD_CLOEXEC, 3);
  if (file < 0 || real < 0 || dup2(file, 2) < 0) {
    if (file >= 0) close(file);
    if (real >= 0) close(real);
    return;
  }
  said = file;
  real_error = real;
}

static void return_error(void) {
  if (said < 0) return;
  dup2(real_error, 2);
  copy_said(2, false);
  close(real_error);
  close(said);
  said = real_error = -1;
}

// MARK: Which signals

static const struct {
  int number, flag;
  /// One that was ignored when we came (nohup, a shell without job control) stays ignored.
  bool yields;
} soft[] = {
  {SIGTERM, CN_SIGNAL_TERMINATE, false}, {SIGHUP, CN_SIGNAL_HANGUP, true},
  {SIGINT, CN_SIGNAL_INTERRUPT, true},   {SIGCONT, CN_SIGNAL_CONTINUE, false},
  {SIGTSTP, CN_SIGNAL_STOP, true},       {SIGWINCH, CN_SIGNAL_SIZE, false},
};
/// Faults first, then signals that end a process which does not know them.
static const int hard[] = {
  SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT,
  SIGQUIT, SIGSYS, SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE,
};
enum { FAULTS = 6, SOFT = sizeof soft / sizeof soft[0], HARD = sizeof hard / sizeof hard[0] };
static struct sigaction before_soft[SOFT], before_hard[HARD];
static bool installed;

// MARK: Crashes

static const char *name_of(int number) {
  switch (number) {
  case SIGSEGV: return "SIGSEGV, a bad memory access";
  case SIGBUS: return "SIGBUS, a bad memory access";
  case SIGILL: return "SIGILL, a broken promise in the program";
  case SIGTRAP: return "SIGTRAP, a broken promise in the program";
  case SIGFPE: return "SIGFPE, an impossible division";
  case SIGABRT: return "SIGABRT, the program gave up";
  default: return "a signal";
  }
}

/// Opens the crash note, making the folders it stands in (0700).
static int open_note(void) {
  if (note_path[0] == 0) return -1;
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
  int file = open(note_path, flags, 0600);
  if (file >= 0 || errno != ENOENT) return file;
  for (char *slash = strchr(note_path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(note_path, 0700);
    *slash = '/';
  }
  return open(note_path, flags, 0600);
}

static bool is_fault(int number) {
  for (unsigned i = 0; i < FAULTS; i++)
    if (hard[i] == number) return true;
  return false;
}

static void give_back_terminal(void) {
  guard_write(1, leaving, leaving_length);
  if (has_modes) tcsetattr(0, TCSANOW, &shell_modes);
}

static void tell_of_crash(int number) {
  int to = real_error >= 0 ? real_error : 2;
  int note = open_note();
  if (note >= 0) {
    say(note, note_program);
    say(note, "\nstopped by ");
    say(note, name_of(number));
    say(note, "\nplace: ");
    say_plainly(note, note_place);
    say(note, "\nsaid:\n");
    copy_said(note, false);
  }
  if (said >= 0) copy_said(to, true);
  say(to, "descent: the program: stopped by a fault of its own (");
  say(to, name_of(number));
  say(to, ")\nfix: answers that were marked are kept; please report this");
  if (note >= 0) {
    say(to, " with the crash note ");
    say_plainly(to, note_path);
  } else if (note_path[0]) {
    say(to, "; no crash note could be written to ");
    say_plainly(to, note_path);
  }
  say(to, "\n");
  if (note < 0) return;
  // Last, because it may fault itself where the stack is damaged.
  say(note, "calls:\n");
  void *calls[64];
  int depth = backtrace(calls, 64);
  backtrace_symbols_fd(calls, depth, note);
  close(note);
}

/// Only async-signal-safe calls are made here: endwin() is not one.
static void on_crash(int number) {
  static volatile sig_atomic_t entered;
  if (__atomic_exchange_n(&entered, 1, __ATOMIC_SEQ_CST)) {
    for (;;) pause();  // another thread is at it and ends the process
  }
  if (guarding) {
    guarding = 0;
    give_back_terminal();
    // Other threads still run: what they draw goes nowhere.
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, 1);
    if (is_fault(number)) tell_of_crash(number);
  }
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(number, &standard, NULL);
  sigset_t self;
  sigemptyset(&self);
  sigaddset(&self, number);
  sigprocmask(SIG_UNBLOCK, &self, NULL);
  raise(number);
}

// MARK: Signals that ask

static void end_wait(void) {
  uint64_t one = 1;
  if (wake >= 0) (void)!write(wake, &one, sizeof one);
}

static void on_soft(int number) {
  int error = errno;
  for (unsigned i = 0; i < SOFT; i++)
    if (soft[i].number == number) pending[soft[i].flag] = 1;
  end_wait();
  errno = error;
}

void cn_wake(void) {
  __atomic_store_n(&has_mail, 1, __ATOMIC_SEQ_CST);
  end_wait();
}

int cn_take_signals(void) {
  int flags = 0;
  for (unsigned i = 0; i < SOFT; i++) {
    if (!pending[soft[i].flag]) continue;
    pending[soft[i].flag] = 0;
    flags |= soft[i].flag;
  }
  return flags;
}

void cn_guard_thread(void) {
  static _Thread_local char spare[65536];
  static _Thread_local bool has_spare;
  if (has_spare) return;
  stack_t stack = {.ss_sp = spare, .ss_size = sizeof spare};
  has_spare = sigaltstack(&stack, NULL) == 0;
}

static void install(void) {
  if (installed) return;
  struct sigaction crash = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
  struct sigaction ask = {.sa_handler = on_soft};
  sigfillset(&crash.sa_mask);
  for (unsigned i = 0; i < HARD; i++)
    if (i < FAULTS || before_hard[i].sa_handler != SIG_IGN) sigaction(hard[i], &crash, NULL);
  for (unsigned i = 0; i < SOFT; i++)
    if (!soft[i].yields || before_soft[i].sa_handler != SIG_IGN) sigaction(soft[i].number, &ask, NULL);
  installed = true;
}

static void uninstall(void) {
  if (!installed) return;
  for (unsigned i = 0; i < HARD; i++) sigaction(hard[i], &before_hard[i], NULL);
  for (unsigned i = 0; i < SOFT; i++) sigaction(soft[i].number, &before_soft[i], NULL);
  installed = false;
}

// MARK: On and off

bool guard_prepare(const char *note, const char *program) {
  if (wake < 0) wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (wake < 0) return false;
  has_modes = tcgetattr(0, &shell_modes) == 0;
  // Now, because opening the screen installs handlers of its own.
  for (unsigned i = 0; i < HARD; i++) sigaction(hard[i], NULL, &before_hard[i]);
  for (unsigned i = 0; i < SOFT; i++) sigaction(soft[i].number, NULL, &before_soft[i]);
  keep(note_path, sizeof note_path, note);
  keep(note_program, sizeof note_program, program);
  // The first call loads the unwinder, which a handler must not do.
  void *calls[1];
  backtrace(calls, 1);
  return has_modes;
}

void guard_leave_clear(void) { leaving_length = 0; }

void guard_leave_with(const char *sequence) {
  if (!sequence || sequence == (const char *)-1) return;
  while (*sequence) {
    const char *end = strncmp(sequence, "$<", 2) == 0 ? strchr(sequence, '>') : NULL;
    if (end) {
      sequence = end + 1;
    } else {
      if (leaving_length == sizeof leaving) return;
      leaving[leaving_length++] = *sequence++;
    }
  }
}

void guard_on(void) {
  cn_guard_thread();
  divert_error();
  guarding = 1;
  install();
}

void guard_off(void) {
  guarding = 0;
  uninstall();
  return_error();
}

void guard_stop(bool group) {
  // Ourselves last and by raise(), which does not return before the stop.
  if (group) {
    signal(SIGTSTP, SIG_IGN);
    kill(0, SIGTSTP);
  }
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
}

void guard_restore_modes(void) {
  if (has_modes) tcsetattr(0, TCSADRAIN, &shell_modes);
}

void cn_note_place(const char *place) { keep(note_place, sizeof note_place, place); }

// MARK: Waiting

int cn_wait(int64_t nanoseconds, bool input) {
  struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  struct pollfd watched[] = {{.fd = wake, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
  int count = ppoll(watched, input ? 2 : 1, nanoseconds < 0 ? NULL : &time, NULL);
  if (count <= 0) return 0;
  int what = 0;
  uint64_t wakes;
  if (watched[0].revents && read(wake, &wakes, sizeof wakes) > 0
      && __atomic_exchange_n(&has_mail, 0, __ATOMIC_SEQ_CST))
    what |= CN_WOKEN;
  if (!input || watched[1].revents == 0) return what;
  // A terminal that is readable and has no byte is closed, whatever else poll says of it.
  int bytes = 0;
  bool is_gone = ioctl(0, FIONREAD, &bytes) != 0 || bytes == 0;
  return what | (is_gone ? CN_GONE : CN_INPUT);
}

int64_t cn_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
