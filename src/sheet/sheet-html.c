#include "config.h"

#include "sheet/sheet-html.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>

#include "sheet/sheet-number.h"

/* What a spreadsheet writes is far below these; what is above them would take too long. */
#define MOST_CELLS   400000
#define MOST_COLUMNS 10000
#define MOST_NESTED  500

/* A cell that is text, to LibreOffice and to Excel. */
#define TEXT_CELL "<td sdnum=\"1033;0;@\" style='mso-number-format:\"\\@\"'>"

/* How much is given to the parser at once. */
#define PORTION 65536

typedef struct
{
  GPtrArray *rows;     /* of GPtrArrays of texts; NULL is a cell that another one covers */
  GPtrArray *row;      /* NULL between rows */
  GArray    *reaching; /* of each column, how many more rows the cell above covers */
  GString   *cell;     /* NULL between cells */
  char      *value;    /* the number behind the text of the cell */
  guint      n_covered; /* columns to the right that the cell covers */
  guint      n_below;   /* rows below that it covers */
  gboolean   in_gap;    /* a line of the source has ended: a space, if more text comes */
  guint      depth;     /* elements that are open */
  guint      n_open;    /* tables that are */
  guint      n_tables;  /* that were seen, not counting those within others */
  guint      n_hidden;  /* open elements whose text is not shown */
  guint      n_cells;
  gboolean   has_more;  /* there is text beside the table */
  SheetHtmlFlags flags;
  GError    *error;
} Reader;

static void
clear_reader (Reader *self)
{
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->row, g_ptr_array_unref);
  g_array_unref (self->reaching);
  if (self->cell != NULL)
    g_string_free (self->cell, TRUE);
  g_free (self->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static void
refuse (Reader     *self,
        const char *reason)
{
  if (self->error == NULL)
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, reason);
}

/* What is counted keeps a small text from growing into a table that fills the memory. */
static gboolean
count_cell (Reader *self)
{
  if (++self->n_cells > MOST_CELLS || (self->row != NULL && self->row->len >= MOST_COLUMNS))
    refuse (self, _("The table on the clipboard is too large to be pasted."));

  return self->error == NULL;
}

static void
append_cell (Reader *self,
             char   *text)
{
  if (count_cell (self))
    g_ptr_array_add (self->row, text);
  else
    g_free (text);
}

static guint *
get_reaching (Reader *self,
              guint   column)
{
  if (column >= self->reaching->len)
    g_array_set_size (self->reaching, column + 1);

  return &g_array_index (self->reaching, guint, column);
}

/* Cells that reach down from above into the next places of the row. */
static void
skip_covered (Reader *self)
{
  while (self->error == NULL && self->row->len < self->reaching->len
         && *get_reaching (self, self->row->len) > 0)
    {
      (*get_reaching (self, self->row->len))--;
      append_cell (self, NULL);
    }
}

static void
end_cell (Reader *self)
{
  GString *cell = g_steal_pointer (&self->cell);
  g_autofree char *text = NULL;

  if (cell == NULL)
    return;

  /* The break at the end makes no line; a single space that does not break is an empty cell. */
  if (g_str_has_suffix (cell->str, "\n"))
    g_string_truncate (cell, cell->len - 1);
  if (g_str_equal (cell->str, "\302\240"))
    g_string_truncate (cell, 0);
  text = g_string_free (cell, FALSE);

  for (guint i = 0; i <= self->n_covered && self->error == NULL; i++)
    {
      if (self->n_below > 0)
        *get_reaching (self, self->row->len) = self->n_below;
      append_cell (self, i == 0 ? sheet_number_settle (text, self->value) : NULL);
    }
  g_clear_pointer (&self->value, g_free);
}

static void
end_row (Reader *self)
{
  end_cell (self);
  if (self->row == NULL)
    return;

  for (guint i = self->row->len; i < self->reaching->len; i++)
    if (*get_reaching (self, i) > 0)
      (*get_reaching (self, i))--;
  if (count_cell (self))
    g_ptr_array_add (self->rows, g_steal_pointer (&self->row));
}

static void
begin_row (Reader *self)
{
  end_row (self);
  self->row = g_ptr_array_new_with_free_func (g_free);
}

/* Returns: (transfer none) (nullable) */
static const char *
get_attribute (const xmlChar **attributes,
               const char     *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_str_equal (attributes[i], name))
      return (const char *) attributes[i + 1];

  return NULL;
}

