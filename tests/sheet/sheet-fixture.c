/* A table of made-up goods, for the tests of the sheet and its demonstration. */

#include "sheet-fixture.h"

#include <stdlib.h>
#include <string.h>

struct _FixtureItem
{
  GObject parent_instance;

  char *texts[FIXTURE_N_COLUMNS + 1];
  guint revision;
};

enum
{
  PROP_0,
  PROP_REVISION,
};

G_DEFINE_FINAL_TYPE (FixtureItem, fixture_item, G_TYPE_OBJECT)

static void
fixture_item_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_uint (value, FIXTURE_ITEM (object)->revision);
}

static void
fixture_item_finalize (GObject *object)
{
  FixtureItem *self = FIXTURE_ITEM (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (fixture_item_parent_class)->finalize (object);
}

static void
fixture_item_class_init (FixtureItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fixture_item_get_property;
  object_class->finalize = fixture_item_finalize;
  g_object_class_install_property (object_class, PROP_REVISION,
                                   g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
fixture_item_init (FixtureItem *self)
{
}

static const struct
{
  const char *name;
  GdkRGBA     color;
} categories[] = {
  { "Bakery", { 0.90f, 0.64f, 0.12f, 1 } },
  { "Beverages", { 0.21f, 0.52f, 0.89f, 1 } },
  { "Dairy", { 0.20f, 0.66f, 0.44f, 1 } },
  { "Produce", { 0.57f, 0.25f, 0.67f, 1 } },
};

/* A row whose texts follow from its number, so that tests know them. */
FixtureItem *
fixture_item_new (guint number)
{
  static const char * const names[] = { "Butter", "Feta Cheese", "Greek Yogurt", "Orange Juice",
                                        "Rye Bread", "Äpfel", "Olive Oil, extra virgin, cold" };
  FixtureItem *self = g_object_new (FIXTURE_TYPE_ITEM, NULL);

  self->texts[FIXTURE_NAME] = number % 13 == 7
                              ? g_strdup ("")
                              : g_strdup_printf ("%s %u", names[number % 7], number);
  self->texts[FIXTURE_SKU] = g_strdup_printf ("%02u-%03u-%04u", number % 97, number % 991, number);
  self->texts[FIXTURE_CATEGORY] = g_strdup (categories[number % 4].name);
  self->texts[FIXTURE_QUANTITY] = g_strdup_printf ("%u", number * 7 % 120);
  self->texts[FIXTURE_PRICE] = g_strdup_printf ("%u.%02u", number % 40 + 1, number * 25 % 100);
  self->texts[FIXTURE_EXPIRES] = g_strdup_printf ("%u-%02u-%02u", 2024 + number % 3,
                                                  number % 12 + 1, number % 28 + 1);
  self->texts[FIXTURE_TAGS] = g_strdup (number % 2 == 0 ? "cold, new" : "");
  self->texts[FIXTURE_NOTES] = number % 3 == 0 ? g_strdup ("by the door") : g_strdup ("");

  return self;
}

const char *
fixture_item_get (FixtureItem   *self,
                  FixtureColumn  column)
{
  return self->texts[column];
}

void
fixture_item_set (FixtureItem   *self,
                  FixtureColumn  column,
                  const char    *text)
{
  g_free (self->texts[column]);
  self->texts[column] = g_strdup (text);
  self->revision++;
  g_object_notify (G_OBJECT (self), "revision");
}

#define FIXTURE_TYPE_SHEET_COLUMN (fixture_sheet_column_get_type ())
G_DECLARE_FINAL_TYPE (FixtureSheetColumn, fixture_sheet_column, FIXTURE, SHEET_COLUMN, SheetColumn)

struct _FixtureSheetColumn
{
  SheetColumn parent_instance;

  FixtureColumn column;
};

G_DEFINE_FINAL_TYPE (FixtureSheetColumn, fixture_sheet_column, SHEET_TYPE_COLUMN)

static const char *
get_stored (SheetColumn *column,
            GObject     *item)
{
  return fixture_item_get (FIXTURE_ITEM (item), FIXTURE_SHEET_COLUMN (column)->column);
}

static char *
dup_value (FixtureItem *item)
{
  gint64 cents = g_ascii_strtoll (item->texts[FIXTURE_QUANTITY], NULL, 10)
                 * (gint64) (g_ascii_strtod (item->texts[FIXTURE_PRICE], NULL) * 100 + 0.5);

  return g_strdup_printf ("$%" G_GINT64_FORMAT ".%02d", cents / 100, (int) (cents % 100));
}

static char *
dup_date (const char *iso)
{
  char buffer[64] = "";
  GDate date;
  int year, month, day;

  if (sscanf (iso, "%d-%d-%d", &year, &month, &day) == 3)
    {
      g_date_set_dmy (&date, day, month, year);
      g_date_strftime (buffer, sizeof buffer, "%-d %b %Y", &date);
    }

  return g_strdup (buffer);
}

static char *
fixture_dup_text (SheetColumn *column,
                  GObject     *item)
{
  const char *stored = get_stored (column, item);

  switch (FIXTURE_SHEET_COLUMN (column)->column)
    {
    case FIXTURE_PRICE:
      return stored[0] != '\0' ? g_strconcat ("$", stored, NULL) : g_strdup ("");
    case FIXTURE_VALUE:
      return dup_value (FIXTURE_ITEM (item));
    case FIXTURE_EXPIRES:
      return dup_date (stored);
    default:
      return g_strdup (stored);
    }
}

static char *
fixture_dup_edit_text (SheetColumn *column,
                       GObject     *item)
{
  if (FIXTURE_SHEET_COLUMN (column)->column == FIXTURE_VALUE)
    return dup_value (FIXTURE_ITEM (item));

  return g_strdup (get_stored (column, item));
}

static const char *
check (FixtureColumn column,
       const char   *text)
{
  char *end = NULL;

  switch (column)
    {
    case FIXTURE_SKU:
      return g_str_equal (text, "TAKEN") ? "This SKU belongs to Butter already." : NULL;

    case FIXTURE_CATEGORY:
      for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
        if (g_str_equal (categories[i].name, text))
          return NULL;
      return text[0] != '\0' ? "There is no such category." : NULL;

    case FIXTURE_QUANTITY:
      g_ascii_strtoll (text, &end, 10);
      return text[0] == '\0' || *end != '\0' ? "This is not a whole number." : NULL;

    case FIXTURE_PRICE:
      g_ascii_strtod (text, &end);
      return text[0] == '\0' || *end != '\0' ? "This is not a price: write it as 12.50." : NULL;

    default:
      return NULL;
    }
}

static gboolean
fixture_set_text (SheetColumn  *column,
                  GObject      *item,
                  const char   *text,
                  SheetAction   action,
                  GError      **error)
{
  FixtureColumn kind = FIXTURE_SHEET_COLUMN (column)->column;
  const char *reason = check (kind, text);

  if (reason != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);
      return FALSE;
    }

  fixture_item_set (FIXTURE_ITEM (item), kind, text);

  return TRUE;
}

static gboolean
fixture_clear (SheetColumn  *column,
               GObject      *item,
               GError      **error)
{
  FixtureColumn kind = FIXTURE_SHEET_COLUMN (column)->column;

  if (kind == FIXTURE_PRICE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "A price is needed.");
      return FALSE;
    }

  fixture_item_set (FIXTURE_ITEM (item), kind, kind == FIXTURE_QUANTITY ? "0" : "");

  return TRUE;
}

static gboolean
fixture_get_look (SheetColumn *column,
                  GObject     *item,
                  SheetLook   *look)
{
  const char *stored = get_stored (column, item);

  switch (FIXTURE_SHEET_COLUMN (column)->column)
    {
    case FIXTURE_NAME:
      look->placeholder = "No name";
      return TRUE;

    case FIXTURE_CATEGORY:
      for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
        if (g_str_equal (categories[i].name, stored))
          {
            look->has_dot = TRUE;
            look->dot = categories[i].color;
          }
      return look->has_dot;

    case FIXTURE_QUANTITY:
      if (atoi (stored) >= 10)
        return FALSE;
      look->mark = "low";
      look->tone = SHEET_TONE_WARNING;
      look->state = "below minimum";
      return TRUE;

    case FIXTURE_EXPIRES:
      if (stored[0] == '\0' || strcmp (stored, "2025") >= 0)
        return FALSE;
      look->icon_name = "dialog-warning-symbolic";
      look->tone = SHEET_TONE_ERROR;
      look->state = "expired";
      return TRUE;

    default:
      return FALSE;
    }
}

static const char *const tags[] = { "cold", "fresh", "heavy" };

static void
add_if_begins (GStrvBuilder *builder,
               const char   *name,
               const char   *typed)
{
  if (g_ascii_strncasecmp (name, typed, strlen (typed)) == 0)
    g_strv_builder_add (builder, name);
}

static char **
fixture_dup_completions (SheetColumn *column,
                         GObject     *item,
                         const char  *typed)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (FIXTURE_SHEET_COLUMN (column)->column == FIXTURE_CATEGORY)
    for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
      add_if_begins (builder, categories[i].name, typed);
  else if (FIXTURE_SHEET_COLUMN (column)->column == FIXTURE_TAGS)
    for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
      add_if_begins (builder, tags[i], typed);
  else
    return NULL;

  return g_strv_builder_end (builder);
}

