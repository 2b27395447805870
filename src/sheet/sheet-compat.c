/* What newer versions of GTK do better than the oldest that is supported. The only file of this
 * layer with version checks; it is compiled without the ceiling of the others. */

#include "sheet/sheet-compat.h"

/**
 * sheet_compat_scroll_to_row:
 * @view: a column view
 * @list: the list view within it
 * @row: a row
 *
 * Scrolls up or down as little as is needed to see the row. Before GTK 4.12 a column view has no
 * function for it, but its list view has the action.
 */
void
sheet_compat_scroll_to_row (GtkColumnView *view,
                            GtkWidget     *list,
                            guint          row)
{
#if GTK_CHECK_VERSION (4, 12, 0)
  if (row < g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))))
    gtk_column_view_scroll_to (view, row, NULL, GTK_LIST_SCROLL_NONE, NULL);
#else
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", row);
#endif
}
