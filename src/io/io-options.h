#pragma once

#include "base/base-encoding.h"
#include "base/base-format.h"

G_BEGIN_DECLS

/* The value of an enumeration in IoOptions that is to be found by looking at the table. */
#define IO_FIND (-1)

/* Options that are all to be found. */
#define IO_OPTIONS_FIND { IO_FIND, '\0', '\0', IO_FIND }

/**
 * IoOptions:
 * @encoding: a #BaseEncoding, or %IO_FIND
 * @delimiter: what stands between cells, or '\0' to find it
 * @decimal_sign: '.' or ',', or '\0' to find it
 * @date_order: a #BaseDateOrder, or %IO_FIND
 *
 * How a text table is written.
 */
typedef struct
{
  int  encoding;
  char delimiter;
  char decimal_sign;
  int  date_order;
} IoOptions;

gboolean   io_options_set        (IoOptions       *options,
                                  const char      *name,
                                  const char      *value,
                                  GError         **error);
gboolean   io_options_equal      (const IoOptions *a,
                                  const IoOptions *b);
BaseFormat io_options_get_format (const IoOptions *options);

G_END_DECLS
