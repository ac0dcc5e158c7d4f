#include "guard.h"
#include "include/cncurses.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static bool uses_paste, uses_mouse, has_colour, has_dim_text;

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
/// Buttons, motion while one is held, coordinates as decimal numbers.
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";

static void tell_terminal(const char *sequence) { guard_write(1, sequence, strlen(sequence)); }

/// A capability of the terminal, NULL if it has none.
static const char *capability(const char *name) {
  char *text = tigetstr((char *)name);
  return text == (char *)-1 || !text || !*text ? NULL : text;
}

bool cn_locale(void) {
  setlocale(LC_CTYPE, "");
  bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (wcwidth(0xAC00) != 2 && !setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "en_US.UTF-8");
  return is_utf8;
}

// MARK: Opening and closing

static void take_extras(void) {
  if (uses_paste) tell_terminal(paste_on);
  if (uses_mouse) tell_terminal(mouse_on);
}

static void give_extras_back(void) {
  if (uses_mouse) tell_terminal(mouse_off);
  if (uses_paste) tell_terminal(paste_off);
}

/// What a crash sends, from what the terminal says of itself. CAN first: a crash may come in the middle
/// of a sequence.
static void learn_to_leave(void) {
  guard_leave_clear();
  guard_leave_with("\030");
  if (uses_mouse) guard_leave_with(mouse_off);
  if (uses_paste) guard_leave_with(paste_off);
  const char *names[] = {"sgr0", "op", "cnorm", "rmkx"};
  for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) guard_leave_with(capability(names[i]));
  const char *back = capability("rmcup");
  guard_leave_with(back ? back : "\r\n");
  guard_leave_with("\r");
}

static void learn_keys(void) {
  define_key("\033[200~", CN_PASTE_BEGINS);
  define_key("\033[201~", CN_PASTE_ENDS);
  if (!uses_mouse) return;
  define_key("\033[<", CN_MOUSE);
  define_key("\033[M", CN_MOUSE_OLD);
}

cn_outcome cn_open(cn_wishes wishes) {
  if (screen) return CN_OPENED;
  if (!isatty(0) || !isatty(1)) return CN_NO_TERMINAL;
  const char *name = getenv("TERM");
  if (!name || !*name) return CN_TERM_UNSET;
  // Exported by some shells, they would fix the size for ever.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  cn_locale();
  int error = 0;
  if (setupterm(name, 1, &error) != OK) return CN_TERM_UNKNOWN;
  bool can_address = capability("cup") != NULL;
  bool has_mouse = capability("kmous") != NULL;
  bool is_modern = has_mouse || capability("smcup") != NULL;
  del_curterm(cur_term);
  if (!can_address) return CN_NO_ADDRESSING;
  if (!guard_prepare(wishes.note, wishes.program)) return CN_REFUSED;

  fflush(stdout);
  set_escdelay(25);
  screen = newterm(name, stdout, stdin);
  if (!screen) return CN_REFUSED;
  uses_paste = is_modern;
  uses_mouse = wishes.mouse && has_mouse;
  has_dim_text = capability("dim") != NULL;
  learn_to_leave();
  guard_on();
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  curs_set(0);
  // ncurses would reset the palette, which somebody may have set with care; it is never changed here.
  orig_colors = NULL;
  has_colour = wishes.colour && has_colors() && start_color() == OK;
  if (has_colour) use_default_colors();
  learn_keys();
  take_extras();
  static bool closes_at_exit;
  if (!closes_at_exit) closes_at_exit = atexit(cn_close) == 0;
  return CN_OPENED;
}

static void leave(void) {
  give_extras_back();
  curs_set(1);
  endwin();
  guard_restore_modes();
  guard_off();
}

void cn_close(void) {
  if (!screen) return;
  leave();
  delscreen(screen);
  screen = NULL;
}

static void retake(void) {
  cn_fit();
  cn_redraw();
  // Leaves what ncurses calls "endwin mode": program modes, alternate screen, keypad.
  refresh();
  curs_set(0);
  take_extras();
}

