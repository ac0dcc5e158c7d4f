#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <vterm.h>
#endif
