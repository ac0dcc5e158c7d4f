#include "ctext.h"
#include <utf8proc.h>
#include <stdlib.h>

int ctext_width(int32_t scalar) {
  utf8proc_category_t category = utf8proc_category(scalar);
  if (category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CS) return -1;
  if (category == UTF8PROC_CATEGORY_CO) return -1;
  /* Jungseong and jongseong join the syllable before them (utf8proc 2.8 counts them apart). */
  if ((scalar >= 0x1160 && scalar <= 0x11FF) || (scalar >= 0xD7B0 && scalar <= 0xD7FF)) return 0;
  if (category == UTF8PROC_CATEGORY_CN) return -1;
  return utf8proc_charwidth(scalar);
}

char *ctext_nfc(const char *utf8, size_t length) {
  utf8proc_uint8_t *out = NULL;
  utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)utf8, (utf8proc_ssize_t)length, &out,
                                    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  if (n < 0) { free(out); return NULL; }
  return (char *)out;
}

int32_t ctext_base(int32_t scalar) {
  utf8proc_int32_t parts[8];
  int boundary = 0;
  utf8proc_ssize_t n = utf8proc_decompose_char(scalar, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
                                               &boundary);
  return n > 0 && n <= 8 ? parts[0] : scalar;
}

void ctext_free(char *text) { free(text); }
