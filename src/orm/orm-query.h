#pragma once

#include "orm/orm-record.h"

G_BEGIN_DECLS

/**
 * OrmCondition:
 *
 * What must hold for a row: a tree of comparisons by property. A property may be a path through
 * belongs-to references ("category.name"). Values are bound, never pasted into a statement.
 * Immutable and reference counted; a function that takes conditions takes them over.
 */
typedef struct _OrmCondition OrmCondition;

#define ORM_TYPE_CONDITION (orm_condition_get_type ())
GType orm_condition_get_type (void);

typedef enum
{
  ORM_EQUAL,
  ORM_NOT_EQUAL,
  ORM_LESS,
  ORM_LESS_OR_EQUAL,
  ORM_GREATER,
  ORM_GREATER_OR_EQUAL,
} OrmOperator;

OrmCondition *orm_condition_compare            (const char   *property,
                                                OrmOperator   op,
                                                OrmValue      value);
OrmCondition *orm_condition_compare_date       (const char   *property,
                                                OrmOperator   op,
                                                const GDate  *date);
OrmCondition *orm_condition_compare_properties (const char   *property,
                                                OrmOperator   op,
                                                const char   *other_property);
OrmCondition *orm_condition_is_null            (const char   *property);
OrmCondition *orm_condition_is_not_null        (const char   *property);
OrmCondition *orm_condition_between            (const char   *property,
                                                OrmValue      least,
                                                OrmValue      most);
OrmCondition *orm_condition_between_dates      (const char   *property,
                                                const GDate  *first,
                                                const GDate  *last);
OrmCondition *orm_condition_in                 (const char   *property,
                                                const OrmValue *values,
                                                gsize         n_values);
OrmCondition *orm_condition_in_keys            (const char   *property,
                                                const gint64 *keys,
                                                gsize         n_keys);
OrmCondition *orm_condition_like               (const char   *property,
                                                const char   *pattern);
OrmCondition *orm_condition_starts_with        (const char   *property,
                                                const char   *text);
OrmCondition *orm_condition_ends_with          (const char   *property,
                                                const char   *text);
OrmCondition *orm_condition_contains           (const char   *property,
                                                const char   *text);
OrmCondition *orm_condition_contains_word      (const char   *property,
                                                const char   *word);
OrmCondition *orm_condition_refers_to          (const char   *property,
                                                OrmRecord    *record);
OrmCondition *orm_condition_has                (const char   *property,
                                                OrmCondition *condition);
OrmCondition *orm_condition_search             (const char   *words);
OrmCondition *orm_condition_and                (OrmCondition *first,
                                                ...) G_GNUC_NULL_TERMINATED;
OrmCondition *orm_condition_or                 (OrmCondition *first,
                                                ...) G_GNUC_NULL_TERMINATED;
OrmCondition *orm_condition_not                (OrmCondition *condition);
OrmCondition *orm_condition_ref                (OrmCondition *self);
void          orm_condition_unref              (OrmCondition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmCondition, orm_condition_unref)

/**
 * OrmProduct:
 * @factor: an integer property
 * @other_factor: another one
 * @decimals: (nullable): an integer property by whose power of ten the product is divided
 *
 * The exact product of two properties of a row, such as quantity times price.
 */
typedef struct
{
  const char *factor;
  const char *other_factor;
  const char *decimals;
} OrmProduct;

typedef enum
{
  ORM_ASCENDING,
  ORM_DESCENDING,
} OrmDirection;

/**
 * OrmQuery:
 *
 * Which rows of one class, and in which order. Among equals the primary key decides.
 */
#define ORM_TYPE_QUERY (orm_query_get_type ())
G_DECLARE_FINAL_TYPE (OrmQuery, orm_query, ORM, QUERY, GObject)

OrmQuery     *orm_query_new              (GType         type);
OrmQuery     *orm_query_new_related      (OrmRecord    *owner,
                                          const char   *back_reference);
OrmQuery     *orm_query_copy             (OrmQuery     *self);
GType         orm_query_get_record_type  (OrmQuery     *self);
void          orm_query_where            (OrmQuery     *self,
                                          OrmCondition *condition);
void          orm_query_order_by         (OrmQuery     *self,
                                          const char   *property,
                                          OrmDirection  direction);
void          orm_query_order_by_product (OrmQuery     *self,
                                          OrmProduct    product,
                                          OrmDirection  direction);
void          orm_query_load             (OrmQuery     *self,
                                          const char   *path);
void          orm_query_limit            (OrmQuery     *self,
                                          guint         limit);
void          orm_query_offset           (OrmQuery     *self,
                                          guint         offset);

G_END_DECLS