void cn_suspend(bool group) {
  if (!screen) return;
  leave();
  guard_stop(group);
  guard_on();
  retake();
}

void cn_retake(void) {
  if (!screen) return;
  endwin();
  retake();
}

// MARK: Size and colours

void cn_fit(void) {
  struct winsize size;
  if (ioctl(1, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return;
  if (size.ws_row == LINES && size.ws_col == COLS) return;
  resizeterm(size.ws_row, size.ws_col);
}

int cn_rows(void) { return LINES; }
int cn_columns(void) { return COLS; }

int cn_colours(void) {
  if (!has_colour) return 0;
  bool is_mixed = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || capability("RGB");
  return is_mixed ? 1 << 24 : COLORS;
}

int cn_pairs(void) { return has_colour ? COLOR_PAIRS : 1; }

void cn_pair(int pair, int foreground, int background) { init_extended_pair(pair, foreground, background); }

attr_t cn_attributes(bool bold, bool dim, bool reverse, bool underline) {
  return (bold ? A_BOLD : 0) | (dim ? A_DIM : 0) | (reverse ? A_REVERSE : 0)
    | (underline ? A_UNDERLINE : 0);
}

bool cn_has_dim(void) { return has_dim_text; }

// MARK: Drawing

void cn_erase(void) { erase(); }

void cn_erase_row(int row) {
  if (row < 0 || row >= LINES) return;
  move(row, 0);
  clrtoeol();
}

/// A mark that may stand on a base character: no width, and not one that steers the text around it.
static bool is_mark(wchar_t scalar) {
  if (wcwidth(scalar) != 0) return false;
  return !((scalar >= 0x200B && scalar <= 0x200F) || (scalar >= 0x2028 && scalar <= 0x202E)
    || (scalar >= 0x2060 && scalar <= 0x206F) || scalar == 0xFEFF || scalar == 0x061C
    || scalar < 0x20);
}

static void put(int row, int column, const wchar_t *cell, attr_t attributes, int pair) {
  cchar_t character;
  // The pair goes through `opts`: as an attribute it would be cut to 8 bits. ERR in the last cell of the
  // screen only says that the cursor could not move on.
  if (setcchar(&character, cell, attributes, 0, &pair) != ERR) mvadd_wch(row, column, &character);
}

void cn_put(
  int row, int column, const wchar_t *scalars, int count, int width, attr_t attributes, int pair) {
  if (row < 0 || column < 0 || row >= LINES || width < 1 || column > COLS - width) return;
  wchar_t cell[CCHARW_MAX + 1] = {0};
  int length = 0;
  if (count > 0 && wcwidth(scalars[0]) == width) {
    cell[length++] = scalars[0];
    for (int i = 1; i < count && length < CCHARW_MAX; i++)
      if (is_mark(scalars[i])) cell[length++] = scalars[i];
    put(row, column, cell, attributes, pair);
    return;
  }
  put(row, column, L"\uFFFD", attributes, pair);
  if (width == 2) put(row, column + 1, L" ", attributes, pair);
}

void cn_show(int row, int column) {
  bool is_visible = row >= 0 && row < LINES && column >= 0 && column < COLS;
  if (is_visible) {
    move(row, column);
  } else {
    move(LINES - 1, COLS - 1);
  }
  // Never seen on its way.
  if (!is_visible) curs_set(0);
  refresh();
  if (is_visible && curs_set(1) != ERR) refresh();
}

void cn_redraw(void) { clearok(stdscr, TRUE); }

// MARK: Reading and sending

int cn_read(void) {
  int code = wgetch(stdscr);
  return code == ERR ? -1 : code;
}

void cn_clipboard(const char *base64) {
  if (!uses_mouse && !uses_paste) return;
  tell_terminal("\033]52;c;");
  tell_terminal(base64);
  tell_terminal("\033\\");
}
