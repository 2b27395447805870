#include "sheet/sheet-part.h"

#include <string.h>

#define COMMA ','

/**
 * sheet_part_find:
 * @text: values with commas between them
 * @caret: where the caret is, in bytes
 * @start: (out): where the value at the caret begins
 * @end: (out): where it ends
 *
 * Finds one of several values, without the spaces around it. Empty values have their place too.
 */
void
sheet_part_find (const char *text,
                 gsize       caret,
                 gsize      *start,
                 gsize      *end)
{
  const char *comma = strchr (text + caret, COMMA);

  *end = comma != NULL ? (gsize) (comma - text) : strlen (text);
  for (*start = caret; *start > 0 && text[*start - 1] != COMMA;)
    (*start)--;
  while (*start < *end && text[*start] == ' ')
    (*start)++;
  while (*end > *start && text[*end - 1] == ' ')
    (*end)--;
  if (*start == *end)
    *start = *end = caret;
}

/**
 * sheet_part_replace:
 * @text: values with commas between them
 * @caret: where the caret is, in bytes
 * @value: what is to stand there
 * @new_caret: (out): where the caret goes, in bytes: behind the value
 *
 * Returns: (transfer full): the text with another value at the caret
 */
char *
sheet_part_replace (const char *text,
                    gsize       caret,
                    const char *value,
                    gsize      *new_caret)
{
  gsize start, end;
  g_autofree char *before = NULL;

  sheet_part_find (text, caret, &start, &end);
  before = g_strndup (text, start);
  *new_caret = start + strlen (value);

  return g_strconcat (before, value, text + end, NULL);
}
