#include "config.h"

#include "model/stock-tag.h"

#include <glib/gi18n-lib.h>

#include "model/stock-category.h"

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

/**
 * stock_tag_find:
 * @session: a session
 * @name: a name as somebody typed it, compared by stock_category_fold_name()
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the tag of that name, which may be new in @session; NULL
 *   without an error if there is none
 */
StockTag *
stock_tag_find (OrmSession  *session,
                const char  *name,
                GError     **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_TAG);
  g_autoptr (GPtrArray) all = orm_session_load_all (session, query, error);
  g_autofree char *folded = stock_category_fold_name (name);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      StockTag *tag = g_ptr_array_index (all, i);
      g_autofree char *other = stock_category_fold_name (tag->name);

      if (g_str_equal (folded, other))
        return g_object_ref (tag);
    }
  return NULL;
}
