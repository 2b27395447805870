#include "config.h"

#include "sheet/sheet-column.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_WIDTH 120

/* The yes-or-no properties stand last: their values are an array. */
enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_WIDTH,
  PROP_NUMERIC,
  PROP_EDITABLE,
  PROP_SORTABLE,
  PROP_VISIBLE,
  PROP_ALWAYS_FILLED,
  PROP_MULTILINE,
  PROP_LIST,
  PROP_EXPAND,
  N_PROPS,
};

#define FIRST_FLAG PROP_NUMERIC

typedef struct
{
  char       *id;
  char       *title;
  int         width;
  gboolean    flags[N_PROPS];
} SheetColumnPrivate;

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SheetColumn, sheet_column, G_TYPE_OBJECT)

#define PRIVATE(self) ((SheetColumnPrivate *) sheet_column_get_instance_private (self))

static char *
sheet_column_real_dup_edit_text (SheetColumn *self,
                                 GObject     *item)
{
  return sheet_column_dup_text (self, item);
}

static char *
sheet_column_real_dup_copy_text (SheetColumn *self,
                                 GObject     *item)
{
  return sheet_column_dup_edit_text (self, item);
}

static gboolean
sheet_column_real_set_text (SheetColumn  *self,
                            GObject      *item,
                            const char   *text,
                            SheetAction   action,
                            GError      **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, _("%s cannot be changed."),
               sheet_column_get_title (self));
  return FALSE;
}

static gboolean
sheet_column_real_clear (SheetColumn  *self,
                         GObject      *item,
                         GError      **error)
{
  return sheet_column_set_text (self, item, "", SHEET_ACTION_CLEAR, error);
}

static gboolean
sheet_column_real_is_filled (SheetColumn *self,
                             GObject     *item)
{
  g_autofree char *text = sheet_column_dup_text (self, item);

  return text[0] != '\0';
}

static gboolean
sheet_column_real_get_look (SheetColumn *self,
                            GObject     *item,
                            SheetLook   *look)
{
  return FALSE;
}

static char **
sheet_column_real_dup_completions (SheetColumn *self,
                                   GObject     *item,
                                   const char  *typed)
{
  return NULL;
}

static char *
sheet_column_real_dup_new_label (SheetColumn *self,
                                 GObject     *item,
                                 const char  *typed)
{
  return NULL;
}

static void
sheet_column_real_get_value (SheetColumn *self,
                             GObject     *item,
                             SheetValue  *value)
{
}

static gboolean
sheet_column_real_check_text (SheetColumn  *self,
                              GObject      *item,
                              const char   *text,
                              SheetAction   action,
                              GError      **error)
{
  return TRUE;
}

static gboolean
sheet_column_real_read_date (SheetColumn *self,
                             GObject     *item,
                             const char  *text,
                             GDate       *date)
{
  return FALSE;
}

static gboolean
get_flag (SheetColumn *self,
          guint        property_id)
{
  g_return_val_if_fail (SHEET_IS_COLUMN (self), FALSE);

  return PRIVATE (self)->flags[property_id];
}

static void
set_flag (SheetColumn *self,
          guint        property_id,
          gboolean     value)
{
  g_return_if_fail (SHEET_IS_COLUMN (self));

  value = !!value;
  if (PRIVATE (self)->flags[property_id] == value)
    return;

  PRIVATE (self)->flags[property_id] = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property_id]);
}

static void
sheet_column_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SheetColumnPrivate *priv = PRIVATE (SHEET_COLUMN (object));

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, priv->width);
      break;
    default:
      g_assert (property_id >= FIRST_FLAG && property_id < N_PROPS);
      g_value_set_boolean (value, priv->flags[property_id]);
    }
}

