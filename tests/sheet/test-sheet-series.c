/* How cells go on. A number is written "#12.50", a date "@2026-01-31", anything else is a text. */

#include "sheet/sheet-series.h"

#include <stdlib.h>
#include <string.h>

typedef enum
{
  CTRL = 1 << 0,
  BACK = 1 << 1,
} Flags;

static const struct
{
  const char *examples; /* separated by commas */
  Flags       flags;
  const char *next;     /* the first of them */
} cases[] = {
  /* Copies. */
  { "#5", 0, "5,5,5" },
  { "@2026-01-31", 0, "2026-01-31,2026-01-31" },
  { "Shelf 1", 0, "Shelf 1,Shelf 1" },
  { "a,b,c", 0, "a,b,c,a,b" },
  { "a,b,c", BACK, "c,b,a,c" },
  { "", 0, "," },
  { "", CTRL, "," },
  { "no number", CTRL, "no number" },
  { "#5,Shelf 2", 0, "5,Shelf 2,5" },
  { "#5,", 0, "5,,5" },
  { "#1,#2", CTRL, "1,2,1" },
  { "#1,#2,#4", 0, "1,2,4,1" },

  /* Numbers. */
  { "#5", CTRL, "6,7,8" },
  { "#5", CTRL | BACK, "4,3,2" },
  { "#1,#3", 0, "5,7,9" },
  { "#1,#3", BACK, "-1,-3" },
  { "#5,#5", 0, "5,5" },
  { "#1,#2,#3", 0, "4,5" },
  { "#1.50,#2.25", 0, "3,3.75,4.5" },
  { "#1.5,#2.25", 0, "3,3.75" },
  { "#12.50", CTRL, "13.5,14.5" },
  { "#-1,#0", 0, "1,2" },
  { "#9223372036854775806,#9223372036854775807", 0, "9223372036854775808" },
  { "#-9223372036854775807,#9223372036854775807", 0,
    "-9223372036854775807,9223372036854775807" },

  /* Dates by days. */
  { "@2026-02-27", CTRL, "2026-02-28,2026-03-01" },
  { "@2026-03-01", CTRL | BACK, "2026-02-28,2026-02-27" },
  { "@2026-01-01,@2026-01-08", 0, "2026-01-15,2026-01-22,2026-01-29,2026-02-05" },
  { "@2026-01-31,@2026-02-01", 0, "2026-02-02,2026-02-03" },
  { "@2026-01-05,@2026-01-05", 0, "2026-01-05" },
  { "@2026-01-05,@2026-01-06,@2026-01-09", 0, "2026-01-05,2026-01-06" },
  { "@9999-12-30", CTRL, "9999-12-31,?" },

  /* By months: on the same day, or at the end of those that are shorter. */
  { "@2026-01-15,@2026-02-15", 0, "2026-03-15,2026-04-15" },
  { "@2026-01-15,@2026-02-15", BACK, "2025-12-15,2025-11-15" },
  { "@2026-01-31,@2026-02-28", 0, "2026-03-31,2026-04-30,2026-05-31" },
  { "@2026-02-28,@2026-03-31", 0, "2026-04-30" },
  { "@2026-02-28,@2026-03-28", 0, "2026-04-28" },
  { "@2026-01-30,@2026-02-28", 0, "2026-03-30" },
  { "@2026-12-31,@2027-01-31", BACK, "2026-11-30" },
  { "@2026-01-31,@2026-04-30", 0, "2026-07-31,2026-10-31" },
  { "@2024-02-29,@2025-02-28", 0, "2026-02-28,2027-02-28,2028-02-29" },
  { "@2026-01-15,@2026-02-15,@2026-04-15", 0, "2026-01-15" },
  { "@9999-11-30,@9999-12-31", 0, "?" },
  { "@0001-01-31,@0001-02-28", BACK, "?" },

  /* Numbers at the end of texts. */
  { "Shelf 1", CTRL, "Shelf 2,Shelf 3" },
  { "Shelf 1,Shelf 3", 0, "Shelf 5,Shelf 7" },
  { "Shelf 9,Shelf 10", 0, "Shelf 11" },
  { "Shelf 1", CTRL | BACK, "Shelf 0,Shelf -1" },
  { "A-009", CTRL, "A-010,A-011" },
  { "A-099,A-100", 0, "A-101" },
  { "0012,0013", 0, "0014" },
  { "Äpfel 7", CTRL, "Äpfel 8" },
  { "Shelf 1,Rack 2", 0, "Shelf 1,Rack 2" },
  { "1234567890123456", CTRL, "1234567890123456" },
};

static void
read_value (const char *example,
            SheetValue *value)
{
  const char *point = strchr (example, '.');

  *value = (SheetValue) { SHEET_VALUE_TEXT };
  if (example[0] == '#')
    {
      g_autoptr (GString) digits = g_string_new (example + 1);

      g_string_replace (digits, ".", "", 0);
      value->kind = SHEET_VALUE_NUMBER;
      value->decimals = point != NULL ? strlen (point + 1) : 0;
      value->number = g_ascii_strtoll (digits->str, NULL, 10);
    }
  else if (example[0] == '@')
    {
      value->kind = SHEET_VALUE_DATE;
      g_date_set_dmy (&value->date, atoi (example + 9), atoi (example + 6), atoi (example + 1));
    }
}

static void
test_series (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_auto (GStrv) examples = g_strsplit (cases[i].examples[0] != '\0' ? cases[i].examples : ",",
                                        ",", -1);
  g_auto (GStrv) next = g_strsplit (cases[i].next, ",", -1);
  guint n = cases[i].examples[0] != '\0' ? g_strv_length (examples) : 1;
  g_autofree SheetValue *values = g_new (SheetValue, n);
  g_autofree const char **texts = g_new (const char *, n);
  g_autoptr (SheetSeries) series = NULL;

  for (guint j = 0; j < n; j++)
    {
      read_value (examples[j], &values[j]);
      texts[j] = values[j].kind == SHEET_VALUE_TEXT ? examples[j] : examples[j] + 1;
    }

  series = sheet_series_new (values, texts, n, (cases[i].flags & CTRL) != 0,
                             (cases[i].flags & BACK) != 0);
  for (guint j = 0; next[j] != NULL; j++)
    {
      g_autofree char *text = sheet_series_dup_text (series, j);

      g_assert_cmpstr (text, ==, next[j]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sheet/series/%s%s/“%s”",
                                               (cases[i].flags & CTRL) != 0 ? "ctrl" : "plain",
                                               (cases[i].flags & BACK) != 0 ? "-back" : "",
                                               cases[i].examples);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_series);
    }

  return g_test_run ();
}
