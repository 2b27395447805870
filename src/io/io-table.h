#pragma once

#include <gio/gio.h>

#include "io/io-options.h"

G_BEGIN_DECLS

/**
 * IoTable:
 *
 * A text table (CSV, TSV) read into memory: a header and rows of cells. It never changes, so that
 * threads may share it.
 */
#define IO_TYPE_TABLE (io_table_get_type ())
G_DECLARE_FINAL_TYPE (IoTable, io_table, IO, TABLE, GObject)

IoTable         *io_table_new           (GBytes               *bytes,
                                         const char           *name,
                                         const IoOptions      *wanted,
                                         GError              **error);

GBytes          *io_table_get_bytes     (IoTable              *self);
const char      *io_table_get_name      (IoTable              *self);
const IoOptions *io_table_get_options   (IoTable              *self);
gboolean         io_table_is_order_sure (IoTable              *self);
guint            io_table_get_n_columns (IoTable              *self);
const char      *io_table_get_header    (IoTable              *self,
                                         guint                 column);
guint            io_table_get_n_rows    (IoTable              *self);
guint            io_table_get_n_cells   (IoTable              *self,
                                         guint                 row);
guint            io_table_get_number    (IoTable              *self,
                                         guint                 row);
const char      *io_table_get_cell      (IoTable              *self,
                                         guint                 row,
                                         guint                 column);

G_END_DECLS
