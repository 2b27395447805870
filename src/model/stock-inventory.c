#include "config.h"

#include "model/stock-inventory.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/base-money.h"
#include "base/base-text.h"

/* As many products as are listed, in any order, in less than a frame. */
#define LARGE 10000

struct _StockInventory
{
  GObject parent_instance;

  OrmSession *session;
  char *currency;
  guint currency_decimals;
};

G_DEFINE_FINAL_TYPE (StockInventory, stock_inventory, G_TYPE_OBJECT)

static void
stock_inventory_finalize (GObject *object)
{
  StockInventory *self = STOCK_INVENTORY (object);

  g_clear_object (&self->session);
  g_free (self->currency);
  G_OBJECT_CLASS (stock_inventory_parent_class)->finalize (object);
}

static void
stock_inventory_class_init (StockInventoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stock_inventory_finalize;
}

static void
stock_inventory_init (StockInventory *self)
{
}

/**
 * stock_schema_get:
 *
 * Returns: (transfer none): the classes of an inventory; the same in every thread
 */
OrmSchema *
stock_schema_get (void)
{
  static OrmSchema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema,
                       orm_schema_new (STOCK_APPLICATION_ID, STOCK_SCHEMA_VERSION,
                                       STOCK_TYPE_SETTING, STOCK_TYPE_CATEGORY,
                                       STOCK_TYPE_TAG, STOCK_TYPE_PRODUCT, STOCK_TYPE_SAVED_VIEW,
                                       G_TYPE_INVALID));
  return schema;
}

/**
 * stock_inventory_dup_default_path:
 *
 * Returns: (transfer full): the file that is used where none is named
 */
char *
stock_inventory_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "stockbook", "inventory.stockbook", NULL);
}

static StockSetting *
find_setting (StockInventory *self,
              const char     *name)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_SETTING);

  orm_query_where (query, orm_condition_compare ("name", ORM_EQUAL, ORM_STRING (name)));
  return orm_session_find (self->session, query, NULL);
}

/* What a new inventory is counted in: the locale says. */
static gboolean
write_settings (StockInventory  *self,
                GError         **error)
{
  const char *currency = base_money_get_locale_currency ();
  g_autofree char *decimals = g_strdup_printf ("%u", base_money_get_decimals (currency));
  const char *const settings[][2] = { { "currency", currency }, { "currency-decimals", decimals } };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (StockSetting) setting = find_setting (self, settings[i][0]);

      if (setting != NULL)
        continue;
      setting =
        g_object_new (STOCK_TYPE_SETTING, "name", settings[i][0], "value", settings[i][1], NULL);
      orm_session_add (self->session, setting);
    }
  return orm_session_commit (self->session, NULL, error);
}

static gboolean
read_settings (StockInventory  *self,
               GError         **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_SETTING);
  g_autoptr (GPtrArray) settings = orm_session_load_all (self->session, query, error);

  if (settings == NULL)
    return FALSE;
  self->currency_decimals = 2;
  for (guint i = 0; i < settings->len; i++)
    {
      const StockSetting *setting = g_ptr_array_index (settings, i);

      if (g_str_equal (setting->name, "currency"))
        base_text_set (&self->currency, setting->value);
      else if (g_str_equal (setting->name, "currency-decimals"))
        self->currency_decimals = CLAMP (g_ascii_strtoll (setting->value, NULL, 10), 0, 6);
    }
  return TRUE;
}

/* Reads what the inventory is counted in. An inventory that does not say is new, or the program
 * ended while it was made. */
static gboolean
settle (StockInventory  *self,
        GError         **error)
{
  if (!read_settings (self, error))
    return FALSE;
  if (self->currency == NULL && !stock_inventory_is_read_only (self)
      && (!write_settings (self, error) || !read_settings (self, error)))
    return FALSE;
  if (self->currency == NULL)
    self->currency = g_strdup ("EUR");
  return TRUE;
}

static OrmSqliteEngine *
get_engine (StockInventory *self)
{
  return ORM_SQLITE_ENGINE (orm_session_get_engine (self->session));
}

