#include "ui/stock-dot.h"

#include "base/base-text.h"

#define DIAMETER 12

struct _StockDot
{
  GtkWidget parent_instance;

  char *colour;
};

enum
{
  PROP_COLOUR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StockDot, stock_dot, GTK_TYPE_WIDGET)

static void
stock_dot_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  *minimum = *natural = DIAMETER;
}

static void
stock_dot_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  StockDot *self = STOCK_DOT (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GskRoundedRect round;
  GdkRGBA rgba;

  if (self->colour == NULL || !gdk_rgba_parse (&rgba, self->colour))
    return;
  gsk_rounded_rect_init_from_rect (&round,
                                   &GRAPHENE_RECT_INIT ((width - DIAMETER) / 2.0f,
                                                        (height - DIAMETER) / 2.0f,
                                                        DIAMETER, DIAMETER),
                                   DIAMETER / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &rgba, &round.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
stock_dot_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (id == PROP_COLOUR)
    g_value_set_string (value, STOCK_DOT (object)->colour);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_dot_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_COLOUR)
    stock_dot_set_colour (STOCK_DOT (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_dot_finalize (GObject *object)
{
  g_free (STOCK_DOT (object)->colour);
  G_OBJECT_CLASS (stock_dot_parent_class)->finalize (object);
}

static void
stock_dot_class_init (StockDotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = stock_dot_get_property;
  object_class->set_property = stock_dot_set_property;
  object_class->finalize = stock_dot_finalize;
  widget_class->measure = stock_dot_measure;
  widget_class->snapshot = stock_dot_snapshot;
  properties[PROP_COLOUR]
    = g_param_spec_string ("colour", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
stock_dot_init (StockDot *self)
{
}

/**
 * stock_dot_new:
 * @colour: (nullable): "#rrggbb"
 *
 * Returns: (transfer floating): a spot
 */
GtkWidget *
stock_dot_new (const char *colour)
{
  return g_object_new (STOCK_TYPE_DOT, "colour", colour, NULL);
}

/**
 * stock_dot_set_colour:
 * @self: a spot
 * @colour: (nullable): "#rrggbb"
 */
void
stock_dot_set_colour (StockDot   *self,
                      const char *colour)
{
  if (!base_text_set (&self->colour, colour))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}