/* How many cells beyond itself one covers. */
static guint
get_span (const xmlChar **attributes,
          const char     *name,
          guint           most)
{
  const char *text = get_attribute (attributes, name);
  gint64 span = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 1;

  return CLAMP (span, 1, most) - 1;
}

static void
begin_cell (Reader         *self,
            const xmlChar **attributes)
{
  const char *value = get_attribute (attributes, "sdval");

  end_cell (self);
  if (self->row == NULL)
    begin_row (self);
  skip_covered (self);

  self->cell = g_string_new (NULL);
  self->in_gap = FALSE;
  self->n_covered = get_span (attributes, "colspan", 1000);
  self->n_below = get_span (attributes, "rowspan", 65534);
  self->value = g_strdup (value != NULL ? value : get_attribute (attributes, "x:num"));
}

static void
append_break (Reader *self)
{
  self->in_gap = FALSE;
  if (self->cell != NULL)
    g_string_append_c (self->cell, '\n');
}

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  return g_strv_contains (names, name);
}

static const char *const hidden[] = { "title", "style", "script", "comment", "caption", NULL };
static const char *const cells[] = { "td", "th", NULL };
static const char *const blocks[] = { "p", "div", "li", "tr", NULL };

static void
start_element_cb (void           *user_data,
                  const xmlChar  *tag,
                  const xmlChar **attributes)
{
  Reader *self = user_data;
  const char *name = (const char *) tag;
  const char *content = get_attribute (attributes, "content");

  if (++self->depth > MOST_NESTED)
    refuse (self, _("The table on the clipboard cannot be read: it is nested too deeply."));
  if (self->error != NULL)
    return;

  if (is_one_of (name, hidden))
    self->n_hidden++;
  else if (g_str_equal (name, "meta") && content != NULL && g_str_has_prefix (content, "Gnumeric"))
    self->flags |= SHEET_HTML_ROUNDED;
  else if (g_str_equal (name, "table") && self->n_open++ == 0)
    self->n_tables++;
  else if (g_str_equal (name, "br"))
    append_break (self);
  else if (self->n_open == 1 && g_str_equal (name, "tr"))
    begin_row (self);
  else if (self->n_open == 1 && is_one_of (name, cells))
    begin_cell (self, attributes);
  else if (self->cell != NULL && self->cell->len > 0 && is_one_of (name, blocks))
    append_break (self);
}

static void
end_element_cb (void          *user_data,
                const xmlChar *tag)
{
  Reader *self = user_data;
  const char *name = (const char *) tag;

  if (self->depth > 0)
    self->depth--;
  if (self->error != NULL)
    return;

  if (is_one_of (name, hidden) && self->n_hidden > 0)
    self->n_hidden--;
  else if (self->n_open == 1 && is_one_of (name, cells))
    end_cell (self);
  else if (self->n_open == 1 && g_str_equal (name, "tr"))
    end_row (self);
  else if (g_str_equal (name, "table") && self->n_open > 0 && --self->n_open == 0)
    end_row (self);
}

static gboolean
ends_line (char c)
{
  return c == '\n' || c == '\r';
}

/*
 * Spaces stay, though HTML says otherwise: spreadsheets write them as they are. A line's end in the
 * source, with the blanks around it, is one space between words and nothing elsewhere.
 */
static void
append_text (Reader     *self,
             const char *text,
             gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      GString *cell = self->cell;

      if (ends_line (text[i]) || (self->in_gap && g_ascii_isspace (text[i])))
        {
          while (!self->in_gap && cell->len > 0 && cell->str[cell->len - 1] == ' ')
            g_string_truncate (cell, cell->len - 1);
          self->in_gap = TRUE;
          continue;
        }
      if (self->in_gap && cell->len > 0 && cell->str[cell->len - 1] != '\n')
        g_string_append_c (cell, ' ');
      self->in_gap = FALSE;
      g_string_append_c (cell, text[i] == '\t' ? ' ' : text[i]);
    }
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            length)
{
  Reader *self = user_data;

  if (self->error != NULL || self->n_hidden > 0)
    return;

  if (self->cell != NULL)
    append_text (self, (const char *) text, length);
  else
    for (int i = 0; i < length; i++)
      self->has_more |= !g_ascii_isspace (text[i]);
}

