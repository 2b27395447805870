#pragma once

#include "ui/stock-field.h"

G_BEGIN_DECLS

/**
 * StockTest:
 * @STOCK_TEST_ONE_OF: the text is one of some; the empty one is no value
 * @STOCK_TEST_CONTAINS: a part of the text
 * @STOCK_TEST_BEGINS: the beginning of the text
 * @STOCK_TEST_EQUAL: that very number or day
 * @STOCK_TEST_LESS: a number below, a day before
 * @STOCK_TEST_MORE: a number above, a day after
 * @STOCK_TEST_BETWEEN: from one number or day to another, both included
 * @STOCK_TEST_TODAY: today
 * @STOCK_TEST_THIS_MONTH: in the month of today
 * @STOCK_TEST_NEXT_DAYS: from today to 30 days ahead
 * @STOCK_TEST_EMPTY: there is no value
 * @STOCK_TEST_FILLED: there is one
 *
 * What a filter asks of a column.
 */
typedef enum
{
  STOCK_TEST_ONE_OF,
  STOCK_TEST_CONTAINS,
  STOCK_TEST_BEGINS,
  STOCK_TEST_EQUAL,
  STOCK_TEST_LESS,
  STOCK_TEST_MORE,
  STOCK_TEST_BETWEEN,
  STOCK_TEST_TODAY,
  STOCK_TEST_THIS_MONTH,
  STOCK_TEST_NEXT_DAYS,
  STOCK_TEST_EMPTY,
  STOCK_TEST_FILLED,
  STOCK_N_TESTS,
} StockTest;

/**
 * StockFilterKind:
 *
 * What a column holds, as far as a filter is concerned; a set of them where tests are told of.
 */
typedef enum
{
  STOCK_FILTER_TEXT = 1 << 0,
  STOCK_FILTER_NUMBER = 1 << 1,
  STOCK_FILTER_DATE = 1 << 2,
  STOCK_FILTER_LIST = 1 << 3,
} StockFilterKind;

/* Decimals that numbers are kept with: as many as any unit has. */
#define STOCK_FILTER_DECIMALS STOCK_MAX_UNIT_DECIMALS

/**
 * StockFilter:
 * @field: the column
 * @test: what is asked of it
 * @values: as many as the test takes: texts as they are, plain decimals, ISO dates
 *
 * Which products are shown, by one column. It has no widget and does not change.
 */
typedef struct
{
  const StockField *field;
  StockTest test;
  char **values;
} StockFilter;

StockFilterKind stock_filter_get_kind    (const StockField   *field);
gboolean      stock_filter_takes         (const StockField   *field,
                                          StockTest           test);
guint         stock_filter_get_n_entries (StockTest           test);
const char   *stock_filter_get_label     (const StockField   *field,
                                          StockTest           test);
const char   *stock_filter_get_nick      (StockTest           test);
gboolean      stock_filter_find_test     (const char         *nick,
                                          StockTest          *test);
const char   *stock_filter_get_path      (const StockField   *field);
gboolean      stock_filter_read_number   (const char         *value,
                                          gint64             *number);
StockFilter  *stock_filter_new           (const StockField   *field,
                                          StockTest           test,
                                          const char *const  *values);
StockFilter  *stock_filter_new_typed     (const StockField   *field,
                                          StockTest           test,
                                          const char *const  *typed,
                                          StockInventory     *inventory,
                                          GError            **error);
StockFilter  *stock_filter_new_product   (const StockField   *field,
                                          StockInventory     *inventory,
                                          StockProduct       *product);
void          stock_filter_free          (StockFilter        *self);
char        **stock_filter_dup_typed     (const StockFilter  *self);
char         *stock_filter_dup_text      (const StockFilter  *self);

/* stock-filter-condition.c */
OrmCondition *stock_filter_dup_condition (const StockFilter  *self,
                                          StockInventory     *inventory,
                                          const GDate        *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StockFilter, stock_filter_free)

G_END_DECLS
