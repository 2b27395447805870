#include "orm/orm-identity-map.h"

#include "orm/orm-field.h"

/* Open addressing with linear probing: eight bytes a record at a load of at most two thirds, and
 * removal that closes the gap instead of leaving a mark, so that freeing a million records takes
 * linear time. */

#define LEAST_SLOTS 64

static gsize
hash (OrmTable *table,
      gint64    key)
{
  guint64 mixed = (guint64) key + (guint64) (gsize) table;

  mixed *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mixed >> 20;
}

static gsize
home_of (OrmIdentityMap *self,
         OrmRecord      *record)
{
  OrmTable *table = orm_table_of_record (record);

  return hash (table, *orm_field_get_key (record, table)) & (self->n_slots - 1);
}

static void
put (OrmIdentityMap *self,
     OrmRecord      *record)
{
  gsize slot = home_of (self, record);

  while (self->slots[slot] != NULL)
    slot = (slot + 1) & (self->n_slots - 1);
  self->slots[slot] = record;
}

static void
resize (OrmIdentityMap *self,
        gsize           n_slots)
{
  OrmRecord **old = self->slots;
  gsize n_old = self->n_slots;

  self->slots = g_new0 (OrmRecord *, n_slots);
  self->n_slots = n_slots;
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != NULL)
      put (self, old[i]);
  g_free (old);
}

void
orm_identity_map_init (OrmIdentityMap *self)
{
  *self = (OrmIdentityMap) { g_new0 (OrmRecord *, LEAST_SLOTS), LEAST_SLOTS, 0 };
}

void
orm_identity_map_clear (OrmIdentityMap *self)
{
  g_clear_pointer (&self->slots, g_free);
  self->n_slots = self->n_records = 0;
}

/* Returns: (transfer none) (nullable): the record of that class and key that is in use */
OrmRecord *
orm_identity_map_lookup (OrmIdentityMap *self,
                         OrmTable       *table,
                         gint64          key)
{
  gsize slot = hash (table, key) & (self->n_slots - 1);

  for (; self->slots[slot] != NULL; slot = (slot + 1) & (self->n_slots - 1))
    {
      OrmRecord *record = self->slots[slot];

      if (orm_table_of_record (record) == table && *orm_field_get_key (record, table) == key)
        return record;
    }
  return NULL;
}

/* Adds a record, whose key must be set and may not change while it is in. */
void
orm_identity_map_add (OrmIdentityMap *self,
                      OrmRecord      *record)
{
  if ((self->n_records + 1) * 3 > self->n_slots * 2)
    resize (self, self->n_slots * 2);
  put (self, record);
  self->n_records++;
}

/* Takes a record out; does nothing if it is not in. */
void
orm_identity_map_remove (OrmIdentityMap *self,
                         OrmRecord      *record)
{
  gsize mask = self->n_slots - 1;
  gsize gap = home_of (self, record);

  while (self->slots[gap] != record)
    {
      if (self->slots[gap] == NULL)
        return;
      gap = (gap + 1) & mask;
    }
  self->n_records--;

  /* Move back each follower that may stand in the gap: one whose home is not behind it. */
  for (gsize next = (gap + 1) & mask; self->slots[next] != NULL; next = (next + 1) & mask)
    if (((next - home_of (self, self->slots[next])) & mask) >= ((next - gap) & mask))
      {
        self->slots[gap] = self->slots[next];
        gap = next;
      }
  self->slots[gap] = NULL;
}
