#include "base/base-date-entry.h"

#include "base/base-date.h"
#include "base/base-error.h"

#include "test-formats.h"

/* Today is 22 November 2026. */
static const struct
{
  const char       *text;
  const BaseFormat *format;
  const char       *found; /* the date, or what is told of it */
} cases[] = {
  { "2027-05-10", &german, "2027-05-10" },
  { "10.5.27", &german, "2027-05-10" },
  { "May 10, 2027", &american, "2027-05-10" },
  { "3.5", &german, "2026-05-03" },
  { " 3.5. ", &german, "2026-05-03" },
  { "3. 5.", &german, "2026-05-03" },
  { "5/3", &american, "2026-05-03" },
  { "5/3", &indian, "2026-03-05" },
  { "5-3", NULL, "2026-05-03" },
  { "3 May", &american, "2026-05-03" },
  { "3may", &american, "2026-05-03" },
  { "May 3", &american, "2026-05-03" },
  { "3. Mai", &german, "2026-05-03" },
  { "3. März", &german, "2026-03-03" },
  { "today", &german, "2026-11-22" },
  { "Tomorrow", &american, "2026-11-23" },
  { "yesterday", &american, "2026-11-21" },
  { "+30", &american, "2026-12-22" },
  { "+0", &american, "2026-11-22" },
  { "-22", &american, "2026-10-31" },
  { "+99999", &american, "2300-09-06" },
  { "+100000", &american, "“+100000” is out of range" },
  { "+99999999999999999999", &american, "“+99999999999999999999” is out of range" },
  { "+", &american, "“+” is not a date" },
  { "+3x", &american, "“+3x” is not a date" },
  { "May 2027", &american, "“May 2027” does not say which day" },
  { "5/2027", &american, "“5/2027” does not say which day" },
  { "2027-05", &german, "“2027-05” does not say which day" },
  { "31.2.", &german, "31 February 2026 does not exist" },
  { "29 Feb", &american, "29 February 2026 does not exist" },
  { "13/1", &american, "There is no month 13" },
  { "3", &american, "“3” is not a date" },
  { "May", &american, "“May” is not a date" },
  { "3 Mayo", &american, "“3 Mayo” is not a date" },
  { "soon now", &american, "“soon now” is not a date" },
  { "12345.5", &american, "“12345.5” is not a date" },
  { "", &american, "A date is missing" },
};

static void
test_entries (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BaseFormat *format
        = cases[i].format != NULL ? cases[i].format : base_format_get_plain ();
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;
      GDate date;

      g_date_clear (&date, 1);
      if (base_date_parse_entry (cases[i].text, format, &today, &date, &error))
        found = base_date_format_iso (&date);
      else
        g_assert_false (g_date_valid (&date));
      g_assert_cmpstr (found != NULL ? found : error->message, ==, cases[i].found);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date-entry/entries", test_entries);
  return g_test_run ();
}
