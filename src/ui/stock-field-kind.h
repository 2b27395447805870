#pragma once

#include "ui/stock-field.h"

G_BEGIN_DECLS

/**
 * StockFieldKind:
 * @dup_text: what the cell shows
 * @dup_edit_text: what the editor starts with; NULL: what is shown
 * @dup_copy_text: what goes to the clipboard; NULL: as for the editor
 * @set_text: reads @text, which is stripped and may be empty, and sets the property; NULL: nothing
 *   can be entered
 * @compute: what a hand has typed, as set_text() reads it, see stock_field_compute(); NULL: to the
 *   letter
 * @get_decimals: of the integer that is behind the number; NULL: no number can be entered
 * @get_number: what the cell counts for in a sum; NULL: nothing
 * @dup_completions: what can be chosen; NULL: nothing
 * @dup_new_label: how the list offers to make what was typed, see stock_field_dup_new_label();
 *   NULL: nothing can be made
 *
 * How one kind of column reads and writes its cells.
 */
struct _StockFieldKind
{
  char     *(*dup_text)        (const StockField *field, StockInventory *inventory,
                                StockProduct *product);
  char     *(*dup_edit_text)   (const StockField *field, StockInventory *inventory,
                                StockProduct *product);
  char     *(*dup_copy_text)   (const StockField *field, StockInventory *inventory,
                                StockProduct *product);
  gboolean  (*set_text)        (const StockField *field, StockInventory *inventory,
                                StockProduct *product, const char *text, GError **error);
  char     *(*compute)         (const StockField *field, StockInventory *inventory,
                                StockProduct *product, const char *text, gboolean may_change,
                                const GDate *today, GError **error);
  guint     (*get_decimals)    (StockInventory *inventory, StockProduct *product);
  gboolean  (*get_number)      (const StockField *field, StockInventory *inventory,
                                StockProduct *product, StockNumber *number);
  char    **(*dup_completions) (const StockField *field, StockInventory *inventory,
                                const char *typed);
  char     *(*dup_new_label)   (const StockField *field, StockInventory *inventory,
                                const char *typed);
};

extern const StockFieldKind stock_field_kind_text;     /* the empty text stays one */
extern const StockFieldKind stock_field_kind_optional; /* the empty text is no value */
extern const StockFieldKind stock_field_kind_unit;
extern const StockFieldKind stock_field_kind_amount;   /* as many decimals as the unit */
extern const StockFieldKind stock_field_kind_money;
extern const StockFieldKind stock_field_kind_value;    /* quantity times price */
extern const StockFieldKind stock_field_kind_date;
extern const StockFieldKind stock_field_kind_category;
extern const StockFieldKind stock_field_kind_tags;     /* several, with commas between */

G_END_DECLS
