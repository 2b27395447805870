#include "sheet/sheet-arrow.h"

#define SIZE 12

struct _SheetArrow
{
  GtkWidget parent_instance;

  gboolean descending;
  GtkWidget *image;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (SheetArrow, sheet_arrow, GTK_TYPE_WIDGET)

static void
sheet_arrow_dispose (GObject *object)
{
  SheetArrow *self = SHEET_ARROW (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (sheet_arrow_parent_class)->dispose (object);
}

static void
sheet_arrow_class_init (SheetArrowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sheet_arrow_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sheetarrow");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
sheet_arrow_init (SheetArrow *self)
{
  self->image = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->image), SIZE);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * sheet_arrow_new:
 *
 * Returns: (transfer floating): an arrow
 */
GtkWidget *
sheet_arrow_new (void)
{
  return g_object_new (SHEET_TYPE_ARROW, NULL);
}

/**
 * sheet_arrow_set:
 * @self: an arrow
 * @descending: whether it points down
 * @number: which of several it is, counting from 1; 0 for the only one
 */
void
sheet_arrow_set (SheetArrow *self,
                 gboolean    descending,
                 guint       number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");

  self->descending = descending;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image),
                                descending ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->label, number > 0);
}

/**
 * sheet_arrow_dup_text:
 * @self: an arrow
 *
 * Returns: (transfer full): "up" or "down", with the number behind it
 */
char *
sheet_arrow_dup_text (SheetArrow *self)
{
  return g_strconcat (self->descending ? "down" : "up",
                      gtk_label_get_text (GTK_LABEL (self->label)), NULL);
}
