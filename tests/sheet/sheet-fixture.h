#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

/* The columns of the fixture, in order. */
typedef enum
{
  FIXTURE_NAME,     /* text; "No name" while empty */
  FIXTURE_SKU,      /* text; "TAKEN" is refused */
  FIXTURE_CATEGORY, /* one of four, with a dot and completion */
  FIXTURE_QUANTITY, /* a whole number, never empty; "low" below 10 */
  FIXTURE_PRICE,    /* two decimals, may not be cleared */
  FIXTURE_VALUE,    /* computed, cannot be edited */
  FIXTURE_EXPIRES,  /* a date; expired ones with an icon */
  FIXTURE_NOTES,    /* text of several lines */
  FIXTURE_N_COLUMNS,
  FIXTURE_TAGS = FIXTURE_N_COLUMNS, /* words with commas between; for a test to add */
} FixtureColumn;

/**
 * FixtureItem:
 *
 * A row: one text per column, as the editor writes it. Any change notifies `revision`.
 */
#define FIXTURE_TYPE_ITEM (fixture_item_get_type ())
G_DECLARE_FINAL_TYPE (FixtureItem, fixture_item, FIXTURE, ITEM, GObject)

FixtureItem *fixture_item_new         (guint          number);
const char  *fixture_item_get         (FixtureItem   *self,
                                       FixtureColumn  column);
void         fixture_item_set         (FixtureItem   *self,
                                       FixtureColumn  column,
                                       const char    *text);

SheetColumn *fixture_column_new       (FixtureColumn  column);
GListStore  *fixture_store_new        (guint          n_rows);
GListModel  *fixture_lazy_model_new   (guint          n_rows);
GtkWidget   *fixture_view_new         (GListModel    *model);

G_END_DECLS
