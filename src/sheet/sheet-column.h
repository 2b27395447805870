#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SheetAction:
 * @SHEET_ACTION_TYPE: typed over the old content, begun by a character, into one cell or into all
 *   of a range. Only here may a sign at the front be an operator on the old value.
 * @SHEET_ACTION_EDIT: the old content was edited (F2, double click), or chosen from a list
 * @SHEET_ACTION_CLEAR: Delete
 * @SHEET_ACTION_CUT: the part of Ctrl+X that clears
 * @SHEET_ACTION_PASTE: from the clipboard
 * @SHEET_ACTION_FILL: what was edited in one cell, or stands in one, into others
 * @SHEET_ACTION_TODAY: Ctrl+;
 *
 * What the user does when cells are written; the owner of the sheet names its undo step after it.
 */
typedef enum
{
  SHEET_ACTION_TYPE,
  SHEET_ACTION_EDIT,
  SHEET_ACTION_CLEAR,
  SHEET_ACTION_CUT,
  SHEET_ACTION_PASTE,
  SHEET_ACTION_FILL,
  SHEET_ACTION_TODAY,
} SheetAction;

/**
 * SheetTone:
 *
 * The colour of a part of a cell, by meaning; the colour itself comes from the theme.
 */
typedef enum
{
  SHEET_TONE_NORMAL,
  SHEET_TONE_DIM,
  SHEET_TONE_WARNING,
  SHEET_TONE_ERROR,
} SheetTone;

/**
 * SheetLook:
 * @icon_name: (nullable): a symbolic icon before the text
 * @mark: (nullable): a short word after the text, drawn as a small label ("low")
 * @placeholder: (nullable): drawn dim where the text is empty ("No name"); it is neither copied nor
 *   edited
 * @state: (nullable): what icon, mark and colours say, in words for a screen reader ("expired")
 * @tone: the colour of icon and mark
 * @text_tone: the colour of the text
 * @has_dot: whether a dot in the colour @dot stands before the text
 * @dot: the colour of the dot
 *
 * How a cell looks beyond its text. It is all zero when a column is asked to fill it. The strings
 * stay the column's: static ones, or such as live as long as the item is unchanged.
 */
typedef struct
{
  const char *icon_name;
  const char *mark;
  const char *placeholder;
  const char *state;
  SheetTone   tone;
  SheetTone   text_tone;
  gboolean    has_dot;
  GdkRGBA     dot;
} SheetLook;

/**
 * SheetValueKind:
 * @SHEET_VALUE_TEXT: a text, or nothing
 * @SHEET_VALUE_NUMBER: a number
 * @SHEET_VALUE_DATE: a date
 *
 * What a cell holds.
 */
typedef enum
{
  SHEET_VALUE_TEXT,
  SHEET_VALUE_NUMBER,
  SHEET_VALUE_DATE,
} SheetValueKind;

/**
 * SheetValue:
 * @kind: what it is
 * @number: of a number: in units of 10 to the power of minus @decimals
 * @decimals: of a number: how many of its digits are decimals
 * @date: of a date: it, valid
 *
 * What a cell holds, beside its text, for filling in series. It is all zero, a text, when a column
 * is asked to fill it.
 */
typedef struct
{
  SheetValueKind kind;
  gint64         number;
  guint          decimals;
  GDate          date;
} SheetValue;

#define SHEET_TYPE_COLUMN (sheet_column_get_type ())
G_DECLARE_DERIVABLE_TYPE (SheetColumn, sheet_column, SHEET, COLUMN, GObject)

/**
 * SheetColumnClass:
 * @dup_text: the text that the cell shows; the empty text, never %NULL, for a cell without a value.
 *   The only function without a default.
 * @dup_edit_text: the text that the editor starts with; `set_text` understands it, and means the
 *   same value by it. By default the shown text.
 * @dup_copy_text: the text for the clipboard. By default the text for the editor.
 * @set_text: reads @text (the empty text: no value) and writes the value. On %FALSE nothing is
 *   changed and @error says why in words of the user's world: the editor stays open with what was
 *   typed and shows them below the cell. Whether this commits is between the column and the owner
 *   of the sheet, see sheet_view_set_writer(). By default refuses.
 * @clear: takes the value out of the cell (Delete); %FALSE with a reason where it may not be empty.
 *   By default `set_text` with the empty text.
 * @is_filled: whether there is a value, for Ctrl+arrow. By default whether the shown text is not
 *   empty.
 * @get_look: fills @look, returns %FALSE if there is nothing beyond the text. By default %FALSE.
 * @dup_completions: the values to offer while @typed stands in the editor, best first, %NULL or an
 *   empty array for none; @typed is empty when the whole list is asked for (Alt+Down). By default
 *   %NULL: the cell has no list.
 * @dup_new_label: how the list offers to make what was typed, where there is no such value yet
 *   ("New category “X”"). By default %NULL: nothing can be made.
 * @check_text: whether `set_text` would take @text, with its reason; nothing is changed. It is
 *   asked while the user pauses, so it may let pass what takes long to find out. By default yes.
 * @read_date: the day that @text means; today if it means none. By default %FALSE: the column holds
 *   no dates.
 * @dup_date_text: a day as `set_text` understands it; only for columns that have @read_date.
 * @get_value: says what the cell holds if that is a number or a date. By default it is a text. The
 *   column understands numbers as the locale writes them, and dates in ISO format.
 *
 * What a column does with the objects of the model. A cell asks again after any `notify` of its
 * object, and after sheet_column_changed().
 */
struct _SheetColumnClass
{
  GObjectClass parent_class;