static char *
fixture_dup_new_label (SheetColumn *column,
                       GObject     *item,
                       const char  *typed)
{
  return FIXTURE_SHEET_COLUMN (column)->column == FIXTURE_TAGS && !g_str_equal (typed, "cold")
         ? g_strdup_printf ("New tag %s", typed) : NULL;
}

static gboolean
fixture_check_text (SheetColumn  *column,
                    GObject      *item,
                    const char   *text,
                    SheetAction   action,
                    GError      **error)
{
  const char *reason = check (FIXTURE_SHEET_COLUMN (column)->column, text);

  if (reason != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);

  return reason == NULL;
}

static gboolean
fixture_read_date (SheetColumn *column,
                   GObject     *item,
                   const char  *text,
                   GDate       *date)
{
  int year = 2031, month = 1, day = 31;

  g_date_clear (date, 1);
  sscanf (text, "%d-%d-%d", &year, &month, &day);
  g_date_set_dmy (date, day, month, year);

  return FIXTURE_SHEET_COLUMN (column)->column == FIXTURE_EXPIRES;
}

static char *
fixture_dup_date_text (SheetColumn *column,
                       GObject     *item,
                       const GDate *date)
{
  char buffer[64];

  g_date_strftime (buffer, sizeof buffer, "%Y-%m-%d", date);

  return g_strdup (buffer);
}

