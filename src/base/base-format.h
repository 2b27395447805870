#pragma once

#include <locale.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * BaseDateOrder:
 * @BASE_DATE_ORDER_DMY: day, month, year
 * @BASE_DATE_ORDER_MDY: month, day, year
 * @BASE_DATE_ORDER_YMD: year, month, day
 *
 * The order in which a date's numbers are written.
 */
typedef enum
{
  BASE_DATE_ORDER_DMY,
  BASE_DATE_ORDER_MDY,
  BASE_DATE_ORDER_YMD,
} BaseDateOrder;

/**
 * BaseFormat:
 * @decimal_sign: what stands before the decimals, "." or "," as a rule
 * @group_sign: what stands between groups of digits, or "" for no grouping
 * @group_size: the digits of the last group, 3 as a rule
 * @next_group_size: the digits of the other groups; 2 in India, otherwise as @group_size
 * @date_order: the order of a numeric date on input
 * @date_pattern: how a date is shown: "%d" is the day and "%m" the month as a number without a
 *   leading zero, "%D" and "%M" the same with two digits, "%b" the short and "%B" the long name
 *   of the month, "%Y" the year
 * @currency_first: whether the currency sign stands before the amount
 * @currency_space: whether a space separates them
 * @month_names: the twelve long names of the months, or %NULL for the English ones
 * @month_short_names: the twelve short names of the months, or %NULL for the English ones
 *
 * How values are read and written. ISO dates, plain decimals and English months are always
 * understood on input, whatever the format.
 *
 * A format is plain data: copy one and change members to get another, for instance the locale's
 * without grouping.
 */
typedef struct
{
  char decimal_sign[8];
  char group_sign[8];
  guint group_size;
  guint next_group_size;
  BaseDateOrder date_order;
  const char *date_pattern;
  gboolean currency_first;
  gboolean currency_space;
  const char *const *month_names;
  const char *const *month_short_names;
} BaseFormat;

const BaseFormat *base_format_get_locale (void);
const BaseFormat *base_format_get_plain  (void);

void          base_format_init_from_locale (BaseFormat         *format,
                                            const struct lconv *numbers,
                                            const char         *date_format,
                                            const char         *language);
BaseDateOrder base_format_order_from_pattern (const char       *date_format);

const char *base_format_get_month_name       (const BaseFormat *format,
                                              guint             month);
const char *base_format_get_month_short_name (const BaseFormat *format,
                                              guint             month);

G_END_DECLS
