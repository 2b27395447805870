#include "config.h"

#include "ui/stock-import-report.h"

#include <glib/gi18n-lib.h>

/* More refused cells than this are counted, not listed. */
#define MAX_LISTED 100

/* More categories than this are counted, not named. */
#define MAX_NAMED 12

struct _StockImportReport
{
  AdwPreferencesGroup parent_instance;

  IoPlan *plan; /* NULL: not known yet, or there is a problem */
  GPtrArray *listed;

  AdwActionRow *summary;
  GtkStack *sign;
  GtkSpinner *spinner;
  AdwExpanderRow *refused;
  GtkWidget *skip_row;
  GtkSwitch *skip_refused;
  GtkSwitch *clear_empty;
};

enum
{
  CHANGED,
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StockImportReport, stock_import_report, ADW_TYPE_PREFERENCES_GROUP)

static void
skip_cb (StockImportReport *self)
{
  g_signal_emit (self, signals[DECIDED], 0);
}

static void
clear_cb (StockImportReport *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show (StockImportReport *self,
      const char        *sign,
      const char        *title,
      const char        *subtitle)
{
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);

  gtk_stack_set_visible_child_name (self->sign, sign);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (sign, "busy"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary), escaped_title);
  adw_action_row_set_subtitle (self->summary, escaped_subtitle);
}

static void
append (GString    *text,
        const char *separator,
        char       *part)
{
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
  g_free (part);
}

/* “980 new, 10 changed, 5 unchanged, 2 refused”, without those that are none. */
static char *
dup_counts (IoPlan *plan)
{
  GString *text = g_string_new (NULL);
  guint n_new = io_plan_get_count (plan, IO_OUTCOME_NEW);
  guint n_updated = io_plan_get_count (plan, IO_OUTCOME_UPDATED);
  guint n_unchanged = io_plan_get_count (plan, IO_OUTCOME_UNCHANGED);
  guint n_refused = io_plan_get_count (plan, IO_OUTCOME_REFUSED);

  if (n_new > 0)
    append (text, ", ", g_strdup_printf (ngettext ("%u new product", "%u new products", n_new),
                                         n_new));
  if (n_updated > 0)
    append (text, ", ", g_strdup_printf (ngettext ("%u updated", "%u updated", n_updated),
                                         n_updated));
  if (n_unchanged > 0)
    append (text, ", ", g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", n_unchanged),
                                         n_unchanged));
  if (n_refused > 0)
    append (text, ", ", g_strdup_printf (ngettext ("%u row refused", "%u rows refused",
                                                   n_refused), n_refused));
  if (text->len == 0)
    g_string_append (text, _("There are no rows in this file"));
  return g_string_free (text, FALSE);
}

static char *
dup_categories (IoPlan *plan)
{
  GString *names = g_string_new (NULL);
  guint n = io_plan_get_n_categories (plan);
  g_autofree char *head = NULL;

  for (guint i = 0; i < MIN (n, MAX_NAMED); i++)
    append (names, ", ", g_strdup (io_plan_get_category (plan, i)));
  if (n > MAX_NAMED)
    g_string_append (names, ", …");
  if (n > 0)
    {
      head = g_strdup_printf (ngettext ("%u new category: ", "%u new categories: ", n), n);
      g_string_prepend (names, head);
    }
  return g_string_free (names, FALSE);
}

static GtkWidget *
create_refusal_row (const IoRefusal *refusal)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = NULL;
  g_autofree char *reason = g_markup_escape_text (refusal->reason, -1);

  if (refusal->column < 0)
    title = g_markup_printf_escaped (_("Row %u"), refusal->number);
  else
    /* Translators: the number of a row, the header of a column, and what the cell holds */
    title = g_markup_printf_escaped (_("Row %u, %s: “%s”"), refusal->number, refusal->header,
                                     refusal->value);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
add_listed (StockImportReport *self,
            GtkWidget         *row)
{
  adw_expander_row_add_row (self->refused, row);
  g_ptr_array_add (self->listed, row);
}