static void
sheet_column_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SheetColumn *self = SHEET_COLUMN (object);

  switch (property_id)
    {
    case PROP_ID:
      PRIVATE (self)->id = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      sheet_column_set_title (self, g_value_get_string (value));
      break;
    case PROP_WIDTH:
      sheet_column_set_width (self, g_value_get_int (value));
      break;
    default:
      g_assert (property_id >= FIRST_FLAG && property_id < N_PROPS);
      set_flag (self, property_id, g_value_get_boolean (value));
    }
}

static void
sheet_column_finalize (GObject *object)
{
  SheetColumnPrivate *priv = PRIVATE (SHEET_COLUMN (object));

  g_free (priv->id);
  g_free (priv->title);

  G_OBJECT_CLASS (sheet_column_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags live = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags once = live | G_PARAM_CONSTRUCT_ONLY;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", once);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", live);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 1, G_MAXINT16, DEFAULT_WIDTH,
                                             live);
  properties[PROP_NUMERIC] = g_param_spec_boolean ("numeric", NULL, NULL, FALSE, once);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, live);
  properties[PROP_SORTABLE] = g_param_spec_boolean ("sortable", NULL, NULL, TRUE, once);
  properties[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE, live);
  properties[PROP_ALWAYS_FILLED] = g_param_spec_boolean ("always-filled", NULL, NULL, FALSE, once);
  properties[PROP_MULTILINE] = g_param_spec_boolean ("multiline", NULL, NULL, FALSE, once);
  properties[PROP_LIST] = g_param_spec_boolean ("list", NULL, NULL, FALSE, once);
  properties[PROP_EXPAND] = g_param_spec_boolean ("expand", NULL, NULL, FALSE, live);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sheet_column_class_init (SheetColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sheet_column_get_property;
  object_class->set_property = sheet_column_set_property;
  object_class->finalize = sheet_column_finalize;

  klass->dup_edit_text = sheet_column_real_dup_edit_text;
  klass->dup_copy_text = sheet_column_real_dup_copy_text;
  klass->set_text = sheet_column_real_set_text;
  klass->clear = sheet_column_real_clear;
  klass->is_filled = sheet_column_real_is_filled;
  klass->get_look = sheet_column_real_get_look;
  klass->dup_completions = sheet_column_real_dup_completions;
  klass->dup_new_label = sheet_column_real_dup_new_label;
  klass->check_text = sheet_column_real_check_text;
  klass->read_date = sheet_column_real_read_date;
  klass->get_value = sheet_column_real_get_value;

  install_properties (object_class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sheet_column_init (SheetColumn *self)
{
  SheetColumnPrivate *priv = PRIVATE (self);

  priv->title = g_strdup ("");
  priv->width = DEFAULT_WIDTH;
  priv->flags[PROP_EDITABLE] = TRUE;
  priv->flags[PROP_VISIBLE] = TRUE;
}

/**
 * sheet_column_get_id:
 * @self: a column
 *
 * Returns: the name by which settings and tests know the column; never translated
 */
const char *
sheet_column_get_id (SheetColumn *self)
{
  g_return_val_if_fail (SHEET_IS_COLUMN (self), NULL);

  return PRIVATE (self)->id;
}

/**
 * sheet_column_get_title:
 * @self: a column
 *
 * Returns: the text in the header
 */
const char *
sheet_column_get_title (SheetColumn *self)
{
  g_return_val_if_fail (SHEET_IS_COLUMN (self), NULL);

  return PRIVATE (self)->title;
}

/**
 * sheet_column_set_title:
 * @self: a column
 * @title: (nullable): the text in the header; %NULL for the empty text
 *
 * Sets the text in the header.
 */
void
sheet_column_set_title (SheetColumn *self,
                        const char  *title)
{
  SheetColumnPrivate *priv = PRIVATE (self);

  g_return_if_fail (SHEET_IS_COLUMN (self));

  if (title == NULL)
    title = "";
  if (g_str_equal (priv->title, title))
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * sheet_column_get_width:
 * @self: a column
 *
 * Returns: the width in pixels, as set here or by the user's hand on the header. A column that
 *   expands may be wider than this.
 */
int
sheet_column_get_width (SheetColumn *self)
{
  g_return_val_if_fail (SHEET_IS_COLUMN (self), 0);

  return PRIVATE (self)->width;
}

/**
 * sheet_column_set_width:
 * @self: a column
 * @width: pixels, at least 1
 *
 * Sets the width.
 */
void
sheet_column_set_width (SheetColumn *self,
                        int          width)
{
  SheetColumnPrivate *priv = PRIVATE (self);

  g_return_if_fail (SHEET_IS_COLUMN (self));
  g_return_if_fail (width > 0);

  if (priv->width == width)
    return;

  priv->width = width;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
}

/**
 * sheet_column_get_numeric:
 * @self: a column
 *
 * Returns: whether its texts stand at the end of the cell, in figures of one width
 */
gboolean
sheet_column_get_numeric (SheetColumn *self)
{
  return get_flag (self, PROP_NUMERIC);
}

/**
 * sheet_column_get_sortable:
 * @self: a column
 *
 * Returns: whether a click on the header sorts
 */
gboolean
sheet_column_get_sortable (SheetColumn *self)
{
  return get_flag (self, PROP_SORTABLE);
}

/**
 * sheet_column_get_always_filled:
 * @self: a column
 *
 * Returns: whether no cell of it is ever without a value
 */
gboolean
sheet_column_get_always_filled (SheetColumn *self)
{
  return get_flag (self, PROP_ALWAYS_FILLED);
}

/**
 * sheet_column_get_multiline:
 * @self: a column
 *
 * Returns: whether a cell may hold several lines
 */
gboolean
sheet_column_get_multiline (SheetColumn *self)
{
  return get_flag (self, PROP_MULTILINE);
}

/**
 * sheet_column_get_list:
 * @self: a column
 *
 * Returns: whether a cell holds several values with commas between
 */
gboolean
sheet_column_get_list (SheetColumn *self)
{
  return get_flag (self, PROP_LIST);
}

/**
 * sheet_column_get_expand:
 * @self: a column
 *
 * Returns: whether it takes the room that the others leave
 */
gboolean
sheet_column_get_expand (SheetColumn *self)
{
  return get_flag (self, PROP_EXPAND);
}

/**
 * sheet_column_set_expand:
 * @self: a column
 * @expand: whether it takes the room that the others leave
 *
 * Lets the column grow beyond its width, or not.
 */
void
sheet_column_set_expand (SheetColumn *self,
                         gboolean     expand)
{
  set_flag (self, PROP_EXPAND, expand);
}

/**
 * sheet_column_get_editable:
 * @self: a column
 *
 * Returns: whether its cells can be written
 */
gboolean
sheet_column_get_editable (SheetColumn *self)
{
  return get_flag (self, PROP_EDITABLE);
}

/**
 * sheet_column_set_editable:
 * @self: a column
 * @editable: whether its cells can be written
 *
 * Lets the user write the cells, or not.
 */
void
sheet_column_set_editable (SheetColumn *self,
                           gboolean     editable)
{
  set_flag (self, PROP_EDITABLE, editable);
}

/**
 * sheet_column_get_visible:
 * @self: a column
 *
 * Returns: whether it is shown
 */
gboolean
sheet_column_get_visible (SheetColumn *self)
{
  return get_flag (self, PROP_VISIBLE);
}

/**
 * sheet_column_set_visible:
 * @self: a column
 * @visible: whether it is shown
 *
 * Shows or hides the column.
 */
void
sheet_column_set_visible (SheetColumn *self,
                          gboolean     visible)
{
  set_flag (self, PROP_VISIBLE, visible);
}

/**
 * sheet_column_changed:
 * @self: a column
 *
 * Says that all cells of the column are to be asked again: a new day has begun, the currency is
 * another one.
 */
void
sheet_column_changed (SheetColumn *self)
{
  g_return_if_fail (SHEET_IS_COLUMN (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
