#pragma once

#include <glib-object.h>

#include "orm/orm-value.h"

G_BEGIN_DECLS

/**
 * OrmStep:
 *
 * One step of the history, as orm_history_get_steps() lists them.
 *
 * Properties, read-only, with `notify`: `number`, which grows from step to step and names it for
 * good; `name`; `time`, when it was made, in microseconds since the epoch, UTC; `undone`; `n-rows`,
 * how many rows it changed, which is counted when it is first asked for (a fifth of a second for a
 * million).
 */
#define ORM_TYPE_STEP (orm_step_get_type ())
G_DECLARE_FINAL_TYPE (OrmStep, orm_step, ORM, STEP, GObject)

gint64      orm_step_get_number (OrmStep *self);
const char *orm_step_get_name   (OrmStep *self);
gint64      orm_step_get_time   (OrmStep *self);
gboolean    orm_step_is_undone  (OrmStep *self);
gint64      orm_step_get_n_rows (OrmStep *self);

/**
 * OrmPastCell:
 * @property: the property, or the column's name in the file where no class has it any more
 * @label: the user's word for it, translated
 * @before: what it was; NULL for a row that was made
 * @after: what it became; NULL for a row that was deleted
 */
typedef struct
{
  const char *property;
  const char *label;
  OrmValue before;
  OrmValue after;
} OrmPastCell;

/**
 * OrmPastChange:
 * @type: the class, or %G_TYPE_INVALID where there is none any more
 * @label: the user's word for it, translated
 * @key: the row
 * @kind: 'i' made, 'u' changed, 'd' deleted
 * @cells: (array length=n_cells): what changed in it, in the order of the columns. Of a row that
 *   was made and changed by a later step nothing is told: see orm_history_list_values()
 * @n_cells: how many
 *
 * What a step did to one row.
 */
typedef struct
{
  GType type;
  const char *label;
  gint64 key;
  char kind;
  const OrmPastCell *cells;
  guint n_cells;
} OrmPastChange;

/**
 * OrmPastChangeFunc:
 * @change: what was done to a row; valid during the call
 *
 * Returns: whether to go on
 */
typedef gboolean (*OrmPastChangeFunc) (const OrmPastChange *change,
                                       gpointer             user_data);

/**
 * OrmPastValue:
 * @step: the number of the step that set it
 * @step_name: its name
 * @time: its time, in microseconds since the epoch, UTC
 * @kind: 'i' the row was made, 'u' changed, 'd' deleted
 * @before: the value before
 * @after: the value after
 *
 * A value that a cell has had; of the first, @before may be what it was before the history begins.
 */
typedef struct
{
  gint64 step;
  char *step_name;
  gint64 time;
  char kind;
  OrmValue before;
  OrmValue after;
} OrmPastValue;

void orm_past_value_free (OrmPastValue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmPastValue, orm_past_value_free)

/**
 * OrmHistorySize:
 * @n_steps: how many steps
 * @n_bytes: what they take in the file, about
 *
 * What a history holds, or may hold; 0 in a limit is none.
 */
typedef struct
{
  gint64 n_steps;
  gint64 n_bytes;
} OrmHistorySize;

G_END_DECLS
