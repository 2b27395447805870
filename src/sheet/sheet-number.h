#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sheet_number_settle (const char *shown,
                           const char *value);

G_END_DECLS
