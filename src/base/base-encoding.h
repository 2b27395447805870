#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BaseEncoding:
 * @BASE_ENCODING_UTF_8: UTF-8, with or without a byte order mark
 * @BASE_ENCODING_UTF_16LE: UTF-16, low byte first, with or without a byte order mark
 * @BASE_ENCODING_UTF_16BE: UTF-16, high byte first, with or without a byte order mark
 * @BASE_ENCODING_WINDOWS_1252: Windows-1252, which includes the letters of ISO 8859-1
 *
 * The encodings that tables come in.
 */
typedef enum
{
  BASE_ENCODING_UTF_8,
  BASE_ENCODING_UTF_16LE,
  BASE_ENCODING_UTF_16BE,
  BASE_ENCODING_WINDOWS_1252,
  BASE_N_ENCODINGS,
} BaseEncoding;

BaseEncoding base_encoding_guess     (const char   *bytes,
                                      gsize         length);
char        *base_encoding_to_utf8   (const char   *bytes,
                                      gsize         length,
                                      BaseEncoding  encoding,
                                      gsize        *text_length,
                                      GError      **error);
const char  *base_encoding_get_name  (BaseEncoding  encoding);
gboolean     base_encoding_from_name (const char   *name,
                                      BaseEncoding *encoding);

G_END_DECLS
