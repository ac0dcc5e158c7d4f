#ifndef CNCURSES_H
#define CNCURSES_H

/// The terminal, as far as C must do it: ncurses' macros made into functions, and the ways out that have to
/// work inside a signal handler. `Sources/TUI/Terminal.swift` is the only caller.
///
/// There is one screen in a process, so this keeps its state in file-scope variables; everything but
/// `cn_wake` and `cn_guard_thread` belongs to the main thread.

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How opening the screen went.
typedef enum cn_outcome {
  CN_OPENED,
  /// Standard input or output is no terminal.
  CN_NO_TERMINAL,
  /// `TERM` is unset or empty.
  CN_TERM_UNSET,
  /// `TERM` names no known terminal.
  CN_TERM_UNKNOWN,
  /// The terminal cannot place its cursor.
  CN_NO_ADDRESSING,
  /// The operating system refused (`errno` tells).
  CN_REFUSED,
} cn_outcome;

/// What the program wants of the screen.
typedef struct cn_wishes {
  bool colour;
  bool mouse;
  /// The file a crash note goes to; its folders are made when it is needed. NULL for none.
  const char *_Nullable note;
  /// First line of a crash note: the program and its version.
  const char *_Nullable program;
} cn_wishes;

/// Takes the locale of the environment for characters only (numbers stay with the point), and one with UTF-8
/// where that has none. Returns whether the environment's own locale is UTF-8.
bool cn_locale(void);

/// Opens the screen: raw keys, no echo, the alternate screen, guards against crashes and signals.
cn_outcome cn_open(cn_wishes wishes);

/// Gives the terminal back and lets signals do again what they did before. Does nothing on a closed screen.
void cn_close(void);

/// Gives the terminal back, stops the process (with `group`, all of its process group, as Ctrl-Z typed in a
/// cooked terminal would), and takes the terminal again when it is continued.
void cn_suspend(bool group);

/// Takes the terminal again after somebody else changed its modes (a SIGCONT after a SIGSTOP).
void cn_retake(void);

/// Fits the screen to the terminal's present size.
void cn_fit(void);
int cn_rows(void);
int cn_columns(void);

/// Colours of the terminal: 0, 8, 16, 88, 256 or 2^24 (those that are not an index but a mixed colour).
int cn_colours(void);
/// How many pairs of colours there are, the default one (0) among them.
int cn_pairs(void);
/// Gives pair `pair` (from 1) these colours: an index, 0xRRGGBB where colours are mixed, or -1 for the default.
void cn_pair(int pair, int foreground, int background);

attr_t cn_attributes(bool bold, bool dim, bool reverse, bool underline);
/// Whether the terminal can draw dim text.
bool cn_has_dim(void);

/// Forgets the content of the screen in memory; what stays the same is not drawn again.
void cn_erase(void);
/// Forgets one row of it.
void cn_erase_row(int row);
/// Sets one cell: a base character with its combining marks, `width` columns wide (1 or 2). What the
/// terminal cannot be trusted with (controls, format characters, other widths) becomes U+FFFD.
void cn_put(
  int row, int column, const wchar_t *_Nonnull scalars, int count, int width, attr_t attributes, int pair);
/// Shows the screen, with a visible cursor at a cell or (row -1) without.
void cn_show(int row, int column);
/// The next `cn_show` draws every cell.
void cn_redraw(void);

/// The next byte (0…255) or key (above 255) that is there, -1 if none.
int cn_read(void);

/// Sends a text to the terminal's clipboard (OSC 52); terminals that do not know it ignore it.
void cn_clipboard(const char *_Nonnull base64);

/// Codes that `cn_read` gives for the sequences ncurses does not know itself.
enum {
  CN_PASTE_BEGINS = 2000,
  CN_PASTE_ENDS,
  /// A mouse report follows as bytes: `b;x;yM` or `b;x;ym`.
  CN_MOUSE,
  /// An old mouse report follows as three bytes.
  CN_MOUSE_OLD,
};

/// What ended a wait; several may hold.
enum {
  CN_INPUT = 1,
  /// Woken by `cn_wake`.
  CN_WOKEN = 2,
  /// The terminal is closed.
  CN_GONE = 4,
};
/// Blocks until there is input, a wake or `nanoseconds` have passed; negative: for ever. With `input` false
/// it does not look at the keyboard. 0 after the time, or for
/// a signal.
int cn_wait(int64_t nanoseconds, bool input);

/// Signals that came since the last look.
enum {
  CN_SIGNAL_TERMINATE = 1,
  CN_SIGNAL_HANGUP = 2,
  CN_SIGNAL_INTERRUPT = 4,
  CN_SIGNAL_CONTINUE = 8,
  CN_SIGNAL_STOP = 16,
  CN_SIGNAL_SIZE = 32,
};
int cn_take_signals(void);

/// Ends a wait, from any thread or a signal handler.
void cn_wake(void);

/// Lets a stack overflow on the calling thread be noticed (each thread needs a spare stack of its own).
void cn_guard_thread(void);

/// Where the student is, for a crash note.
void cn_note_place(const char *_Nonnull place);

/// The monotonic clock in nanoseconds.
int64_t cn_clock(void);

#endif
