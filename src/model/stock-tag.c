#include "config.h"

#include "model/stock-tag.h"

#include <glib/gi18n-lib.h>

G_DEFINE_TYPE (StockTag, stock_tag, ORM_TYPE_RECORD)

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (StockTag, tag_id),
  ORM_TEXT (StockTag, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE, .label = N_("Name"),
            .default_text = ""),
  ORM_TEXT (StockTag, colour, ORM_NOT_NULL, .label = N_("Colour"), .default_text = "#77767b"),
};

static void
stock_tag_class_init (StockTagClass *klass)
{
  orm_record_class_bind (ORM_RECORD_CLASS (klass), "tag", N_("Tag"), columns,
                         G_N_ELEMENTS (columns));
}

static void
stock_tag_init (StockTag *self)
{
}

/**
 * stock_tag_new:
 * @name: its name
 *
 * Returns: (transfer full): a tag that belongs to no session yet, and that nothing bears
 */
StockTag *
stock_tag_new (const char *name)
{
  return g_object_new (STOCK_TYPE_TAG, "name", name, NULL);
}
