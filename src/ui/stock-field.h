#pragma once

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * StockFieldFlags:
 * @STOCK_FIELD_NUMERIC: numbers: set at the end of the cell
 * @STOCK_FIELD_READ_ONLY: computed from others
 * @STOCK_FIELD_ALWAYS_FILLED: never without a value
 * @STOCK_FIELD_LINES: text of several lines
 * @STOCK_FIELD_LIST: several values, with commas between
 */
typedef enum
{
  STOCK_FIELD_NUMERIC = 1 << 0,
  STOCK_FIELD_READ_ONLY = 1 << 1,
  STOCK_FIELD_ALWAYS_FILLED = 1 << 2,
  STOCK_FIELD_LINES = 1 << 3,
  STOCK_FIELD_LIST = 1 << 4,
} StockFieldFlags;

typedef struct _StockFieldKind StockFieldKind;

/**
 * StockField:
 * @id: the name to remember it by, in settings and tests
 * @property: (nullable): the product's property; %NULL for a computed one
 * @order: the path by which it sorts; %NULL: by the value, quantity times price, or not at all if
 *   it is a list
 * @title: the header, untranslated
 * @step: what a change of it is called in undo, untranslated
 * @kind: how it is read and written
 * @width: in pixels, at first
 * @flags: more about it
 *
 * One column of the table of products: all that is known of it without a widget.
 */
typedef struct
{
  const char *id;
  const char *property;
  const char *order;
  const char *title;
  const char *step;
  const StockFieldKind *kind;
  int width;
  StockFieldFlags flags;
} StockField;

/**
 * StockNumber:
 * @value: in units of 10 to the power of minus @decimals
 * @decimals: how many of the digits are decimals
 * @is_money: whether it is an amount in the inventory's currency
 *
 * What a cell of numbers holds, exactly.
 */
typedef struct
{
  OrmTotal value;
  guint decimals;
  gboolean is_money;
} StockNumber;

const StockField *stock_fields_get           (guint              *n_fields);
const StockField *stock_field_find           (const char         *id);
char             *stock_field_dup_text       (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product);
char             *stock_field_dup_edit_text  (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product);
char             *stock_field_dup_copy_text  (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product);
gboolean          stock_field_set_text       (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product,
                                              const char         *text,
                                              GError            **error);
char             *stock_field_compute        (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product,
                                              const char         *text,
                                              gboolean            may_change,
                                              const GDate        *today,
                                              GError            **error);
gboolean          stock_field_check          (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product,
                                              const char         *text,
                                              gboolean            may_change,
                                              const GDate        *today,
                                              GError            **error);
gboolean          stock_field_get_number     (const StockField   *self,
                                              StockInventory     *inventory,
                                              StockProduct       *product,
                                              StockNumber        *number);
char            **stock_field_dup_completions (const StockField  *self,
                                              StockInventory     *inventory,
                                              const char         *typed);
char             *stock_field_dup_new_label  (const StockField   *self,
                                              StockInventory     *inventory,
                                              const char         *typed);
void              stock_field_order          (const StockField   *self,
                                              OrmQuery           *query,
                                              OrmDirection        direction);

G_END_DECLS
