#pragma once

#include <glib.h>
#include <locale.h>

G_BEGIN_DECLS

char    *base_text_fold            (const char  *text);
gboolean base_text_contains        (const char  *folded_haystack,
                                    const char  *folded_word);
gboolean base_text_contains_word   (const char  *folded_haystack,
                                    const char  *folded_word);
char   **base_text_split_words     (const char  *text);
void     base_text_append_sort_key (GString     *key,
                                    const char  *text,
                                    locale_t     locale);
gboolean base_text_is_ascii        (const char  *text,
                                    gsize        length);
char    *base_text_shorten         (const char  *text);
gboolean base_text_set             (char       **field,
                                    const char  *value);

G_END_DECLS
