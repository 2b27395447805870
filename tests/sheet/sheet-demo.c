/* Shows a sheet of made-up goods, to look at and to try: not a test. */

#include <adwaita.h>

#include "sheet-fixture.h"

static int n_rows = 1000;
static int width = 1180;
static int height = 700;
static gboolean dark;
static gboolean rtl;
static gboolean dense;
static int text_percent = 100;

static const GOptionEntry options[] = {
  { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, "Rows, up to any number", "N" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PIXELS" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark style", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
  { "text", 0, 0, G_OPTION_ARG_INT, &text_percent, "Size of the text", "PERCENT" },
  { "dense", 0, 0, G_OPTION_ARG_NONE, &dense, "Low rows", NULL },
  { NULL },
};

static void
error_cb (SheetView       *view,
          const char      *message,
          AdwToastOverlay *overlay)
{
  adw_toast_overlay_add_toast (overlay, adw_toast_new (message));
}

static void
new_row_cb (SheetView *view)
{
  GListModel *model = sheet_view_get_model (view);
  g_autoptr (FixtureItem) item = fixture_item_new (g_list_model_get_n_items (model));

  if (G_IS_LIST_STORE (model))
    g_list_store_append (G_LIST_STORE (model), item);
}

static void
delete_rows_cb (SheetView *view,
                GtkBitset *rows)
{
  GListModel *model = sheet_view_get_model (view);

  if (G_IS_LIST_STORE (model))
    g_list_store_splice (G_LIST_STORE (model), gtk_bitset_get_minimum (rows),
                         gtk_bitset_get_size (rows), NULL, 0);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autoptr (GListModel) model = n_rows > 100000 ? fixture_lazy_model_new (n_rows)
                                                 : G_LIST_MODEL (fixture_store_new (n_rows));
  GtkWidget *view = fixture_view_new (model);

  g_signal_connect (view, "error", G_CALLBACK (error_cb), overlay);
  g_signal_connect (view, "activate-new-row", G_CALLBACK (new_row_cb), NULL);
  g_signal_connect (view, "delete-rows", G_CALLBACK (delete_rows_cb), NULL);
  sheet_view_set_dense (SHEET_VIEW (view), dense);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (view, TRUE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);
  gtk_box_append (GTK_BOX (box), overlay);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Sheet");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (view);
}

static void
startup_cb (GApplication *application)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 / 100 * text_percent, NULL);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("io.github.stockbook.SheetDemo", G_APPLICATION_NON_UNIQUE);

  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "startup", G_CALLBACK (startup_cb), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
