#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BaseDelimitedReader:
 *
 * Reads rows of cells from delimited text (CSV, TSV), one row at a time.
 */
typedef struct _BaseDelimitedReader BaseDelimitedReader;

BaseDelimitedReader *base_delimited_reader_new      (const char          *text,
                                                     gsize                length,
                                                     char                 delimiter);
void                 base_delimited_reader_free     (BaseDelimitedReader *self);
void                 base_delimited_reader_set_trim (BaseDelimitedReader *self,
                                                     gboolean             trim);
gboolean             base_delimited_reader_next     (BaseDelimitedReader *self,
                                                     GPtrArray           *cells,
                                                     GError             **error);
guint                base_delimited_reader_get_row  (BaseDelimitedReader *self);
guint                base_delimited_reader_get_line (BaseDelimitedReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseDelimitedReader, base_delimited_reader_free)

char base_delimited_guess_delimiter (const char        *text,
                                     gsize              length);
void base_delimited_append_row      (GString           *text,
                                     const char *const *cells,
                                     gsize              n_cells,
                                     char               delimiter);

G_END_DECLS
