#ifndef CTEXT_H
#define CTEXT_H
#include <stddef.h>
#include <stdint.h>

/// Columns a code point takes in a terminal: 0, 1 or 2; -1 for one that must not be printed (controls,
/// surrogates, unassigned and private code points). East Asian Ambiguous characters count as 1.
/// Independent of the locale.
int ctext_width(int32_t scalar);

/// The NFC form of `length` bytes of UTF-8 as a NUL-terminated string; NULL if they are not UTF-8.
/// The caller gives it to `ctext_free`.
char *ctext_nfc(const char *utf8, size_t length);

/// The base letter of a code point without its marks (e for é); the code point itself if it has none.
int32_t ctext_base(int32_t scalar);

void ctext_free(char *text);

#endif
