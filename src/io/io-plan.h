#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an import does with a row. */
typedef enum
{
  IO_OUTCOME_NEW,       /* makes a product */
  IO_OUTCOME_UPDATED,   /* changes one */
  IO_OUTCOME_UNCHANGED, /* finds one that is so already */
  IO_OUTCOME_REFUSED,   /* cannot be taken */
  IO_N_OUTCOMES,
} IoOutcome;

/**
 * IoRefusal:
 * @row: the row of the table, from 0
 * @number: the number that a spreadsheet shows beside the row
 * @column: the column of the table, from 0; -1 if the row as a whole is refused
 * @header: the header of the column; empty if the row as a whole is refused
 * @value: what the cell holds
 * @reason: why it cannot be taken: a sentence for the user
 *
 * A cell, or a row, that an import cannot take.
 */
typedef struct
{
  guint row;
  guint number;
  int   column;
  char *header;
  char *value;
  char *reason;
} IoRefusal;

/**
 * IoPlan:
 *
 * What an import would do, or has done, row by row.
 */
#define IO_TYPE_PLAN (io_plan_get_type ())
G_DECLARE_FINAL_TYPE (IoPlan, io_plan, IO, PLAN, GObject)

guint             io_plan_get_n_rows         (IoPlan     *self);
IoOutcome         io_plan_get_outcome        (IoPlan     *self,
                                              guint       row);
guint             io_plan_get_count          (IoPlan     *self,
                                              IoOutcome   outcome);
guint             io_plan_get_n_refusals     (IoPlan     *self);
const IoRefusal  *io_plan_get_refusal        (IoPlan     *self,
                                              guint       index);
guint             io_plan_get_n_categories   (IoPlan     *self);
const char       *io_plan_get_category       (IoPlan     *self,
                                              guint       index);
gboolean          io_plan_is_written         (IoPlan     *self);

IoPlan           *io_plan_new                (void);
void              io_plan_add_row            (IoPlan     *self,
                                              IoOutcome   outcome);
void              io_plan_add_refusal        (IoPlan     *self,
                                              IoRefusal   refusal);
void              io_plan_add_category       (IoPlan     *self,
                                              const char *name);
void              io_plan_set_written        (IoPlan     *self);

G_END_DECLS
