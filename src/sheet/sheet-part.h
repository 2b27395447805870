#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  sheet_part_find     (const char *text,
                           gsize       caret,
                           gsize      *start,
                           gsize      *end);
char *sheet_part_replace  (const char *text,
                           gsize       caret,
                           const char *value,
                           gsize      *new_caret);

G_END_DECLS
