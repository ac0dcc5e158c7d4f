#include "cterminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

// MARK: Processes

/// The keeper's descriptors for one start.
typedef struct plan {
  const char *path;
  char *const *arguments, *const *environment;
  ct_streams streams;
  int slave, reports;
} plan;

static void default_signals(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < 32; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void connect(int stream, const char *file, int slave) {
  int source = slave;
  if (file) source = open(file, stream == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (source < 0 || dup2(source, stream) < 0) _exit(126);
}

static void run_program(const plan *plan) {
  setpgid(0, 0);
  // Taking the foreground from the background asks for a stop unless it is ignored.
  signal(SIGTTOU, SIG_IGN);
  tcsetpgrp(plan->slave, getpid());
  signal(SIGTTOU, SIG_DFL);
  connect(0, plan->streams.input, plan->slave);
  connect(1, plan->streams.output, plan->slave);
  connect(2, plan->streams.error, plan->slave);
  for (int descriptor = 3; descriptor < 256; descriptor++) close(descriptor);
  execve(plan->path, plan->arguments, plan->environment);
  _exit(127);
}

/// Runs in a fork of a program with threads: only plain system calls.
static void keep(const plan *plan) {
  default_signals();
  setsid();
  ioctl(plan->slave, TIOCSCTTY, 0);
  // A closed terminal is the program's affair.
  signal(SIGHUP, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  pid_t program = fork();
  if (program == 0) {
    signal(SIGHUP, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    run_program(plan);
  }
  setpgid(program, program);
  close(plan->slave);
  int32_t word = program;
  if (write(plan->reports, &word, sizeof word) < 0 || program < 0) _exit(1);
  for (;;) {
    int status;
    pid_t who = waitpid(program, &status, WUNTRACED | WCONTINUED);
    if (who < 0 && errno == EINTR) continue;
    if (who < 0) _exit(0);
    word = status;
    if (write(plan->reports, &word, sizeof word) < 0) _exit(1);
    if (WIFEXITED(status) || WIFSIGNALED(status)) _exit(0);
  }
}

static bool read_word(int descriptor, int32_t *word) {
  ssize_t count;
  do count = read(descriptor, word, sizeof *word); while (count < 0 && errno == EINTR);
  return count == sizeof *word;
}

int ct_spawn(
  const char *path, char *const *arguments, char *const *environment, int rows, int columns,
  ct_streams streams, ct_child *child) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  int master, slave, pipes[2];
  if (openpty(&master, &slave, NULL, NULL, &size) != 0) return errno;
  if (pipe2(pipes, O_CLOEXEC) != 0) {
    int error = errno;
    close(master);
    close(slave);
    return error;
  }
  struct termios before;
  tcgetattr(master, &before);
  fcntl(master, F_SETFD, FD_CLOEXEC);
  fcntl(slave, F_SETFD, FD_CLOEXEC);
  plan plan = {path, arguments, environment, streams, slave, pipes[1]};
  pid_t keeper = fork();
  if (keeper == 0) {
    // Other tests' terminals must not be held open here: they would never close.
    for (int descriptor = 3; descriptor < 256; descriptor++)
      if (descriptor != slave && descriptor != pipes[1]) close(descriptor);
    keep(&plan);
  }
  int error = keeper < 0 ? errno : 0;
  close(slave);
  close(pipes[1]);
  int32_t program = -1;
  if (error == 0 && !read_word(pipes[0], &program)) error = ECHILD;
  if (error != 0) {
    close(master);
    close(pipes[0]);
    return error;
  }
  fcntl(master, F_SETFL, O_NONBLOCK);
  fcntl(pipes[0], F_SETFL, O_NONBLOCK);
  *child = (ct_child){
    .master = master, .reports = pipes[0], .keeper = keeper, .program = program, .before = before};
  return 0;
}

bool ct_modes_are_restored(const ct_child *child) {
  struct termios now;
  if (tcgetattr(child->master, &now) != 0) return false;
  const struct termios *before = &child->before;
  return now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag
    && now.c_cflag == before->c_cflag && now.c_lflag == before->c_lflag
    && memcmp(now.c_cc, before->c_cc, sizeof now.c_cc) == 0;
}

void ct_set_cooked(const ct_child *child) { tcsetattr(child->master, TCSANOW, &child->before); }

bool ct_is_raw(const ct_child *child) {
  struct termios now;
  return tcgetattr(child->master, &now) == 0 && !(now.c_lflag & (ICANON | ECHO));
}

bool ct_resize(int master, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(master, TIOCSWINSZ, &size) == 0;
}

int ct_wait(int master, int reports, int milliseconds) {
  struct pollfd watched[] = {{.fd = master, .events = POLLIN}, {.fd = reports, .events = POLLIN}};
  if (poll(watched, 2, milliseconds) <= 0) return 0;
  return (watched[0].revents != 0) | (watched[1].revents != 0) << 1;
}

int ct_next_report(int reports, ct_report *report) {
  ssize_t count = read(reports, &report->status, sizeof report->status);
  if (count == sizeof report->status) return 1;
  return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

bool ct_has_exited(int32_t status) { return WIFEXITED(status); }
int ct_exit_status(int32_t status) { return WEXITSTATUS(status); }
bool ct_is_killed(int32_t status) { return WIFSIGNALED(status); }
int ct_signal(int32_t status) { return WIFSTOPPED(status) ? WSTOPSIG(status) : WTERMSIG(status); }
bool ct_is_stopped(int32_t status) { return WIFSTOPPED(status); }
bool ct_is_continued(int32_t status) { return WIFCONTINUED(status); }

void ct_finish(ct_child *child) {
  // The program is the keeper's child and this its only reaper: while the keeper lives, the number of a
  // program that has not been reported as ended cannot belong to anybody else.
  if (child->program > 0) kill(child->program, SIGKILL);
  if (child->keeper > 0) {
    while (waitpid(child->keeper, NULL, 0) < 0 && errno == EINTR) continue;
  }
  if (child->master >= 0) close(child->master);
  if (child->reports >= 0) close(child->reports);
  *child = (ct_child){.master = -1, .reports = -1, .keeper = -1, .program = -1};
}

long ct_processor_time(pid_t process) {
  char name[64], text[1024];
  snprintf(name, sizeof name, "/proc/%d/stat", process);
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return -1;
  text[count] = 0;
  // Fields 14 and 15, counted after the name in brackets.
  char *field = strrchr(text, ')');
  for (int i = 2; field && i < 14; i++) field = strchr(field + 1, ' ');
  if (!field) return -1;
  char *end;
  long user = strtol(field, &end, 10), system = strtol(end, NULL, 10);
  return user + system;
}

// MARK: The screen

struct ct_screen {
  VTerm *terminal;
  VTermScreen *screen;
  bool is_alternate, shows_cursor;
};

static int on_property(VTermProp property, VTermValue *value, void *user) {
  ct_screen *screen = user;
  if (property == VTERM_PROP_ALTSCREEN) screen->is_alternate = value->boolean;
  if (property == VTERM_PROP_CURSORVISIBLE) screen->shows_cursor = value->boolean;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

/// libvterm 0.1.4 writes past its buffers when a terminal is resized, and through a null pointer where a wide
/// character meets one column (valgrind shows both): so no terminal here is ever resized or that narrow.
static VTerm *open_terminal(ct_screen *screen, int rows, int columns) {
  VTerm *terminal = vterm_new(rows < 2 ? 2 : rows, columns < 4 ? 4 : columns);
  vterm_set_utf8(terminal, 1);
  VTermScreen *cells = vterm_obtain_screen(terminal);
  vterm_screen_set_callbacks(cells, &callbacks, screen);
  vterm_screen_enable_altscreen(cells, 1);
  vterm_screen_reset(cells, 1);
  return terminal;
}

ct_screen *ct_screen_new(int rows, int columns) {
  ct_screen *screen = calloc(1, sizeof *screen);
  if (!screen) return NULL;
  screen->terminal = open_terminal(screen, rows, columns);
  screen->screen = vterm_obtain_screen(screen->terminal);
  screen->shows_cursor = true;
  return screen;
}

void ct_screen_free(ct_screen *screen) {
  vterm_free(screen->terminal);
  free(screen);
}

static void print(VTerm *terminal, const char *format, int first, int second) {
  char text[64];
  int length = snprintf(text, sizeof text, format, first, second);
  if (length > 0) vterm_input_write(terminal, text, (size_t)length);
}

static void print_scalar(VTerm *terminal, uint32_t scalar) {
  char text[4];
  size_t length = 0;
  if (scalar < 0x80) {
    text[length++] = (char)scalar;
  } else {
    int trail = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    text[length++] = (char)((0xFF00 >> (trail + 1) & 0xFF) | scalar >> 6 * trail);
    while (trail-- > 0) text[length++] = (char)(0x80 | (scalar >> 6 * trail & 0x3F));
  }
  vterm_input_write(terminal, text, length);
}

static void print_colour(VTerm *terminal, int base, int colour) {
  if (colour < 0) return;
  if (colour & 1 << 24) {
    print(terminal, "\033[%d;2;%d", base, colour >> 16 & 0xFF);
    print(terminal, ";%d;%dm", colour >> 8 & 0xFF, colour & 0xFF);
  } else {
    print(terminal, "\033[%d;5;%dm", base, colour);
  }
}

/// A terminal of the new size takes over what the old one shows, as a window does that keeps its contents.
void ct_screen_resize(ct_screen *screen, int rows, int columns) {
  int old_rows, old_columns, row, column;
  vterm_get_size(screen->terminal, &old_rows, &old_columns);
  ct_screen_cursor(screen, &row, &column);
  bool is_alternate = screen->is_alternate, shows_cursor = screen->shows_cursor;
  VTerm *terminal = open_terminal(screen, rows, columns);
  if (is_alternate) print(terminal, "\033[?%dh", 1049, 0);
  for (int y = 0; y < old_rows && y < rows; y++) {
    print(terminal, "\033[%d;%dH", y + 1, 1);
    for (int x = 0; x < old_columns && x < columns;) {
      ct_cell cell = ct_screen_cell(screen, y, x);
      int width = cell.width > 1 ? cell.width : 1;
      if (x + width > columns) break;
      print(terminal, "\033[%dm", 0, 0);
      if (cell.bold) print(terminal, "\033[%dm", 1, 0);
      if (cell.underline) print(terminal, "\033[%dm", 4, 0);
      if (cell.reverse) print(terminal, "\033[%dm", 7, 0);
      print_colour(terminal, 38, cell.foreground);
      print_colour(terminal, 48, cell.background);
      if (cell.count == 0) print_scalar(terminal, ' ');
      for (int i = 0; i < cell.count; i++) print_scalar(terminal, cell.scalars[i]);
      x += width;
    }
  }
  print(terminal, "\033[%dm", 0, 0);
  print(terminal, "\033[%d;%dH", row + 1, column + 1);
  vterm_free(screen->terminal);
  screen->terminal = terminal;
  screen->screen = vterm_obtain_screen(terminal);
  if (!shows_cursor) print(terminal, "\033[?%dl", 25, 0);
}

void ct_screen_write(ct_screen *screen, const char *bytes, size_t length) {
  vterm_input_write(screen->terminal, bytes, length);
}

bool ct_screen_is_alternate(const ct_screen *screen) { return screen->is_alternate; }
bool ct_screen_shows_cursor(const ct_screen *screen) { return screen->shows_cursor; }

void ct_screen_cursor(const ct_screen *screen, int *row, int *column) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(screen->terminal), &place);
  *row = place.row;
  *column = place.col;
}

static int colour(ct_screen *screen, VTermColor colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour)) return -1;
  if (VTERM_COLOR_IS_INDEXED(&colour)) return colour.indexed.idx;
  (void)screen;
  return 1 << 24 | colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue;
}

ct_cell ct_screen_cell(ct_screen *screen, int row, int column) {
  ct_cell cell = {.width = 1, .foreground = -1, .background = -1};
  VTermScreenCell seen;
  VTermPos place = {.row = row, .col = column};
  if (!vterm_screen_get_cell(screen->screen, place, &seen)) return cell;
  while (cell.count < 6 && seen.chars[cell.count] != 0 && seen.chars[cell.count] != (uint32_t)-1) {
    cell.scalars[cell.count] = seen.chars[cell.count];
    cell.count++;
  }
  cell.width = seen.width;
  cell.bold = seen.attrs.bold;
  cell.reverse = seen.attrs.reverse;
  cell.underline = seen.attrs.underline != 0;
  cell.foreground = colour(screen, seen.fg);
  cell.background = colour(screen, seen.bg);
  return cell;
}
