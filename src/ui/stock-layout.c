#include "config.h"

#include "ui/stock-layout.h"

#include "base/base-text.h"
#include "ui/stock-columns.h"
#include "ui/stock-settings.h"

/* Where the layout is kept that holds for each place without one of its own. */
#define COMMON_PLACE "all"

/* Milliseconds of rest after which a change is kept: a width changes many times while it is
 * dragged. */
#define SAVE_DELAY 300

struct _StockLayout
{
  GObject parent_instance;

  SheetView *sheet; /* weak */
  char *place;      /* NULL: nothing is remembered */
  gboolean is_setting;
  guint save_source;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (StockLayout, stock_layout, G_TYPE_OBJECT)

static gboolean
save_cb (gpointer user_data)
{
  stock_layout_save (user_data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (StockLayout *self)
{
  if (self->is_setting)
    return;
  if (self->save_source == 0 && self->place != NULL)
    self->save_source = g_timeout_add (SAVE_DELAY, save_cb, self);
  g_signal_emit (self, changed_signal, 0);
}

static void
stock_layout_dispose (GObject *object)
{
  StockLayout *self = STOCK_LAYOUT (object);

  stock_layout_save (self);
  g_clear_weak_pointer (&self->sheet);
  G_OBJECT_CLASS (stock_layout_parent_class)->dispose (object);
}

static void
stock_layout_finalize (GObject *object)
{
  g_free (STOCK_LAYOUT (object)->place);
  G_OBJECT_CLASS (stock_layout_parent_class)->finalize (object);
}

static void
stock_layout_class_init (StockLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stock_layout_dispose;
  object_class->finalize = stock_layout_finalize;
  changed_signal = g_signal_new ("changed", STOCK_TYPE_LAYOUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
stock_layout_init (StockLayout *self)
{
}

/**
 * stock_layout_new:
 * @sheet: a sheet with its columns
 *
 * Returns: (transfer full): what remembers its layout, at no place yet
 */
StockLayout *
stock_layout_new (SheetView *sheet)
{
  static const char *const properties[] = { "notify::width", "notify::visible" };
  StockLayout *self = g_object_new (STOCK_TYPE_LAYOUT, NULL);
  GListModel *columns = sheet_view_get_columns (sheet);

  g_set_weak_pointer (&self->sheet, sheet);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);

      for (guint j = 0; j < G_N_ELEMENTS (properties); j++)
        g_signal_connect_object (column, properties[j], G_CALLBACK (changed_cb), self,
                                 G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (columns, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "sort-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * stock_layout_set_place:
 * @self: a layout
 * @place: the name of what is shown from now on
 *
 * Lays the columns out as the user left them at @place.
 */
void
stock_layout_set_place (StockLayout *self,
                        const char  *place)
{
  g_autoptr (GVariant) layouts = NULL;
  g_autoptr (GVariant) layout = NULL;

  stock_layout_save (self);
  layouts = g_settings_get_value (stock_settings_get (), "layouts");
  layout = g_variant_lookup_value (layouts, place, G_VARIANT_TYPE (STOCK_LAYOUT_TYPE));
  if (layout == NULL)
    layout = g_variant_lookup_value (layouts, COMMON_PLACE, G_VARIANT_TYPE (STOCK_LAYOUT_TYPE));
  stock_layout_set (self, layout);
  base_text_set (&self->place, place);
}

/**
 * stock_layout_set:
 * @self: a layout
 * @layout: (nullable): see stock_columns_set_layout()
 *
 * Lays the columns out. What the user changes is not remembered here, but by whoever asks for it.
 */
void
stock_layout_set (StockLayout *self,
                  GVariant    *layout)
{
  stock_layout_save (self);
  base_text_set (&self->place, NULL);
  self->is_setting = TRUE;
  stock_columns_set_layout (self->sheet, layout);
  self->is_setting = FALSE;
}

/**
 * stock_layout_save:
 * @self: a layout
 *
 * Remembers now what else would be remembered in a moment.
 */
void
stock_layout_save (StockLayout *self)
{
  GSettings *settings = stock_settings_get ();
  g_autoptr (GVariant) layouts = NULL;
  g_autoptr (GVariant) layout = NULL;
  GVariantDict dict;

  if (self->save_source == 0 || self->sheet == NULL)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  layouts = g_settings_get_value (settings, "layouts");
  layout = stock_columns_dup_layout (self->sheet);
  g_variant_dict_init (&dict, layouts);
  g_variant_dict_insert_value (&dict, self->place, layout);
  g_settings_set_value (settings, "layouts", g_variant_dict_end (&dict));
}
