#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

/// A program in a pseudo-terminal of its own.
///
/// Between the test and the program stands a keeper: the session's leader, as a shell would be. So the
/// program's process group is not an orphan (a stop signal works), and how it stops and ends is told
/// through a pipe.
typedef struct ct_child {
  /// The terminal's other end; non-blocking.
  int master;
  /// Gives one `ct_report` for each change; end of file when the keeper is gone.
  int reports;
  pid_t keeper;
  pid_t program;
  /// The terminal's modes before the start.
  struct termios before;
} ct_child;

/// A change of the program's state, as `waitpid` tells it.
typedef struct ct_report {
  int32_t status;
} ct_report;

/// What the program's standard streams are.
typedef struct ct_streams {
  /// Files for standard input, output and error; NULL is the terminal.
  const char *_Nullable input;
  const char *_Nullable output;
  const char *_Nullable error;
} ct_streams;

/// Starts a program. The vectors end with NULL. 0, or an errno.
int ct_spawn(
  const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
  char *_Nullable const *_Nonnull environment, int rows, int columns, ct_streams streams,
  ct_child *_Nonnull child);

/// Whether the terminal's modes are those from before the start.
bool ct_modes_are_restored(const ct_child *_Nonnull child);
/// Sets the modes a shell would set when a program has stopped.
void ct_set_cooked(const ct_child *_Nonnull child);
/// Whether typed characters come at once and unechoed.
bool ct_is_raw(const ct_child *_Nonnull child);

bool ct_resize(int master, int rows, int columns);

/// Waits until one of the descriptors can be read. Bit 0: the terminal, bit 1: the reports.
int ct_wait(int master, int reports, int milliseconds);

/// One report. 1: there it is; 0: none yet; -1: no more will come.
int ct_next_report(int reports, ct_report *_Nonnull report);

bool ct_has_exited(int32_t status);
int ct_exit_status(int32_t status);
bool ct_is_killed(int32_t status);
int ct_signal(int32_t status);
bool ct_is_stopped(int32_t status);
bool ct_is_continued(int32_t status);

/// Ends keeper and program and frees what the kernel holds of them.
void ct_finish(ct_child *_Nonnull child);

/// Processor time of a process so far, in clock ticks of 10 ms; -1 if it is gone.
long ct_processor_time(pid_t process);

/// A screen that understands what a terminal is sent (libvterm).
typedef struct ct_screen ct_screen;
ct_screen *_Nullable ct_screen_new(int rows, int columns);
void ct_screen_free(ct_screen *_Nonnull screen);
void ct_screen_resize(ct_screen *_Nonnull screen, int rows, int columns);
void ct_screen_write(ct_screen *_Nonnull screen, const char *_Nonnull bytes, size_t length);
bool ct_screen_is_alternate(const ct_screen *_Nonnull screen);
bool ct_screen_shows_cursor(const ct_screen *_Nonnull screen);
void ct_screen_cursor(const ct_screen *_Nonnull screen, int *_Nonnull row, int *_Nonnull column);

/// A cell as it is seen.
typedef struct ct_cell {
  uint32_t scalars[6];
  int count;
  /// 2 for a wide character; its right half has no scalars.
  int width;
  bool bold, reverse, underline;
  /// An index of the palette, 0xRRGGBB + 2^24, or -1: the terminal's own colour.
  int foreground, background;
} ct_cell;
ct_cell ct_screen_cell(ct_screen *_Nonnull screen, int row, int column);

#endif