static void
list_refusals (StockImportReport *self)
{
  guint n = self->plan != NULL ? io_plan_get_n_refusals (self->plan) : 0;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->listed->len; i++)
    adw_expander_row_remove (self->refused, g_ptr_array_index (self->listed, i));
  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; i < MIN (n, MAX_LISTED); i++)
    add_listed (self, create_refusal_row (io_plan_get_refusal (self->plan, i)));
  if (n > MAX_LISTED)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more",
                                                         n - MAX_LISTED), n - MAX_LISTED);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      add_listed (self, row);
    }
  title = g_strdup_printf (ngettext ("%u cell cannot be taken", "%u cells cannot be taken", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->refused), title);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), n > 0);
  gtk_widget_set_visible (self->skip_row, n > 0);
}

static void
stock_import_report_dispose (GObject *object)
{
  StockImportReport *self = STOCK_IMPORT_REPORT (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  G_OBJECT_CLASS (stock_import_report_parent_class)->dispose (object);
}

static void
stock_import_report_class_init (StockImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_import_report_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-import-report.ui");
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, summary);
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, sign);
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, spinner);
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, refused);
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, skip_row);
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, skip_refused);
  gtk_widget_class_bind_template_child (widget_class, StockImportReport, clear_empty);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  signals[CHANGED] = g_signal_new ("changed", STOCK_TYPE_IMPORT_REPORT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DECIDED] = g_signal_new ("decided", STOCK_TYPE_IMPORT_REPORT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
stock_import_report_init (StockImportReport *self)
{
  self->listed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_import_report_show_busy:
 * @self: the report
 *
 * Says that the table is being looked at.
 */
void
stock_import_report_show_busy (StockImportReport *self)
{
  g_clear_object (&self->plan);
  show (self, "busy", _("Checking…"), "");
}

/**
 * stock_import_report_show_problem:
 * @self: the report
 * @reason: why nothing can be imported
 */
void
stock_import_report_show_problem (StockImportReport *self,
                                  const char        *reason)
{
  g_clear_object (&self->plan);
  list_refusals (self);
  show (self, "problem", reason, "");
}

/**
 * stock_import_report_show_plan:
 * @self: the report
 * @plan: what would be done
 */
void
stock_import_report_show_plan (StockImportReport *self,
                               IoPlan            *plan)
{
  g_autofree char *counts = dup_counts (plan);
  g_autofree char *categories = dup_categories (plan);

  g_set_object (&self->plan, plan);
  list_refusals (self);
  show (self, io_plan_get_count (plan, IO_OUTCOME_REFUSED) > 0 ? "problem" : "done", counts,
        categories);
}

/**
 * stock_import_report_get_flags:
 * @self: the report
 *
 * Returns: what was decided
 */
IoImportFlags
stock_import_report_get_flags (StockImportReport *self)
{
  IoImportFlags flags = IO_IMPORT_DEFAULT;

  if (gtk_switch_get_active (self->clear_empty))
    flags |= IO_IMPORT_CLEAR_EMPTY;
  if (gtk_switch_get_active (self->skip_refused))
    flags |= IO_IMPORT_SKIP_REFUSED;
  return flags;
}

/**
 * stock_import_report_set_flags:
 * @self: the report
 * @flags: what to decide, in the place of the user
 */
void
stock_import_report_set_flags (StockImportReport *self,
                               IoImportFlags      flags)
{
  gtk_switch_set_active (self->clear_empty, (flags & IO_IMPORT_CLEAR_EMPTY) != 0);
  gtk_switch_set_active (self->skip_refused, (flags & IO_IMPORT_SKIP_REFUSED) != 0);
}

/**
 * stock_import_report_get_summary:
 * @self: the report
 *
 * Returns: what would be done, in words, as Pango markup
 */
const char *
stock_import_report_get_summary (StockImportReport *self)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->summary));
}

/**
 * stock_import_report_can_import:
 * @self: the report
 *
 * Returns: whether there is anything to write, and no refused row that nobody has decided about
 */
gboolean
stock_import_report_can_import (StockImportReport *self)
{
  if (self->plan == NULL
      || (io_plan_get_count (self->plan, IO_OUTCOME_REFUSED) > 0
          && !gtk_switch_get_active (self->skip_refused)))
    return FALSE;
  return io_plan_get_count (self->plan, IO_OUTCOME_NEW) > 0
         || io_plan_get_count (self->plan, IO_OUTCOME_UPDATED) > 0;
}
