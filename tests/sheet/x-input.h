#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys and clicks as the X server sends them, so that tests go the way that a hand goes: through
 * the keyboard map, input methods, focus and gestures. */

void x_input_init   (int        *argc,
                     char     ***argv);
void x_input_start  (GtkWindow  *window);
void x_input_settle (void);
void x_input_paint  (void);
void x_input_key    (const char *accelerator);
void x_input_text   (const char *text);
void x_input_keys   (const char *keys);
void x_input_move   (GtkWidget  *widget,
                     double      x,
                     double      y);
void x_input_button (guint       button,
                     gboolean    press);
void x_input_click  (GtkWidget  *widget,
                     double      x,
                     double      y,
                     guint       button,
                     guint       n_presses);
void x_input_hold   (const char *modifier,
                     gboolean    hold);

G_END_DECLS