static void
parse (Reader     *self,
       const char *text,
       gsize       length)
{
  htmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
  };
  htmlParserCtxtPtr parser
    = htmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  for (gsize i = 0; i < length && self->error == NULL; i += PORTION)
    htmlParseChunk (parser, text + i, MIN (PORTION, length - i), FALSE);
  if (self->error == NULL)
    htmlParseChunk (parser, NULL, 0, TRUE);
  htmlFreeParserCtxt (parser);
  end_row (self);
}

static SheetBlock *
create_block (GPtrArray *rows)
{
  SheetBlock *block;
  guint n_columns = 1;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *) g_ptr_array_index (rows, i))->len);

  block = sheet_block_new (rows->len, n_columns);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->len; j++)
        sheet_block_take (block, i, j, g_steal_pointer (&g_ptr_array_index (row, j)));
    }

  return block;
}

/**
 * sheet_html_read:
 * @text: HTML in UTF-8
 * @length: how many bytes
 * @flags: (out): what is known of the program that wrote it
 * @error: return location for an error
 *
 * Reads the one table of a document in which there is nothing else. Cells that another one covers
 * are empty. Numbers with their value beside them are taken as sheet_number_settle() says.
 *
 * Errors: %G_IO_ERROR_NOT_FOUND where there is no table, or more than a table;
 * %G_IO_ERROR_MESSAGE_TOO_LARGE, with a sentence for the user, where it is out of all measure
 *
 * Returns: (transfer full): the cells, or %NULL with @error
 */
SheetBlock *
sheet_html_read (const char      *text,
                 gsize            length,
                 SheetHtmlFlags  *flags,
                 GError         **error)
{
  g_auto (Reader) reader = {
    .rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .reaching = g_array_new (FALSE, TRUE, sizeof (guint)),
  };
  guint64 n_cells = 0;

  parse (&reader, text, length);
  for (guint i = 0; i < reader.rows->len; i++)
    n_cells = MAX (n_cells, ((GPtrArray *) g_ptr_array_index (reader.rows, i))->len);
  n_cells *= reader.rows->len;
  if (n_cells > MOST_CELLS)
    refuse (&reader, _("The table on the clipboard is too large to be pasted."));
  if (reader.error == NULL && (reader.n_tables != 1 || n_cells == 0 || reader.has_more))
    g_set_error_literal (&reader.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _("There is no table on the clipboard."));
  if (reader.error != NULL)
    {
      g_propagate_error (error, reader.error);
      return NULL;
    }

  *flags = reader.flags;
  return create_block (reader.rows);
}

/**
 * sheet_html_begin:
 * @html: what to append to
 *
 * Begins a table.
 */
void
sheet_html_begin (GString *html)
{
  g_string_append (html, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                         "<meta name=\"generator\" content=\"Stockbook\"></head><body><table>\n");
}

/* Spaces are written so that they survive in programs that read HTML to the letter. */
static void
append_escaped (GString    *html,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (html, "&amp;");
        break;
      case '<':
        g_string_append (html, "&lt;");
        break;
      case '>':
        g_string_append (html, "&gt;");
        break;
      case '"':
        g_string_append (html, "&quot;");
        break;
      case '\n':
        g_string_append (html, p[1] != '\0' ? "<br>" : "<br><br>");
        break;
      default:
        g_string_append_c (html, *p);
      }
}

/**
 * sheet_html_append_row:
 * @html: what to append to
 * @block: cells
 * @row: which row of them
 * @is_text: of each column, whether its cells are text even where they look like numbers
 *
 * Appends a row. Texts are marked so that spreadsheets make no numbers of them.
 */
void
sheet_html_append_row (GString          *html,
                       const SheetBlock *block,
                       guint             row,
                       const gboolean   *is_text)
{
  guint n_rows, n_columns;

  sheet_block_get_size (block, &n_rows, &n_columns);
  g_string_append (html, "<tr>");
  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append (html, is_text[i] ? TEXT_CELL : "<td>");
      append_escaped (html, sheet_block_get (block, row, i));
      g_string_append (html, "</td>");
    }
  g_string_append (html, "</tr>\n");
}

/**
 * sheet_html_end:
 * @html: what to append to
 *
 * Ends the table.
 */
void
sheet_html_end (GString *html)
{
  g_string_append (html, "</table></body></html>\n");
}
