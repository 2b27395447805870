#pragma once

#include "base/base-format.h"

G_BEGIN_DECLS

/**
 * BaseGuess:
 *
 * What the cells of a table have shown about its decimal sign and date order. Starts as all zeros.
 */
typedef struct
{
  /*< private >*/
  guint decimal_points;
  guint decimal_commas;
  guint ordered_dates;
  guint day_first;
  guint month_first;
  guint year_first;
} BaseGuess;

void     base_guess_add_column       (BaseGuess         *self,
                                      const char *const *cells,
                                      gsize              n_cells);
char     base_guess_get_decimal_sign (const BaseGuess   *self);
gboolean base_guess_needs_date_order (const BaseGuess   *self);
gboolean base_guess_get_date_order   (const BaseGuess   *self,
                                      BaseDateOrder     *order);

G_END_DECLS
