#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IO_ERROR:
 *
 * The domain of what can go wrong with a table, beside the errors of the layers below.
 */
#define IO_ERROR (io_error_quark ())

/**
 * IoError:
 * @IO_ERROR_EMPTY: the table has no header
 * @IO_ERROR_TOO_LARGE: the table is larger than what is read into memory
 * @IO_ERROR_NOT_TEXT: the file is not a text table, but of another kind that is known
 * @IO_ERROR_OPTION: an option has a value that it does not take
 * @IO_ERROR_MAPPING: the columns do not say which products the rows are
 * @IO_ERROR_REFUSED: rows were refused, and the others were not asked for alone
 * @IO_ERROR_READ_ONLY: the inventory cannot be written
 */
typedef enum
{
  IO_ERROR_EMPTY,
  IO_ERROR_TOO_LARGE,
  IO_ERROR_NOT_TEXT,
  IO_ERROR_OPTION,
  IO_ERROR_MAPPING,
  IO_ERROR_REFUSED,
  IO_ERROR_READ_ONLY,
} IoError;

GQuark io_error_quark (void);

G_END_DECLS
