#include "config.h"

#include "base/base-encoding.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-error.h"

/* How many bytes are looked at to tell UTF-16 without a byte order mark. */
#define SAMPLE_LENGTH 8192

/* The bytes 0x80 to 0x9f of Windows-1252; 0 where it has no character. */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* The names of the encodings, and other spellings of them in lower case without punctuation. */
static const struct
{
  const char   *name;
  const char   *spelling;
  BaseEncoding  encoding;
} encodings[] = {
  { "UTF-8", "utf8", BASE_ENCODING_UTF_8 },
  { "UTF-16LE", "utf16le", BASE_ENCODING_UTF_16LE },
  { "UTF-16BE", "utf16be", BASE_ENCODING_UTF_16BE },
  { "Windows-1252", "windows1252", BASE_ENCODING_WINDOWS_1252 },
  { NULL, "utf16", BASE_ENCODING_UTF_16LE },
  { NULL, "cp1252", BASE_ENCODING_WINDOWS_1252 },
  { NULL, "iso88591", BASE_ENCODING_WINDOWS_1252 },
  { NULL, "latin1", BASE_ENCODING_WINDOWS_1252 },
  { NULL, "ascii", BASE_ENCODING_UTF_8 },
};

static const struct
{
  const char   *bytes;
  gsize         length;
  BaseEncoding  encoding;
} byte_order_marks[] = {
  { "\xef\xbb\xbf", 3, BASE_ENCODING_UTF_8 },
  { "\xff\xfe", 2, BASE_ENCODING_UTF_16LE },
  { "\xfe\xff", 2, BASE_ENCODING_UTF_16BE },
};

/* The length of the byte order mark at the front, or 0. */
static gsize
find_byte_order_mark (const char   *bytes,
                      gsize         length,
                      BaseEncoding *encoding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (byte_order_marks); i++)
    if (length >= byte_order_marks[i].length
        && memcmp (bytes, byte_order_marks[i].bytes, byte_order_marks[i].length) == 0)
      {
        *encoding = byte_order_marks[i].encoding;
        return byte_order_marks[i].length;
      }
  return 0;
}

/**
 * base_encoding_guess:
 * @bytes: a text in an unknown encoding
 * @length: how many bytes
 *
 * Finds the encoding of a text: by its byte order mark; UTF-16 by the zero bytes that it puts
 * beside every line end; UTF-8 if the bytes are valid in it; Windows-1252 otherwise.
 *
 * Returns: the encoding
 */
BaseEncoding
base_encoding_guess (const char *bytes,
                     gsize       length)
{
  BaseEncoding encoding;
  gsize zeros[2] = { 0, 0 };

  if (find_byte_order_mark (bytes, length, &encoding) > 0)
    return encoding;

  for (gsize i = 0; i < MIN (length, SAMPLE_LENGTH); i++)
    if (bytes[i] == '\0')
      zeros[i % 2]++;
  if (zeros[0] != zeros[1] && length % 2 == 0)
    return zeros[1] > zeros[0] ? BASE_ENCODING_UTF_16LE : BASE_ENCODING_UTF_16BE;

  return g_utf8_validate_len (bytes, length, NULL) ? BASE_ENCODING_UTF_8
                                                   : BASE_ENCODING_WINDOWS_1252;
}

static guint
count_lines (const char *bytes,
             gsize       length)
{
  guint lines = 1;

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\n')
      lines++;
  return lines;
}

/* @offset counts bytes from 0, @line lines from 1. */
static void
set_error_at (GError       **error,
              BaseEncoding   encoding,
              guint          line,
              gsize          offset)
{
  g_autofree char *byte = g_strdup_printf ("%" G_GSIZE_FORMAT, offset + 1);

  /* Translators: the first %s is the name of an encoding such as UTF-8, the second a number. */
  g_set_error (error, BASE_ERROR, BASE_ERROR_ENCODING,
               _("Line %u is not text in %s (byte %s of the file)"),
               line, base_encoding_get_name (encoding), byte);
}

static char *
from_utf_8 (const char  *bytes,
            gsize        length,
            gsize        mark,
            gsize       *text_length,
            GError     **error)
{
  const char *end;

  if (!g_utf8_validate_len (bytes + mark, length - mark, &end))
    {
      set_error_at (error, BASE_ENCODING_UTF_8, count_lines (bytes, end - bytes), end - bytes);
      return NULL;
    }
  *text_length = length - mark;
  return g_strndup (bytes + mark, length - mark);
}

static gunichar
read_unit (const guchar *p,
           BaseEncoding  encoding)
{
  return encoding == BASE_ENCODING_UTF_16LE ? p[0] | (gunichar) p[1] << 8
                                            : p[1] | (gunichar) p[0] << 8;
}

