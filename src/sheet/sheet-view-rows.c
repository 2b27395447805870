/* What is done to the selected rows as a whole. */

#include "config.h"

#include "sheet/sheet-view-private.h"

#include <glib/gi18n-lib.h>

/* More cells than this are not copied as text: nobody reads them. */
#define MOST_TEXTS 200000

/**
 * sheet_view_dup_rows:
 * @self: a view
 *
 * Returns: (transfer full): the rows in which anything is selected
 */
GtkBitset *
sheet_view_dup_rows (SheetView *self)
{
  g_autoptr (GArray) ranges = sheet_view_dup_selection (self);
  GtkBitset *rows = gtk_bitset_new_empty ();

  for (guint i = 0; i < ranges->len; i++)
    {
      const SheetRange *range = &g_array_index (ranges, SheetRange, i);

      gtk_bitset_add_range (rows, range->row, range->n_rows);
    }

  return rows;
}

static gboolean
emit_rows (SheetView  *self,
           const char *signal)
{
  g_autoptr (GtkBitset) rows = sheet_view_dup_rows (self);

  if (!self->read_only && !gtk_bitset_is_empty (rows))
    g_signal_emit_by_name (self, signal, rows);

  return TRUE;
}

/* Commands, as in sheet-view-commands.c. */
gboolean
sheet_view_delete_rows (SheetView *self,
                        SheetMove  move)
{
  return emit_rows (self, "delete-rows");
}

gboolean
sheet_view_duplicate_rows (SheetView *self,
                           SheetMove  move)
{
  return emit_rows (self, "duplicate-rows");
}

gboolean
sheet_view_insert_row (SheetView *self,
                       SheetMove  move)
{
  SheetRange range = sheet_controller_get_range (self->controller);

  if (!self->read_only)
    g_signal_emit_by_name (self, "insert-row", range.row);

  return TRUE;
}

/* How many columns a text takes in letters of equal width. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (character) ? 0 : g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

/* Lines and tabs would break the table. */
static char *
dup_one_line (char *text)
{
  return g_strdelimit (text, "\n\r\t", ' ');
}

/* The titles of the shown columns, and then the shown texts of the rows. */
static GPtrArray *
dup_texts (SheetView *self,
           GtkBitset *rows,
           guint      n_columns)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GtkBitsetIter iter;
  guint row;

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (texts, g_strdup (sheet_column_get_title (
                              sheet_controller_get_column (self->controller, i))));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      g_autoptr (GObject) item = sheet_controller_dup_item (self->controller, row);

      for (guint i = 0; i < n_columns; i++)
        g_ptr_array_add (texts,
                         dup_one_line (sheet_column_dup_text (
                           sheet_controller_get_column (self->controller, i), item)));
    }

  return texts;
}

static void
append_cell (GString    *text,
             const char *cell,
             guint       width,
             gboolean    at_end,
             gboolean    is_last)
{
  guint n_spaces = width - get_width (cell);

  g_string_append_printf (text, "%*s", at_end ? (int) n_spaces : 0, "");
  g_string_append (text, cell);
  if (is_last)
    g_string_append_c (text, '\n');
  else
    g_string_append_printf (text, "%*s", (at_end ? 0 : (int) n_spaces) + 2, "");
}

static char *
align (SheetView *self,
       GPtrArray *texts,
       guint      n_columns)
{
  g_autofree guint *widths = g_new0 (guint, n_columns);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    widths[i % n_columns] = MAX (widths[i % n_columns], get_width (g_ptr_array_index (texts, i)));
  for (guint i = 0; i < texts->len; i++)
    {
      SheetColumn *column = sheet_controller_get_column (self->controller, i % n_columns);

      append_cell (text, g_ptr_array_index (texts, i), widths[i % n_columns],
                   sheet_column_get_numeric (column), i % n_columns == n_columns - 1);
    }

  return g_string_free (text, FALSE);
}

/* Copies whole rows as one reads them, under the titles of their columns, for a letter. */
gboolean
sheet_view_copy_text (SheetView *self,
                      SheetMove  move)
{
  guint n_columns = sheet_column_set_get_n_shown (sheet_controller_get_columns (self->controller));
  g_autoptr (GtkBitset) rows = sheet_view_dup_rows (self);
  g_autoptr (GPtrArray) texts = NULL;
  g_autofree char *text = NULL;

  if (gtk_bitset_is_empty (rows))
    return TRUE;
  if (gtk_bitset_get_size (rows) * n_columns > MOST_TEXTS)
    {
      sheet_view_report (self, _("That is too much to be copied as text."));
      return TRUE;
    }
  texts = dup_texts (self, rows, n_columns);
  text = align (self, texts, n_columns);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);

  return TRUE;
}
