#include "config.h"

#include "model/stock-saved-view.h"

#include <glib/gi18n-lib.h>

G_DEFINE_TYPE (StockSavedView, stock_saved_view, ORM_TYPE_RECORD)

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (StockSavedView, saved_view_id),
  ORM_TEXT (StockSavedView, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE, .label = N_("Name"),
            .default_text = ""),
  ORM_TEXT (StockSavedView, definition, ORM_NOT_NULL, .label = N_("Definition"),
            .default_text = "{}"),
  ORM_INTEGER (StockSavedView, position, ORM_NOT_NULL, .label = N_("Position")),
};

static void
stock_saved_view_class_init (StockSavedViewClass *klass)
{
  orm_record_class_bind (ORM_RECORD_CLASS (klass), "saved_view", N_("Saved view"), columns,
                         G_N_ELEMENTS (columns));
}

static void
stock_saved_view_init (StockSavedView *self)
{
}

/**
 * stock_saved_view_new:
 * @name: its name
 * @definition: what it shows, as JSON; it is kept as it is
 *
 * Returns: (transfer full): a saved view that belongs to no session yet
 */
StockSavedView *
stock_saved_view_new (const char *name,
                      const char *definition)
{
  return g_object_new (STOCK_TYPE_SAVED_VIEW, "name", name, "definition", definition, NULL);
}
