#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BASE_ERROR:
 *
 * The domain of what can go wrong when text becomes a value. Every message is a sentence for the
 * person who typed the text.
 */
#define BASE_ERROR (base_error_quark ())

/**
 * BaseError:
 * @BASE_ERROR_EMPTY: there is nothing to read
 * @BASE_ERROR_SYNTAX: the text is not of the expected kind
 * @BASE_ERROR_RANGE: the value is too small or too large
 * @BASE_ERROR_PRECISION: the value has more decimals than are kept
 * @BASE_ERROR_NO_SUCH_DATE: the text reads as a date that the calendar does not have
 * @BASE_ERROR_CURRENCY: the text names something that is not a currency
 * @BASE_ERROR_ENCODING: the bytes are not text in the encoding
 * @BASE_ERROR_QUOTE: a quotation mark of delimited text is not closed, or closed too early
 */
typedef enum
{
  BASE_ERROR_EMPTY,
  BASE_ERROR_SYNTAX,
  BASE_ERROR_RANGE,
  BASE_ERROR_PRECISION,
  BASE_ERROR_NO_SUCH_DATE,
  BASE_ERROR_CURRENCY,
  BASE_ERROR_ENCODING,
  BASE_ERROR_QUOTE,
} BaseError;

GQuark base_error_quark (void);

G_END_DECLS
