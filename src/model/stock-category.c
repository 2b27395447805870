#include "config.h"

#include "model/stock-category.h"

#include <glib/gi18n-lib.h>

G_DEFINE_TYPE (StockCategory, stock_category, ORM_TYPE_RECORD)

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (StockCategory, category_id),
  ORM_TEXT (StockCategory, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE | ORM_SORTED,
            .label = N_("Name"), .default_text = ""),
  ORM_TEXT (StockCategory, colour, ORM_NOT_NULL, .label = N_("Colour"), .default_text = "#77767b"),
  ORM_INTEGER (StockCategory, position, ORM_NOT_NULL, .label = N_("Position")),
  ORM_BELONGS_TO (StockCategory, parent, stock_category_get_type, "children", ORM_SET_NULL,
                  .label = N_("Parent category")),
};

static void
stock_category_class_init (StockCategoryClass *klass)
{
  orm_record_class_bind (ORM_RECORD_CLASS (klass), "category", N_("Category"),
                         columns, G_N_ELEMENTS (columns));
}

static void
stock_category_init (StockCategory *self)
{
}

/**
 * stock_category_new:
 * @name: its name
 *
 * Returns: (transfer full): a category that belongs to no session yet
 */
StockCategory *
stock_category_new (const char *name)
{
  return g_object_new (STOCK_TYPE_CATEGORY, "name", name, NULL);
}

/**
 * stock_category_fold_name:
 * @name: a name as somebody typed it
 *
 * Takes away what two names may not differ in alone: case, the white space around, and how accents
 * are composed.
 *
 * Returns: (transfer full): the name to be compared
 */
char *
stock_category_fold_name (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *normal = g_utf8_normalize (stripped, -1, G_NORMALIZE_NFD);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

/**
 * stock_category_find:
 * @session: a session
 * @name: a name as somebody typed it, compared by stock_category_fold_name()
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the category of that name; NULL without an error if there
 *   is none
 */
StockCategory *
stock_category_find (OrmSession  *session,
                     const char  *name,
                     GError     **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *folded = stock_category_fold_name (name);

  all = orm_session_load_all (session, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      StockCategory *category = g_ptr_array_index (all, i);
      g_autofree char *other = stock_category_fold_name (category->name);

      if (g_str_equal (folded, other))
        return g_object_ref (category);
    }
  return NULL;
}

/**
 * stock_category_list_below:
 * @self: a category
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64): the keys of @self, which is the first, and of all
 *   that stand below it, however deep, each once; or %NULL with @error
 */
GArray *
stock_category_list_below (StockCategory  *self,
                           GError        **error)
{
  OrmSession *session = orm_record_get_session (ORM_RECORD (self));
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GPtrArray) nested = NULL;
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (keys, self->category_id);
  if (session == NULL) /* deleted: nothing is below it any more */
    return keys;
  orm_query_where (query, orm_condition_is_not_null ("parent"));
  nested = orm_session_load_all (session, query, error);
  if (nested == NULL)
    {
      g_array_unref (keys);
      return NULL;
    }
  for (guint i = 0; i < keys->len; i++)
    for (guint j = 0; j < nested->len; j++)
      {
        StockCategory *category = g_ptr_array_index (nested, j);

        if (category->category_id != self->category_id
            && orm_record_get_reference_key (ORM_RECORD (category), "parent")
                 == g_array_index (keys, gint64, i))
          g_array_append_val (keys, category->category_id);
      }
  return keys;
}

/**
 * stock_category_next_colour:
 * @n: how many categories there are already
 *
 * Returns: "#rrggbb", a colour that the last ones do not have; from GNOME's palette, in shades
 *   that stand out on light and on dark
 */
const char *
stock_category_next_colour (guint n)
{
  static const char *const palette[] = {
    "#3584e4", "#2ec27e", "#f5c211", "#ff7800", "#e01b24", "#9141ac", "#986a44", "#1c9fb0",
    "#62a0ea", "#57a300", "#c64600", "#dc8add",
  };

  return palette[n % G_N_ELEMENTS (palette)];
}
