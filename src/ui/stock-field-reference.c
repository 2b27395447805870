/* Columns whose cells name other records: what is named and does not exist comes into being. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/base-text.h"
#include "ui/stock-edit.h"
#include "ui/stock-field-kind.h"

static char *
category_dup_text (const StockField *field,
                   StockInventory   *inventory,
                   StockProduct     *product)
{
  StockCategory *category = stock_product_get_category (product);

  return g_strdup (category != NULL ? category->name : "");
}

/* What one write makes: a query does not find it before it is in the file. */
static GPtrArray *
get_made (OrmSession *session)
{
  GPtrArray *made = g_object_get_data (G_OBJECT (session), "stock-made");

  if (made == NULL)
    {
      made = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (session), "stock-made", made,
                              (GDestroyNotify) g_ptr_array_unref);
    }
  for (guint i = made->len; i > 0; i--)
    if (orm_record_get_state (g_ptr_array_index (made, i - 1)) != ORM_STATE_NEW)
      g_ptr_array_remove_index (made, i - 1);
  return made;
}

static gboolean
has_name (OrmRecord  *record,
          const char *name)
{
  g_autofree char *folded = stock_category_fold_name (name);
  g_autofree char *own = NULL;
  g_autofree char *folded_own = NULL;

  g_object_get (record, "name", &own, NULL);
  folded_own = stock_category_fold_name (own);
  return g_str_equal (folded, folded_own);
}

static OrmRecord *
find_made (OrmSession *session,
           GType       type,
           const char *name)
{
  GPtrArray *made = get_made (session);

  for (guint i = 0; i < made->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (made, i);

      if (G_OBJECT_TYPE (record) == type && has_name (record, name))
        return g_object_ref (record);
    }
  return NULL;
}

