#pragma once

#include "io/io-property.h"
#include "io/io-table.h"

G_BEGIN_DECLS

/**
 * IoMapping:
 *
 * Which column of a table is which property of a product. A property is in one column at most.
 */
#define IO_TYPE_MAPPING (io_mapping_get_type ())
G_DECLARE_FINAL_TYPE (IoMapping, io_mapping, IO, MAPPING, GObject)

IoMapping    *io_mapping_new           (IoTable       *table);
IoMapping    *io_mapping_copy          (IoMapping     *self);
guint         io_mapping_get_n_columns (IoMapping     *self);
IoPropertyId  io_mapping_get           (IoMapping     *self,
                                        guint          column);
void          io_mapping_set           (IoMapping     *self,
                                        guint          column,
                                        IoPropertyId   id);
int           io_mapping_find          (IoMapping     *self,
                                        IoPropertyId   id);
gboolean      io_mapping_set_header    (IoMapping     *self,
                                        IoTable       *table,
                                        const char    *assignment,
                                        GError       **error);
gboolean      io_mapping_check         (IoMapping     *self,
                                        GError       **error);

G_END_DECLS