/* Reads the character at @p; returns how many bytes it takes, or 0 if it is none. */
static gsize
read_utf_16 (const guchar *p,
             gsize         left,
             BaseEncoding  encoding,
             gunichar     *c)
{
  gunichar low;

  if (left < 2)
    return 0;
  *c = read_unit (p, encoding);
  if (*c < 0xd800 || *c > 0xdfff)
    return *c != 0 ? 2 : 0;

  if (*c > 0xdbff || left < 4)
    return 0;
  low = read_unit (p + 2, encoding);
  if (low < 0xdc00 || low > 0xdfff)
    return 0;
  *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
  return 4;
}

static guint
count_utf_16_lines (const guchar *bytes,
                    gsize         length,
                    BaseEncoding  encoding)
{
  guint lines = 1;

  for (gsize i = 0; i + 1 < length; i += 2)
    if (read_unit (bytes + i, encoding) == '\n')
      lines++;
  return lines;
}

static char *
from_utf_16 (const char    *bytes,
             gsize          length,
             gsize          mark,
             BaseEncoding   encoding,
             gsize         *text_length,
             GError       **error)
{
  const guchar *data = (const guchar *) bytes;
  g_autoptr (GString) text = g_string_sized_new (length / 2 + 1);

  for (gsize i = mark; i < length;)
    {
      gunichar c;
      gsize n = read_utf_16 (data + i, length - i, encoding, &c);

      if (n == 0)
        {
          set_error_at (error, encoding, count_utf_16_lines (data, i, encoding), i);
          return NULL;
        }
      g_string_append_unichar (text, c);
      i += n;
    }

  *text_length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
from_windows_1252 (const char  *bytes,
                   gsize        length,
                   gsize       *text_length,
                   GError     **error)
{
  g_autoptr (GString) text = g_string_sized_new (length + length / 8 + 1);

  for (gsize i = 0; i < length; i++)
    {
      gunichar c = (guchar) bytes[i];

      if (c >= 0x80 && c < 0xa0)
        c = windows_1252[c - 0x80];
      if (c == 0)
        {
          set_error_at (error, BASE_ENCODING_WINDOWS_1252, count_lines (bytes, i), i);
          return NULL;
        }
      g_string_append_unichar (text, c);
    }

  *text_length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * base_encoding_to_utf8:
 * @bytes: (nullable): a text; may be %NULL if it is empty
 * @length: how many bytes
 * @encoding: the encoding of the text
 * @text_length: (out): how many bytes the result has, without its ending zero
 * @error: return location for an error
 *
 * Converts a text to UTF-8. A byte order mark of the encoding is dropped.
 *
 * Errors: %BASE_ERROR_ENCODING where the bytes, or a zero among them, are not text in the
 * encoding; the message names the line and the byte.
 *
 * Returns: (transfer full) (nullable): the text, ended by a zero
 */
char *
base_encoding_to_utf8 (const char    *bytes,
                       gsize          length,
                       BaseEncoding   encoding,
                       gsize         *text_length,
                       GError       **error)
{
  BaseEncoding marked;
  gsize mark = find_byte_order_mark (bytes, length, &marked);

  if (length == 0)
    bytes = "";
  if (mark > 0 && marked != encoding)
    mark = 0;

  switch (encoding)
    {
    case BASE_ENCODING_UTF_8:
      return from_utf_8 (bytes, length, mark, text_length, error);
    case BASE_ENCODING_UTF_16LE:
    case BASE_ENCODING_UTF_16BE:
      return from_utf_16 (bytes, length, mark, encoding, text_length, error);
    case BASE_ENCODING_WINDOWS_1252:
      return from_windows_1252 (bytes, length, text_length, error);
    case BASE_N_ENCODINGS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * base_encoding_get_name:
 * @encoding: an encoding
 *
 * Returns: the name of the encoding, for instance "UTF-8"
 */
const char *
base_encoding_get_name (BaseEncoding encoding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (encodings[i].encoding == encoding && encodings[i].name != NULL)
      return encodings[i].name;
  g_return_val_if_reached (NULL);
}

/**
 * base_encoding_from_name:
 * @name: what somebody calls an encoding
 * @encoding: (out): the encoding
 *
 * Finds an encoding by its name, without regard to case and punctuation. "UTF-16" is the low byte
 * first; ISO 8859-1 and ASCII are the encodings that include them.
 *
 * Returns: %FALSE, with @encoding left alone, for a name that is not known
 */
gboolean
base_encoding_from_name (const char   *name,
                         BaseEncoding *encoding)
{
  g_autoptr (GString) spelling = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (spelling, g_ascii_tolower (*p));

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (strcmp (encodings[i].spelling, spelling->str) == 0)
      {
        *encoding = encodings[i].encoding;
        return TRUE;
      }
  return FALSE;
}
