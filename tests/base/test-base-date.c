#include "base/base-date.h"

#include <string.h>

#include "base/base-error.h"

#include "test-formats.h"

#define PLAIN NULL

static const BaseFormat *
format_or_plain (const BaseFormat *format)
{
  return format != NULL ? format : base_format_get_plain ();
}

static void
test_parse (void)
{
  static const struct
  {
    const char       *text;
    const BaseFormat *format;
    const char       *iso;
  } cases[] = {
    { "8/16/2024", &american, "2024-08-16" },
    { "05-08-2024", &american, "2024-05-08" },
    { "05.08.2024", &american, "2024-05-08" },
    { "05 08 2024", &american, "2024-05-08" },
    { "16/8/2024", &german, "2024-08-16" },
    { "05.08.2024", &german, "2024-08-05" },
    { "5.8.24", &german, "2024-08-05" },
    { "5. 8. 2024", &german, "2024-08-05" },
    { " 5.8.24 ", &german, "2024-08-05" },
    { "5/8/68", &german, "2068-08-05" },
    { "5/8/69", &german, "1969-08-05" },
    { "24-08-05", PLAIN, "2024-08-05" },
    { "2024-08-05", &american, "2024-08-05" },
    { "2024-08-05", &german, "2024-08-05" },
    { "2024/8/5", &german, "2024-08-05" },
    { "2024-08-05T00:00:00", &german, "2024-08-05" },
    { "2024-08-05 00:00", &german, "2024-08-05" },
    { "8/5/2024 12:00:00 AM", &american, "2024-08-05" },
    { "29.2.2024", &german, "2024-02-29" },
    { "10 May 2027", &american, "2027-05-10" },
    { "10-May-27", &american, "2027-05-10" },
    { "May 10, 2027", &german, "2027-05-10" },
    { "may 10 2027", PLAIN, "2027-05-10" },
    { "10th May 2027", &american, "2027-05-10" },
    { "May 1st, 2027", &american, "2027-05-01" },
    { "2027 May 10", &american, "2027-05-10" },
    { "10May2027", &american, "2027-05-10" },
    { "10 Sept. 2027", &american, "2027-09-10" },
    { "10. Mai 2027", &german, "2027-05-10" },
    { "10. März 2027", &german, "2027-03-10" },
    { "10. maerz 2027", &american, NULL },
    { "10. MARZ 2027", &german, "2027-03-10" },
    { "10. Dez. 27", &german, "2027-12-10" },
    { "10. Dezember 2027", &german, "2027-12-10" },
    { "10 December 2027", &german, "2027-12-10" },
    { "0001-01-01", PLAIN, "0001-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = NULL;
      GDate date;

      g_date_clear (&date, 1);
      g_test_message ("“%s”", cases[i].text);
      if (base_date_parse (cases[i].text, format_or_plain (cases[i].format), &date, NULL))
        iso = base_date_format_iso (&date);
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

static void
test_parse_bad (void)
{
  static const struct
  {
    const char       *text;
    const BaseFormat *format;
    BaseError         code;
  } cases[] = {
    { "", &german, BASE_ERROR_EMPTY },
    { "  ", &german, BASE_ERROR_EMPTY },
    { "soon", &german, BASE_ERROR_SYNTAX },
    { "12", &german, BASE_ERROR_SYNTAX },
    { "1.2", &german, BASE_ERROR_SYNTAX },
    { "1.2.3", &german, BASE_ERROR_SYNTAX },
    { "1.2.345", &german, BASE_ERROR_SYNTAX },
    { "1.2.34567", &german, BASE_ERROR_SYNTAX },
    { "1.2/2024", &german, BASE_ERROR_SYNTAX },
    { "1 .2 /2024", &german, BASE_ERROR_SYNTAX },
    { "1,2,2024", &german, BASE_ERROR_SYNTAX },
    { "1.2.2024.", &german, BASE_ERROR_SYNTAX },
    { "1.2.2024 13:30", &german, BASE_ERROR_SYNTAX },
    { "1.2.2024 0", &german, BASE_ERROR_SYNTAX },
    { "29-205-1132", &american, BASE_ERROR_NO_SUCH_DATE },
    { "10 Mo 2027", &german, BASE_ERROR_SYNTAX },
    { "Ma 10 2027", &american, BASE_ERROR_SYNTAX },
    { "May June 2027", &american, BASE_ERROR_SYNTAX },
    { "10 2027 May", &american, BASE_ERROR_SYNTAX },
    { "10 11 May", &american, BASE_ERROR_SYNTAX },
    { "5/8/2024", PLAIN, BASE_ERROR_SYNTAX },
    { "31.2.2024", &german, BASE_ERROR_NO_SUCH_DATE },
    { "29.2.2023", &german, BASE_ERROR_NO_SUCH_DATE },
    { "0.2.2023", &german, BASE_ERROR_NO_SUCH_DATE },
    { "8/16/2024", &german, BASE_ERROR_NO_SUCH_DATE }, /* day and month are not exchanged */
    { "31 February 2024", &german, BASE_ERROR_NO_SUCH_DATE },
    { "2024-13-01", &german, BASE_ERROR_NO_SUCH_DATE },
    { "2024-02-31", &german, BASE_ERROR_NO_SUCH_DATE },
    { "0000-01-01", &german, BASE_ERROR_RANGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_date_clear (&date, 1);
      g_test_message ("“%s”", cases[i].text);
      g_assert_false (base_date_parse (cases[i].text, format_or_plain (cases[i].format), &date,
                                       &error));
      g_assert_error (error, BASE_ERROR, (int) cases[i].code);
      g_assert_false (g_date_valid (&date));
    }
}

static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  GDate date;

  g_assert_false (base_date_parse ("31.2.2027", &german, &date, &error));
  g_assert_cmpstr (error->message, ==, "31 February 2027 does not exist");
}

static void
test_parse_iso (void)
{
  static const struct
  {
    const char *text;
    int         code; /* -1: it is a date */
  } cases[] = {
    { "2024-08-05", -1 },
    { "2024-02-29", -1 },
    { "9999-12-31", -1 },
    { "2023-02-29", BASE_ERROR_NO_SUCH_DATE },
    { "2024-00-05", BASE_ERROR_NO_SUCH_DATE },
    { "2024-13-05", BASE_ERROR_NO_SUCH_DATE },
    { "0000-08-05", BASE_ERROR_RANGE },
    { "2024-8-5", BASE_ERROR_SYNTAX },
    { "24-08-05", BASE_ERROR_SYNTAX },
    { "2024/08/05", BASE_ERROR_SYNTAX },
    { " 2024-08-05", BASE_ERROR_SYNTAX },
    { "2024-08-05 ", BASE_ERROR_SYNTAX },
    { "2024-08-05T00:00", BASE_ERROR_SYNTAX },
    { "2024-08", BASE_ERROR_SYNTAX },
    { "", BASE_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_test_message ("“%s”", cases[i].text);
      if (base_date_parse_iso (cases[i].text, &date, &error))
        {
          g_autofree char *iso = base_date_format_iso (&date);

          g_assert_cmpint (cases[i].code, ==, -1);
          g_assert_cmpstr (iso, ==, cases[i].text);
        }
      else
        g_assert_error (error, BASE_ERROR, cases[i].code);
    }
}

static void
test_format (void)
{
  static const BaseFormat padded = { .date_pattern = "%D.%M.%Y (%m, %B) 100%% %" };
  g_autofree char *american_text = NULL;
  g_autofree char *german_text = NULL;
  g_autofree char *indian_text = NULL;
  g_autofree char *padded_text = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 7, G_DATE_MARCH, 2027);

  american_text = base_date_format (&date, &american);
  german_text = base_date_format (&date, &german);
  indian_text = base_date_format (&date, &indian);
  padded_text = base_date_format (&date, &padded);
  g_assert_cmpstr (american_text, ==, "Mar 7, 2027");
  g_assert_cmpstr (german_text, ==, "7. Mär 2027");
  g_assert_cmpstr (indian_text, ==, "7 Mar 2027");
  g_assert_cmpstr (padded_text, ==, "07.03.2027 (3, March) 100% %");
}

/* What is shown can be typed, on every day of four years. */
static void
test_round_trip (void)
{
  const BaseFormat *formats[] = {
    &american, &german, &indian, base_format_get_plain (), base_format_get_locale (),
  };
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2024);
  for (guint i = 0; i < 1461; i++, g_date_add_days (&date, 1))
    for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
      {
        g_autofree char *text = base_date_format (&date, formats[f]);
        GDate again;

        g_assert_true (base_date_parse (text, formats[f], &again, NULL));
        g_assert_cmpint (g_date_compare (&date, &again), ==, 0);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/parse-bad", test_parse_bad);
  g_test_add_func ("/date/message", test_message);
  g_test_add_func ("/date/parse-iso", test_parse_iso);
  g_test_add_func ("/date/format", test_format);
  g_test_add_func ("/date/round-trip", test_round_trip);
  return g_test_run ();
}
