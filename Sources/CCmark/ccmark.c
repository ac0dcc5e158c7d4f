#include "ccmark.h"
