#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>
#include <stddef.h>

/// The part of the terminal that signal handlers know: how to give it back with plain system calls.

/// Makes the wake-up descriptor and keeps the terminal's modes as they are now. False if that fails.
bool guard_prepare(const char *note, const char *program);
/// Adds to what is sent to the terminal on a sudden way out. Padding (`$<5>`) is left out.
void guard_leave_with(const char *sequence);
/// Forgets what `guard_leave_with` collected.
void guard_leave_clear(void);

/// From here on signals are ours, and standard error is kept off the screen if it is the terminal.
void guard_on(void);
/// Signals do again what they did before; what was said on standard error is shown.
void guard_off(void);
/// The terminal's modes from before, for the orderly way out.
void guard_restore_modes(void);

/// Stops the process, or with `group` its whole group, until it is continued.
void guard_stop(bool group);

/// Writes all of it, as far as the descriptor takes it.
void guard_write(int descriptor, const char *bytes, size_t length);

#endif
