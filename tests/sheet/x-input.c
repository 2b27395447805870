#include "x-input.h"

#include <dlfcn.h>
#include <string.h>

#include <X11/XKBlib.h>
#include <gdk/x11/gdkx.h>

/* The functions of libXtst that are used. The library is loaded by hand: xdotool, which other tests
 * need, brings it along, but not its headers. */
static struct
{
  int (* key)    (Display *display, unsigned int code, Bool press, unsigned long delay);
  int (* button) (Display *display, unsigned int button, Bool press, unsigned long delay);
  int (* motion) (Display *display, int screen, int x, int y, unsigned long delay);
} xtest;

static GtkWindow *target;
static Display *display;

static const struct
{
  GdkModifierType mask;
  KeySym          keysym;
} modifiers[] = {
  { GDK_SHIFT_MASK, XK_Shift_L },
  { GDK_CONTROL_MASK, XK_Control_L },
  { GDK_ALT_MASK, XK_Alt_L },
};

static void
load_library (void)
{
  void *library = dlopen ("libXtst.so.6", RTLD_NOW);

  if (library == NULL)
    g_error ("libXtst.so.6 is missing: install xdotool");

  *(void **) &xtest.key = dlsym (library, "XTestFakeKeyEvent");
  *(void **) &xtest.button = dlsym (library, "XTestFakeButtonEvent");
  *(void **) &xtest.motion = dlsym (library, "XTestFakeMotionEvent");
}

/* In place of gtk_test_init(): with GTK's own input method, which knows dead keys, and without GL,
 * whose drivers leave memory behind when they are unloaded. */
void
x_input_init (int    *argc,
              char ***argv)
{
  g_setenv ("GTK_IM_MODULE", "gtk-im-context-simple", TRUE);
  if (gtk_get_minor_version () < 14)
    g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  else
    g_setenv ("GDK_DISABLE", "gl", TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  gtk_test_init (argc, argv, NULL);
}

/* Handles all events that the server has for us by now. */
void
x_input_settle (void)
{
  XSync (display, False);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

/* Settles, and waits for the next frame that is painted with the result. */
void
x_input_paint (void)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (target));
  gboolean painted = FALSE;
  gulong handler;

  x_input_settle ();
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (GTK_WIDGET (target));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  x_input_settle ();
}

/* Gives the window the focus, as there is no window manager to do it. */
void
x_input_start (GtkWindow *window)
{
  GdkSurface *surface;

  if (xtest.key == NULL)
    load_library ();

  target = window;
  gtk_window_present (window);
  surface = gtk_native_get_surface (GTK_NATIVE (window));
  display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));

  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  x_input_paint ();
  XSetInputFocus (display, gdk_x11_surface_get_xid (surface), RevertToParent, CurrentTime);
  while (!gtk_window_is_active (window))
    g_main_context_iteration (NULL, TRUE);
  x_input_paint ();
}

static void
send_key (KeyCode code,
          gboolean press)
{
  xtest.key (display, code, press, CurrentTime);
}

static void
send_modifiers (GdkModifierType mask,
                gboolean        press)
{
  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    {
      if ((mask & modifiers[i].mask) != 0)
        send_key (XKeysymToKeycode (display, modifiers[i].keysym), press);
    }
}

/* Puts a symbol that the keyboard lacks, such as a dead key, onto a key that has none. */
static KeyCode
map_spare_key (KeySym keysym)
{
  int first, last;

  XDisplayKeycodes (display, &first, &last);
  for (int code = last; code >= first; code--)
    {
      if (XkbKeycodeToKeysym (display, code, 0, 0) != NoSymbol)
        continue;

      XChangeKeyboardMapping (display, code, 1, &keysym, 1);
      x_input_settle ();
      return code;
    }

  g_assert_not_reached ();
}

static void
press_keysym (KeySym          keysym,
              GdkModifierType mask)
{
  KeyCode code = XKeysymToKeycode (display, keysym);

  if (code == 0)
    code = map_spare_key (keysym);
  if (XkbKeycodeToKeysym (display, code, 0, 0) != keysym
      && XkbKeycodeToKeysym (display, code, 0, 1) == keysym)
    mask |= GDK_SHIFT_MASK;

  send_modifiers (mask, TRUE);
  send_key (code, TRUE);
  send_key (code, FALSE);
  send_modifiers (mask, FALSE);
  x_input_settle ();
}

/* Presses and releases a key, "<Control>Home" for example. */
void
x_input_key (const char *accelerator)
{
  GdkModifierType mask = 0;
  guint keyval = 0;

  if (!gtk_accelerator_parse (accelerator, &keyval, &mask))
    keyval = gdk_keyval_from_name (accelerator);
  if (keyval == 0 || keyval == GDK_KEY_VoidSymbol)
    g_error ("There is no key %s", accelerator);

  press_keysym (keyval, mask);
}

/* Types a text, character by character. */
void
x_input_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    press_keysym (gdk_unicode_to_keyval (g_utf8_get_char (p)), 0);
}

/* Presses keys one after the other, separated by spaces; what stands in quotes is typed:
 * "Down F2 'abc' <Shift>Return". Every key is painted: some depend on what is on the screen. */
void
x_input_keys (const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (words[i][0] == '\'' && length > 1)
        {
          words[i][length - 1] = '\0';
          x_input_text (words[i] + 1);
        }
      else if (length > 0)
        x_input_key (words[i]);

      x_input_paint ();
    }
}

/* Moves the pointer to a place in a widget. */
void
x_input_move (GtkWidget *widget,
              double     x,
              double     y)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (target));
  graphene_point_t place;
  double offset_x, offset_y;
  int root_x, root_y;
  Window child;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (target),
                                           &GRAPHENE_POINT_INIT (x, y), &place));
  gtk_native_get_surface_transform (GTK_NATIVE (target), &offset_x, &offset_y);
  XTranslateCoordinates (display, gdk_x11_surface_get_xid (surface), DefaultRootWindow (display),
                         place.x + offset_x, place.y + offset_y, &root_x, &root_y, &child);
  xtest.motion (display, -1, root_x, root_y, CurrentTime);
  x_input_paint ();
}

void
x_input_button (guint    button,
                gboolean press)
{
  xtest.button (display, button, press, CurrentTime);
  x_input_paint ();
}

void
x_input_click (GtkWidget *widget,
               double     x,
               double     y,
               guint      button,
               guint      n_presses)
{
  x_input_move (widget, x, y);
  for (guint i = 0; i < n_presses; i++)
    {
      x_input_button (button, TRUE);
      x_input_button (button, FALSE);
    }
}

/* Holds a modifier down during clicks, "<Shift>" for example. */
void
x_input_hold (const char *modifier,
              gboolean    hold)
{
  GdkModifierType mask = 0;
  g_autofree char *accelerator = g_strconcat (modifier, "a", NULL);
  guint keyval;

  g_assert_true (gtk_accelerator_parse (accelerator, &keyval, &mask));
  send_modifiers (mask, hold);
  x_input_settle ();
}