static void
fixture_get_value (SheetColumn *column,
                   GObject     *item,
                   SheetValue  *value)
{
  const char *stored = get_stored (column, item);
  FixtureColumn kind = FIXTURE_SHEET_COLUMN (column)->column;
  int year, month, day;

  if (kind == FIXTURE_EXPIRES && sscanf (stored, "%d-%d-%d", &year, &month, &day) == 3)
    {
      value->kind = SHEET_VALUE_DATE;
      g_date_set_dmy (&value->date, day, month, year);
    }
  else if (kind == FIXTURE_QUANTITY || kind == FIXTURE_PRICE)
    {
      value->kind = SHEET_VALUE_NUMBER;
      value->decimals = kind == FIXTURE_PRICE ? 2 : 0;
      value->number = atoll (stored) * (kind == FIXTURE_PRICE ? 100 : 1);
      if (kind == FIXTURE_PRICE && strchr (stored, '.') != NULL)
        value->number += atoll (strchr (stored, '.') + 1);
    }
}

static void
fixture_sheet_column_class_init (FixtureSheetColumnClass *klass)
{
  SheetColumnClass *column_class = SHEET_COLUMN_CLASS (klass);

  column_class->dup_text = fixture_dup_text;
  column_class->dup_edit_text = fixture_dup_edit_text;
  column_class->set_text = fixture_set_text;
  column_class->clear = fixture_clear;
  column_class->get_look = fixture_get_look;
  column_class->dup_completions = fixture_dup_completions;
  column_class->dup_new_label = fixture_dup_new_label;
  column_class->check_text = fixture_check_text;
  column_class->read_date = fixture_read_date;
  column_class->dup_date_text = fixture_dup_date_text;
  column_class->get_value = fixture_get_value;
}

static void
fixture_sheet_column_init (FixtureSheetColumn *self)
{
}

static const struct
{
  const char *id;
  const char *title;
  int         width;
  gboolean    numeric;
} kinds[] = {
  [FIXTURE_NAME]     = { "name",     "Name",     200, FALSE },
  [FIXTURE_SKU]      = { "sku",      "SKU",      120, FALSE },
  [FIXTURE_CATEGORY] = { "category", "Category", 120, FALSE },
  [FIXTURE_QUANTITY] = { "quantity", "Quantity", 100, TRUE },
  [FIXTURE_PRICE]    = { "price",    "Price",    100, TRUE },
  [FIXTURE_VALUE]    = { "value",    "Value",    110, TRUE },
  [FIXTURE_EXPIRES]  = { "expires",  "Expires",  140, TRUE },
  [FIXTURE_NOTES]    = { "notes",    "Notes",    160, FALSE },
  [FIXTURE_TAGS]     = { "tags",     "Tags",     160, FALSE },
};

SheetColumn *
fixture_column_new (FixtureColumn column)
{
  FixtureSheetColumn *self = g_object_new (FIXTURE_TYPE_SHEET_COLUMN,
                                           "id", kinds[column].id,
                                           "title", kinds[column].title,
                                           "width", kinds[column].width,
                                           "numeric", kinds[column].numeric,
                                           "sortable", column != FIXTURE_NOTES,
                                           "editable", column != FIXTURE_VALUE,
                                           "always-filled", column == FIXTURE_QUANTITY,
                                           "expand", column == FIXTURE_NAME,
                                           "multiline", column == FIXTURE_NOTES,
                                           "list", column == FIXTURE_TAGS,
                                           NULL);

  self->column = column;

  return SHEET_COLUMN (self);
}

GListStore *
fixture_store_new (guint n_rows)
{
  GListStore *store = g_list_store_new (FIXTURE_TYPE_ITEM);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (FixtureItem) item = fixture_item_new (i);

      g_list_store_append (store, item);
    }

  return store;
}

/* A view of all columns. */
GtkWidget *
fixture_view_new (GListModel *model)
{
  GtkWidget *view = sheet_view_new ();

  for (guint i = 0; i < FIXTURE_N_COLUMNS; i++)
    {
      g_autoptr (SheetColumn) column = fixture_column_new (i);

      sheet_view_add_column (SHEET_VIEW (view), column);
    }
  sheet_view_set_model (SHEET_VIEW (view), model);

  return view;
}