/* A category that does not exist yet comes into being in the same step. */
static StockCategory *
load_category (StockInventory  *inventory,
               const char      *name,
               GError         **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (GError) failure = NULL;
  StockCategory *category = stock_category_find (session, name, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (category == NULL)
    category = (StockCategory *) find_made (session, STOCK_TYPE_CATEGORY, name);
  if (category == NULL)
    {
      category = stock_edit_make_category (inventory, name, error);
      if (category != NULL)
        g_ptr_array_add (get_made (session), g_object_ref (category));
    }
  return category;
}

static gboolean
category_set_text (const StockField  *field,
                   StockInventory    *inventory,
                   StockProduct      *product,
                   const char        *text,
                   GError           **error)
{
  g_autoptr (StockCategory) category = NULL;

  if (*text != '\0')
    {
      category = load_category (inventory, text, error);
      if (category == NULL)
        return FALSE;
    }
  g_object_set (product, field->property, category, NULL);
  return TRUE;
}

/* The names that have @typed in them: first those that begin with it. */
static char **
dup_names (StockInventory *inventory,
           GType           type,
           const char     *typed)
{
  g_autoptr (OrmQuery) query = orm_query_new (type);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *word = base_text_fold (typed);

  orm_query_order_by (query, "name", ORM_ASCENDING);
  all = orm_session_load_all (stock_inventory_get_session (inventory), query, NULL);
  for (int in_front = 1; in_front >= 0; in_front--)
    for (guint i = 0; all != NULL && i < all->len; i++)
      {
        g_autofree char *name = NULL;
        g_autofree char *folded = NULL;

        g_object_get (g_ptr_array_index (all, i), "name", &name, NULL);
        folded = base_text_fold (name);
        if (base_text_contains (folded, word) && g_str_has_prefix (folded, word) == in_front)
          g_strv_builder_add (found, name);
      }
  return g_strv_builder_end (found);
}

static char **
category_dup_completions (const StockField *field,
                          StockInventory   *inventory,
                          const char       *typed)
{
  return dup_names (inventory, STOCK_TYPE_CATEGORY, typed);
}

static char *
category_dup_new_label (const StockField *field,
                        StockInventory   *inventory,
                        const char       *typed)
{
  g_autoptr (StockCategory) known
    = stock_category_find (stock_inventory_get_session (inventory), typed, NULL);

  /* Translators: an entry in a list of categories; %s is the name that was typed */
  return known == NULL ? g_strdup_printf (_("New category “%s”"), typed) : NULL;
}

const StockFieldKind stock_field_kind_category = {
  .dup_text = category_dup_text,
  .set_text = category_set_text,
  .dup_completions = category_dup_completions,
  .dup_new_label = category_dup_new_label,
};

static OrmList *
dup_tags (StockProduct *product)
{
  OrmList *tags;

  g_object_get (product, "tags", &tags, NULL);
  return tags;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static char *
tags_dup_text (const StockField *field,
               StockInventory   *inventory,
               StockProduct     *product)
{
  g_autoptr (OrmList) tags = dup_tags (product);
  guint n_tags = tags != NULL ? g_list_model_get_n_items (G_LIST_MODEL (tags)) : 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_tags; i++)
    {
      g_autoptr (StockTag) tag = g_list_model_get_item (G_LIST_MODEL (tags), i);

      g_ptr_array_add (names, g_strdup (tag->name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static StockTag *
load_tag (OrmSession  *session,
          const char  *name,
          GError     **error)
{
  g_autoptr (GError) failure = NULL;
  StockTag *tag = stock_tag_find (session, name, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (tag == NULL)
    tag = (StockTag *) find_made (session, STOCK_TYPE_TAG, name);
  if (tag == NULL)
    {
      tag = stock_tag_new (name);
      orm_session_add (session, tag);
      g_ptr_array_add (get_made (session), g_object_ref (tag));
    }
  return tag;
}

/* Finds or makes the tags that are named, each once. Returns: %NULL with @error */
static GPtrArray *
load_tags (OrmSession  *session,
           const char  *text,
           GError     **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (StockTag) tag = NULL;

      if (*g_strstrip (names[i]) == '\0')
        continue;
      tag = load_tag (session, names[i], error);
      if (tag == NULL)
        return NULL;
      if (!g_ptr_array_find (tags, tag, NULL))
        g_ptr_array_add (tags, g_steal_pointer (&tag));
    }
  return g_steal_pointer (&tags);
}

static gboolean
is_member (OrmList  *list,
           gpointer  record)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (item == record)
        return TRUE;
    }
  return FALSE;
}

static gboolean
tags_set_text (const StockField  *field,
               StockInventory    *inventory,
               StockProduct      *product,
               const char        *text,
               GError           **error)
{
  g_autoptr (OrmList) list = dup_tags (product);
  g_autoptr (GPtrArray) tags
    = load_tags (stock_inventory_get_session (inventory), text, error);

  if (tags == NULL)
    return FALSE;
  /* A product that is in no session has no list, and nothing to be taken out of it. */
  for (guint i = list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0; i > 0; i--)
    {
      g_autoptr (OrmRecord) old = g_list_model_get_item (G_LIST_MODEL (list), i - 1);

      if (!g_ptr_array_find (tags, old, NULL))
        orm_list_remove (list, old);
    }
  for (guint i = 0; list != NULL && i < tags->len; i++)
    if (!is_member (list, g_ptr_array_index (tags, i)))
      orm_list_add (list, g_ptr_array_index (tags, i));
  return TRUE;
}

static char **
tags_dup_completions (const StockField *field,
                      StockInventory   *inventory,
                      const char       *typed)
{
  return dup_names (inventory, STOCK_TYPE_TAG, typed);
}

static char *
tags_dup_new_label (const StockField *field,
                    StockInventory   *inventory,
                    const char       *typed)
{
  g_autoptr (StockTag) known
    = stock_tag_find (stock_inventory_get_session (inventory), typed, NULL);

  /* Translators: an entry in a list of tags; %s is the name that was typed */
  return known == NULL ? g_strdup_printf (_("New tag “%s”"), typed) : NULL;
}

const StockFieldKind stock_field_kind_tags = {
  .dup_text = tags_dup_text,
  .set_text = tags_set_text,
  .dup_completions = tags_dup_completions,
  .dup_new_label = tags_dup_new_label,
};
