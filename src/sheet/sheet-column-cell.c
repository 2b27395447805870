/* What a column does with the object of one row: the calls of its virtual functions. */

#include "sheet/sheet-column.h"

/**
 * sheet_column_dup_text:
 * @self: a column
 * @item: the object of the row
 *
 * Returns: (transfer full): the text that the cell shows
 */
char *
sheet_column_dup_text (SheetColumn *self,
                       GObject     *item)
{
  return SHEET_COLUMN_GET_CLASS (self)->dup_text (self, item);
}

/**
 * sheet_column_dup_edit_text:
 * @self: a column
 * @item: the object of the row
 *
 * Returns: (transfer full): the text that the editor starts with
 */
char *
sheet_column_dup_edit_text (SheetColumn *self,
                            GObject     *item)
{
  return SHEET_COLUMN_GET_CLASS (self)->dup_edit_text (self, item);
}

/**
 * sheet_column_dup_copy_text:
 * @self: a column
 * @item: the object of the row
 *
 * Returns: (transfer full): the text for the clipboard
 */
char *
sheet_column_dup_copy_text (SheetColumn *self,
                            GObject     *item)
{
  return SHEET_COLUMN_GET_CLASS (self)->dup_copy_text (self, item);
}

/**
 * sheet_column_set_text:
 * @self: a column
 * @item: the object of the row
 * @text: what the user has typed
 * @action: how it came
 * @error: why it was refused, in words of the user's world
 *
 * Reads a text and writes its value.
 *
 * Returns: whether it is written; if not, nothing is changed
 */
gboolean
sheet_column_set_text (SheetColumn  *self,
                       GObject      *item,
                       const char   *text,
                       SheetAction   action,
                       GError      **error)
{
  return SHEET_COLUMN_GET_CLASS (self)->set_text (self, item, text, action, error);
}

/**
 * sheet_column_clear:
 * @self: a column
 * @item: the object of the row
 * @error: why it was refused, in words of the user's world
 *
 * Takes the value out of a cell.
 *
 * Returns: whether it is written; if not, nothing is changed
 */
gboolean
sheet_column_clear (SheetColumn  *self,
                    GObject      *item,
                    GError      **error)
{
  return SHEET_COLUMN_GET_CLASS (self)->clear (self, item, error);
}

/**
 * sheet_column_is_filled:
 * @self: a column
 * @item: the object of the row
 *
 * Returns: whether the cell has a value
 */
gboolean
sheet_column_is_filled (SheetColumn *self,
                        GObject     *item)
{
  return SHEET_COLUMN_GET_CLASS (self)->is_filled (self, item);
}

/**
 * sheet_column_get_look:
 * @self: a column
 * @item: the object of the row
 * @look: (out caller-allocates): how the cell looks beyond its text; all zero for no more than that
 *
 * Returns: whether there is anything beyond the text
 */
gboolean
sheet_column_get_look (SheetColumn *self,
                       GObject     *item,
                       SheetLook   *look)
{
  *look = (SheetLook) { 0, };

  return SHEET_COLUMN_GET_CLASS (self)->get_look (self, item, look);
}

/**
 * sheet_column_dup_completions:
 * @self: a column
 * @item: the object of the row
 * @typed: what stands in the editor; the empty text asks for the whole list
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the values to offer, best first
 */
char **
sheet_column_dup_completions (SheetColumn *self,
                              GObject     *item,
                              const char  *typed)
{
  return SHEET_COLUMN_GET_CLASS (self)->dup_completions (self, item, typed);
}

/**
 * sheet_column_dup_new_label:
 * @self: a column
 * @item: the object of the row
 * @typed: what stands in the editor
 *
 * Returns: (transfer full) (nullable): how to offer to make what was typed, %NULL if that exists
 *   already or cannot be made
 */
char *
sheet_column_dup_new_label (SheetColumn *self,
                            GObject     *item,
                            const char  *typed)
{
  return SHEET_COLUMN_GET_CLASS (self)->dup_new_label (self, item, typed);
}

/**
 * sheet_column_check_text:
 * @self: a column
 * @item: the object of the row
 * @text: what stands in the editor
 * @action: how it came
 * @error: what is wrong with it, in words of the user's world
 *
 * Returns: %FALSE if sheet_column_set_text() would refuse the text
 */
gboolean
sheet_column_check_text (SheetColumn  *self,
                         GObject      *item,
                         const char   *text,
                         SheetAction   action,
                         GError      **error)
{
  return SHEET_COLUMN_GET_CLASS (self)->check_text (self, item, text, action, error);
}

/**
 * sheet_column_read_date:
 * @self: a column
 * @item: the object of the row
 * @text: what stands in the editor
 * @date: (out): the day that it means, today if it means none
 *
 * Returns: whether the column holds dates
 */
gboolean
sheet_column_read_date (SheetColumn *self,
                        GObject     *item,
                        const char  *text,
                        GDate       *date)
{
  return SHEET_COLUMN_GET_CLASS (self)->read_date (self, item, text, date);
}

/**
 * sheet_column_dup_date_text:
 * @self: a column that holds dates
 * @item: the object of the row
 * @date: a day
 *
 * Returns: (transfer full): the day as one would type it
 */
char *
sheet_column_dup_date_text (SheetColumn *self,
                            GObject     *item,
                            const GDate *date)
{
  return SHEET_COLUMN_GET_CLASS (self)->dup_date_text (self, item, date);
}

/**
 * sheet_column_dup_today:
 * @self: a column
 * @item: the object of the row
 *
 * Returns: (transfer full) (nullable): today's date as one would type it, %NULL in a column that
 *   holds no dates
 */
char *
sheet_column_dup_today (SheetColumn *self,
                        GObject     *item)
{
  GDate today;

  if (!sheet_column_read_date (self, item, "", &today))
    return NULL;

  return sheet_column_dup_date_text (self, item, &today);
}

/**
 * sheet_column_get_value:
 * @self: a column
 * @item: the object of the row
 * @value: (out): what the cell holds, for filling in series
 *
 * Asks for the number or date in a cell.
 */
void
sheet_column_get_value (SheetColumn *self,
                        GObject     *item,
                        SheetValue  *value)
{
  *value = (SheetValue) { SHEET_VALUE_TEXT };
  SHEET_COLUMN_GET_CLASS (self)->get_value (self, item, value);
}