/**
 * stock_inventory_open:
 * @path: the file
 * @flags: how to open it; with %ORM_OPEN_CREATE its folder is made as well
 * @error: return location for an error
 *
 * Opens an inventory, for reading only where it cannot be written or a newer version made it: see
 * stock_inventory_get_notice(). What orm_sqlite_engine_open() refuses is refused, and left as it
 * is.
 *
 * Returns: (transfer full): the inventory, or NULL with @error
 */
StockInventory *
stock_inventory_open (const char    *path,
                      OrmOpenFlags   flags,
                      GError       **error)
{
  g_autoptr (StockInventory) self = g_object_new (STOCK_TYPE_INVENTORY, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (OrmEngine) engine = NULL;

  if (flags & ORM_OPEN_CREATE)
    g_mkdir_with_parents (folder, 0700); /* opening says what is wrong if it cannot be made */
  engine = orm_sqlite_engine_open (stock_schema_get (), path, flags, error);
  if (engine == NULL)
    return NULL;
  self->session = orm_session_new (engine);
  if (!settle (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * stock_inventory_new_beside:
 * @session: a session that somebody else has opened on an inventory, in the thread that calls this
 * @error: return location for an error
 *
 * Returns: (transfer full): the inventory of @session, or %NULL with @error
 */
StockInventory *
stock_inventory_new_beside (OrmSession  *session,
                            GError     **error)
{
  g_autoptr (StockInventory) self = g_object_new (STOCK_TYPE_INVENTORY, NULL);

  self->session = g_object_ref (session);
  return settle (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * stock_inventory_get_session:
 * @self: an inventory
 *
 * Returns: (transfer none): its session
 */
OrmSession *
stock_inventory_get_session (StockInventory *self)
{
  return self->session;
}

/**
 * stock_inventory_get_history:
 * @self: an inventory
 *
 * Returns: (transfer none): its steps
 */
OrmHistory *
stock_inventory_get_history (StockInventory *self)
{
  return orm_session_get_history (self->session);
}

/**
 * stock_inventory_get_path:
 * @self: an inventory
 *
 * Returns: the absolute path of its file
 */
const char *
stock_inventory_get_path (StockInventory *self)
{
  return orm_sqlite_engine_get_path (get_engine (self));
}

/**
 * stock_inventory_get_notice:
 * @self: an inventory
 *
 * Returns: what the user should know of how it was opened
 */
OrmNotice
stock_inventory_get_notice (StockInventory *self)
{
  return orm_sqlite_engine_get_notice (get_engine (self));
}

/**
 * stock_inventory_get_copy_path:
 * @self: an inventory
 *
 * Returns: (nullable): where it is kept as it was, if opening it brought it to a new version
 */
const char *
stock_inventory_get_copy_path (StockInventory *self)
{
  return orm_sqlite_engine_get_copy_path (get_engine (self));
}

/**
 * stock_inventory_is_read_only:
 * @self: an inventory
 *
 * Returns: whether nothing in it can be changed
 */
gboolean
stock_inventory_is_read_only (StockInventory *self)
{
  return orm_engine_is_read_only (orm_session_get_engine (self->session));
}

/**
 * stock_inventory_get_currency:
 * @self: an inventory
 *
 * Returns: the ISO 4217 code of the currency that its prices are in
 */
const char *
stock_inventory_get_currency (StockInventory *self)
{
  return self->currency;
}

/**
 * stock_inventory_get_currency_decimals:
 * @self: an inventory
 *
 * Returns: how many decimals its prices have: 2 where they are in cents
 */
guint
stock_inventory_get_currency_decimals (StockInventory *self)
{
  return self->currency_decimals;
}

/**
 * stock_inventory_is_large:
 * @self: an inventory
 *
 * Returns: whether it may have so many products that to list them takes longer than a frame. It is
 *   the last key that tells, since that is found at once
 */
gboolean
stock_inventory_is_large (StockInventory *self)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (GArray) keys = NULL;

  orm_query_order_by (query, "product-id", ORM_DESCENDING);
  orm_query_limit (query, 1);
  keys = orm_session_list_keys (self->session, query, NULL);
  return keys != NULL && keys->len > 0 && g_array_index (keys, gint64, 0) > LARGE;
}