  char     *(* dup_text)        (SheetColumn  *self,
                                 GObject      *item);
  char     *(* dup_edit_text)   (SheetColumn  *self,
                                 GObject      *item);
  char     *(* dup_copy_text)   (SheetColumn  *self,
                                 GObject      *item);
  gboolean  (* set_text)        (SheetColumn  *self,
                                 GObject      *item,
                                 const char   *text,
                                 SheetAction   action,
                                 GError      **error);
  gboolean  (* clear)           (SheetColumn  *self,
                                 GObject      *item,
                                 GError      **error);
  gboolean  (* is_filled)       (SheetColumn  *self,
                                 GObject      *item);
  gboolean  (* get_look)        (SheetColumn  *self,
                                 GObject      *item,
                                 SheetLook    *look);
  char    **(* dup_completions) (SheetColumn  *self,
                                 GObject      *item,
                                 const char   *typed);
  char     *(* dup_new_label)   (SheetColumn  *self,
                                 GObject      *item,
                                 const char   *typed);
  gboolean  (* check_text)      (SheetColumn  *self,
                                 GObject      *item,
                                 const char   *text,
                                 SheetAction   action,
                                 GError      **error);
  gboolean  (* read_date)       (SheetColumn  *self,
                                 GObject      *item,
                                 const char   *text,
                                 GDate        *date);
  char     *(* dup_date_text)   (SheetColumn  *self,
                                 GObject      *item,
                                 const GDate  *date);
  void      (* get_value)       (SheetColumn  *self,
                                 GObject      *item,
                                 SheetValue   *value);

  /*< private >*/
  gpointer padding[7];
};

/*
 * Properties:
 *
 * id: (construct only) the name to remember the column by, in settings and tests
 * title: the text in the header
 * width: pixels; follows the user's hand on the header. Default 120.
 * numeric: (construct only) numbers: set at the end, in tabular figures. Default FALSE.
 * editable: whether cells can be written. Default TRUE.
 * sortable: (construct only) whether a click on the header sorts. Default TRUE.
 * visible: whether the column is shown. Default TRUE.
 * always-filled: (construct only) there is no cell without a value, so that Ctrl+Down need not look
 *   at every row. Default FALSE.
 * multiline: (construct only) a cell may hold several lines; it shows the first. Default FALSE.
 * list: (construct only) a cell holds several values with commas between: what is offered and
 *   chosen is one of them. Default FALSE.
 * expand: takes the room that the other columns leave. Becomes FALSE when the user sets the width
 *   by hand; who remembers widths remembers this too. Default FALSE.
 */

const char *sheet_column_get_id            (SheetColumn  *self);
const char *sheet_column_get_title         (SheetColumn  *self);
void        sheet_column_set_title         (SheetColumn  *self,
                                            const char   *title);
int         sheet_column_get_width         (SheetColumn  *self);
void        sheet_column_set_width         (SheetColumn  *self,
                                            int           width);
gboolean    sheet_column_get_numeric       (SheetColumn  *self);
gboolean    sheet_column_get_sortable      (SheetColumn  *self);
gboolean    sheet_column_get_always_filled (SheetColumn  *self);
gboolean    sheet_column_get_multiline     (SheetColumn  *self);
gboolean    sheet_column_get_list          (SheetColumn  *self);
gboolean    sheet_column_get_expand        (SheetColumn  *self);
void        sheet_column_set_expand        (SheetColumn  *self,
                                            gboolean      expand);
gboolean    sheet_column_get_editable      (SheetColumn  *self);
void        sheet_column_set_editable      (SheetColumn  *self,
                                            gboolean      editable);
gboolean    sheet_column_get_visible       (SheetColumn  *self);
void        sheet_column_set_visible       (SheetColumn  *self,
                                            gboolean      visible);

void        sheet_column_changed           (SheetColumn  *self);

char       *sheet_column_dup_text          (SheetColumn  *self,
                                            GObject      *item);
char       *sheet_column_dup_edit_text     (SheetColumn  *self,
                                            GObject      *item);
char       *sheet_column_dup_copy_text     (SheetColumn  *self,
                                            GObject      *item);
gboolean    sheet_column_set_text          (SheetColumn  *self,
                                            GObject      *item,
                                            const char   *text,
                                            SheetAction   action,
                                            GError      **error);
gboolean    sheet_column_clear             (SheetColumn  *self,
                                            GObject      *item,
                                            GError      **error);
gboolean    sheet_column_is_filled         (SheetColumn  *self,
                                            GObject      *item);
gboolean    sheet_column_get_look          (SheetColumn  *self,
                                            GObject      *item,
                                            SheetLook    *look);
char      **sheet_column_dup_completions   (SheetColumn  *self,
                                            GObject      *item,
                                            const char   *typed);
char       *sheet_column_dup_new_label     (SheetColumn  *self,
                                            GObject      *item,
                                            const char   *typed);
gboolean    sheet_column_check_text        (SheetColumn  *self,
                                            GObject      *item,
                                            const char   *text,
                                            SheetAction   action,
                                            GError      **error);
gboolean    sheet_column_read_date         (SheetColumn  *self,
                                            GObject      *item,
                                            const char   *text,
                                            GDate        *date);
char       *sheet_column_dup_date_text     (SheetColumn  *self,
                                            GObject      *item,
                                            const GDate  *date);
char       *sheet_column_dup_today         (SheetColumn  *self,
                                            GObject      *item);
void        sheet_column_get_value         (SheetColumn  *self,
                                            GObject      *item,
                                            SheetValue   *value);

G_END_DECLS
