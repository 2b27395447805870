#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text in an index of words is a line of tokens, ended by a space each. Before a part of a code
 * stands this letter; no word begins with it, since folding takes it apart. */
#define BASE_SEARCH_CODE "º"

char   **base_search_split         (const char *text);
char    *base_search_fold          (const char *text);
gsize    base_search_word_length   (const char *word);
void     base_search_append_words  (GString    *tokens,
                                    const char *folded);
void     base_search_append_codes  (GString    *tokens,
                                    const char *folded);
gboolean base_search_append_part   (GString    *tokens,
                                    const char *word);
gboolean base_search_has_word      (const char *folded,
                                    const char *word);
gboolean base_search_has_part      (const char *folded,
                                    const char *word);

G_END_DECLS
