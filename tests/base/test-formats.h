#pragma once

#include "base/base-format.h"

static const char *const german_months[12] = {
  "Januar", "Februar", "März",      "April",   "Mai",      "Juni",
  "Juli",   "August",  "September", "Oktober", "November", "Dezember",
};

static const char *const german_short_months[12] = {
  "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
};

/* 1.234,50 and 10.05.2027 */
static const BaseFormat german G_GNUC_UNUSED = {
  .decimal_sign = ",",
  .group_sign = ".",
  .group_size = 3,
  .next_group_size = 3,
  .date_order = BASE_DATE_ORDER_DMY,
  .date_pattern = "%d. %b %Y",
  .currency_first = FALSE,
  .currency_space = TRUE,
  .month_names = german_months,
  .month_short_names = german_short_months,
};

/* 1,234.50 and 5/10/2027 */
static const BaseFormat american G_GNUC_UNUSED = {
  .decimal_sign = ".",
  .group_sign = ",",
  .group_size = 3,
  .next_group_size = 3,
  .date_order = BASE_DATE_ORDER_MDY,
  .date_pattern = "%b %d, %Y",
  .currency_first = TRUE,
  .currency_space = FALSE,
};

/* 12,34,567.50 and 10/05/2027 */
static const BaseFormat indian G_GNUC_UNUSED = {
  .decimal_sign = ".",
  .group_sign = ",",
  .group_size = 3,
  .next_group_size = 2,
  .date_order = BASE_DATE_ORDER_DMY,
  .date_pattern = "%d %b %Y",
  .currency_first = TRUE,
  .currency_space = FALSE,
};

/* 1 234,50 with narrow spaces that do not break */
static const BaseFormat french G_GNUC_UNUSED = {
  .decimal_sign = ",",
  .group_sign = "\342\200\257",
  .group_size = 3,
  .next_group_size = 3,
  .date_order = BASE_DATE_ORDER_DMY,
  .date_pattern = "%d %b %Y",
  .currency_first = FALSE,
  .currency_space = TRUE,
};
