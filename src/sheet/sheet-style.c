#include "sheet/sheet-style.h"

#include "sheet/sheet-resources.h"

#define RESOURCE "/io/github/stockbook/Sheet/"

/* Row heights in pixels, and what stays free above and below the text where that is larger. */
#define ROW_HEIGHT       34
#define ROW_HEIGHT_DENSE 26
#define ROW_AIR          12
#define ROW_AIR_DENSE    6

struct _SheetStyle
{
  GObject parent_instance;

  GdkRGBA colors[SHEET_N_COLORS];
  GHashTable *icons; /* name and size -> GdkPaintable */
  PangoAttrList *figures;
  int text_height;
  gboolean dense;
  gboolean focused;
};

G_DEFINE_FINAL_TYPE (SheetStyle, sheet_style, G_TYPE_OBJECT)

/* The theme's names; without one it is the text's own colour. */
static const struct
{
  const char *name;
  float       alpha;
} colors[SHEET_N_COLORS] = {
  [SHEET_COLOR_TEXT]            = { NULL, 1.0f },
  [SHEET_COLOR_DIM]             = { NULL, 0.55f },
  [SHEET_COLOR_WARNING]         = { "warning_color", 1.0f },
  [SHEET_COLOR_ERROR]           = { "error_color", 1.0f },
  [SHEET_COLOR_LINES]           = { "borders", 1.0f },
  [SHEET_COLOR_FRAME]           = { "accent_color", 1.0f },
  [SHEET_COLOR_FRAME_UNFOCUSED] = { "accent_color", 0.5f },
  [SHEET_COLOR_RANGE]           = { "accent_color", 0.12f },
  [SHEET_COLOR_ROW]             = { "accent_color", 0.04f },
  [SHEET_COLOR_GROUND]          = { "view_bg_color", 1.0f },
};

static void
sheet_style_finalize (GObject *object)
{
  SheetStyle *self = SHEET_STYLE (object);

  g_hash_table_unref (self->icons);
  pango_attr_list_unref (self->figures);

  G_OBJECT_CLASS (sheet_style_parent_class)->finalize (object);
}

static void
sheet_style_class_init (SheetStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sheet_style_finalize;
}

static void
sheet_style_init (SheetStyle *self)
{
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->figures = pango_attr_list_new ();
  pango_attr_list_insert (self->figures, pango_attr_font_features_new ("tnum=1"));
}

static void
load_css_file (GdkDisplay *display,
               const char *path,
               guint       priority)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), priority);
}

/**
 * sheet_style_load_css:
 * @display: a display
 *
 * Makes the sheet's own style known to the display, once.
 */
void
sheet_style_load_css (GdkDisplay *display)
{
  if (g_object_get_data (G_OBJECT (display), RESOURCE) != NULL)
    return;

  /* By name, or the linker leaves them out with the rest of a static library that nobody calls. */
  g_resources_register (sheet_get_resource ());
  load_css_file (display, RESOURCE "sheet-fallback.css", GTK_STYLE_PROVIDER_PRIORITY_FALLBACK);
  load_css_file (display, RESOURCE "sheet.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
  g_object_set_data (G_OBJECT (display), RESOURCE, GINT_TO_POINTER (TRUE));
}

/**
 * sheet_style_new:
 *
 * Returns: a style without colours: sheet_style_update() comes before drawing
 */
SheetStyle *
sheet_style_new (void)
{
  return g_object_new (SHEET_TYPE_STYLE, NULL);
}

static int
measure_text (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (height);
}

/**
 * sheet_style_update:
 * @self: a style
 * @widget: the sheet
 *
 * Reads colours and font again, after the theme has changed.
 *
 * Returns: whether the text has another height
 */
gboolean
sheet_style_update (SheetStyle *self,
                    GtkWidget  *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  int old_height = self->text_height;
  GdkRGBA text;

  gtk_style_context_get_color (context, &text);
  for (guint i = 0; i < SHEET_N_COLORS; i++)
    {
      if (colors[i].name == NULL
          || !gtk_style_context_lookup_color (context, colors[i].name, &self->colors[i]))
        self->colors[i] = text;
      self->colors[i].alpha *= colors[i].alpha;
    }

  self->text_height = measure_text (widget);
  g_hash_table_remove_all (self->icons);

  return self->text_height != old_height;
}

/**
 * sheet_style_get_color:
 * @self: a style
 * @color: which
 *
 * Returns: (transfer none): the colour
 */
const GdkRGBA *
sheet_style_get_color (SheetStyle *self,
                       SheetColor  color)
{
  return &self->colors[color];
}

/**
 * sheet_style_get_row_height:
 * @self: a style
 *
 * Returns: the height of a row in pixels: a fixed one, as long as the text fits in it
 */
int
sheet_style_get_row_height (SheetStyle *self)
{
  return self->dense ? MAX (ROW_HEIGHT_DENSE, self->text_height + ROW_AIR_DENSE)
                     : MAX (ROW_HEIGHT, self->text_height + ROW_AIR);
}

/**
 * sheet_style_get_dense:
 * @self: a style
 *
 * Returns: whether rows are low
 */
gboolean
sheet_style_get_dense (SheetStyle *self)
{
  return self->dense;
}

/**
 * sheet_style_set_dense:
 * @self: a style
 * @dense: whether rows are low
 *
 * Makes rows low or not; the cells have to be measured again.
 */
void
sheet_style_set_dense (SheetStyle *self,
                       gboolean    dense)
{
  self->dense = dense;
}

/**
 * sheet_style_get_focused:
 * @self: a style
 *
 * Returns: whether the keyboard is the sheet's
 */
gboolean
sheet_style_get_focused (SheetStyle *self)
{
  return self->focused;
}

/**
 * sheet_style_set_focused:
 * @self: a style
 * @focused: whether the keyboard is the sheet's
 *
 * The cursor has another colour then; its cell has to be drawn again.
 */
void
sheet_style_set_focused (SheetStyle *self,
                         gboolean    focused)
{
  self->focused = focused;
}

/**
 * sheet_style_get_figures:
 * @self: a style
 *
 * Returns: (transfer none): what makes all figures of a text equally wide
 */
PangoAttrList *
sheet_style_get_figures (SheetStyle *self)
{
  return self->figures;
}

/**
 * sheet_style_get_icon:
 * @self: a style
 * @widget: where it is drawn
 * @name: the name of an icon
 * @size: its size in pixels
 *
 * Returns: (transfer none): the icon
 */
GdkPaintable *
sheet_style_get_icon (SheetStyle *self,
                      GtkWidget  *widget,
                      const char *name,
                      int         size)
{
  int scale = gtk_widget_get_scale_factor (widget);
  g_autofree char *key = g_strdup_printf ("%s %d %d", name, size, scale);
  GtkIconPaintable *icon = g_hash_table_lookup (self->icons, key);

  if (icon == NULL)
    {
      GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

      icon = gtk_icon_theme_lookup_icon (theme, name, NULL, size, scale,
                                         gtk_widget_get_direction (widget), 0);
      g_hash_table_insert (self->icons, g_steal_pointer (&key), icon);
    }

  return GDK_PAINTABLE (icon);
}
